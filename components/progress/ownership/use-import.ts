/**
 * A file on its way in: read, shown as a plan, and taken over when the learner says so. When another tab has changed what is
 * kept meanwhile, the plan is shown anew before anything is done.
 */
'use client';

import { useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { writeDraftHint } from '@/components/workbench/bench/draft-hint';
import type { Incoming } from '@/lib/progress/export-file';
import type { MergePlan } from '@/lib/progress/merge';

export interface ShownFailure {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

export type ImportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'preview'; readonly name: string; readonly incoming: Incoming; readonly plan: MergePlan }
  | { readonly kind: 'done'; readonly name: string; readonly plan: MergePlan };

interface UseImport {
  readonly state: ImportState;
  readonly failure: ShownFailure | null;
  readonly busy: boolean;
  readonly choose: (file: File) => Promise<void>;
  readonly take: () => Promise<void>;
  readonly cancel: () => void;
}

export function useImport(): UseImport {
  const [state, setState] = useState<ImportState>({ kind: 'none' });
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [busy, setBusy] = useState(false);

  async function show(name: string, incoming: Incoming): Promise<void> {
    const plan = await (await getProgress()).ownership.preview(incoming);
    if (plan.ok) setState({ kind: 'preview', name, incoming, plan: plan.value });
    else setFailure(plan.error);
  }

  return {
    state,
    failure,
    busy,
    async choose(file) {
      setFailure(null);
      setState({ kind: 'reading', name: file.name });
      // Few import: what reads a file need not be in the page's first scripts.
      const { readExportFile } = await import('@/lib/progress/export-file');
      const read = await readExportFile(file);
      if (read.ok) {
        await show(file.name, read.value);
        return;
      }
      console.warn(read.error.message, read.error.cause);
      setState({ kind: 'none' });
      setFailure(read.error);
    },
    async take() {
      if (state.kind !== 'preview' || busy) return;
      setBusy(true);
      setFailure(null);
      const { name, incoming, plan } = state;
      const done = await (await getProgress()).ownership.import(incoming, plan);
      setBusy(false);
      if (done.ok) {
        for (const { kind, id, decision } of done.value.items)
          if (kind === 'draft' && (decision === 'added' || decision === 'replaced')) writeDraftHint(id, true);
        setState({ kind: 'done', name, plan: done.value });
        return;
      }
      setFailure(done.error);
      if (done.error.code === 'import-outdated') await show(name, incoming);
    },
    cancel() {
      setFailure(null);
      setState({ kind: 'none' });
    },
  };
}
