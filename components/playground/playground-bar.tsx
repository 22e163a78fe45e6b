/** The ways into and out of the playground: templates, links, zips. Each that replaces the project can be undone. */
'use client';

import { useEffect, useRef, useState } from 'react';
import type { Template } from '@/lib/course/course';
import { download } from '@/components/ui/download';
import { useBench } from '@/components/workbench/workbench-context';
import type { ProjectFailure } from '@/lib/playground/failures';
import { MOST_BYTES } from '@/lib/playground/limits';
import type { PinnedPackage } from '@/lib/playground/requirements';
import { ProjectNotice } from './project-notice';
import { ShareDialog } from './share-dialog';

interface PlaygroundBarProps {
  readonly templates: readonly Template[];
  readonly pins: readonly PinnedPackage[];
}

/** A zip of more bytes than that holds more than the playground takes. */
const LARGEST_ZIP = 4 * MOST_BYTES;

export function PlaygroundBar({ templates, pins }: PlaygroundBarProps) {
  const bench = useBench();
  const input = useRef<HTMLInputElement>(null);
  const [sharing, setSharing] = useState(false);
  const [failure, setFailure] = useState<ProjectFailure | null>(null);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);

  async function openZip(file: File): Promise<void> {
    setFailure(null);
    setLeftOut([]);
    // Few open zips: what reads them need not be in the page's first scripts.
    const [{ fromZip }, { tooLarge }] = await Promise.all([
      import('@/lib/playground/project-zip'),
      import('@/lib/playground/limits'),
    ]);
    const read = file.size > LARGEST_ZIP ? tooLarge() : fromZip(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) {
      setFailure(read.error);
      return;
    }
    setLeftOut(read.value.leftOut);
    await bench.openProject(read.value.files, `${file.name} is in place of your project.`);
  }
  useDroppedFile((file) => void openZip(file));

  async function downloadZip(): Promise<void> {
    const { toZip } = await import('@/lib/playground/project-zip');
    download('flask-project.zip', new Blob([toZip(bench.store.get().files, pins)], { type: 'application/zip' }));
  }

  return (
    <div>
      <div className="flex flex-wrap items-center gap-1.5 border-b border-line bg-paper px-3 py-1.5 text-[0.8125rem]">
        <select
          aria-label="Template"
          className="bench-select max-w-44 sm:max-w-80"
          value=""
          onChange={({ target }) => {
            const chosen = templates.find(({ name }) => name === target.value);
            setLeftOut([]);
            if (chosen) void bench.openProject(chosen.files, `“${chosen.title}” is in place of your project.`);
          }}
        >
          <option value="">Start from…</option>
          {templates.map(({ name, title, summary }) => (
            <option key={name} value={name}>
              {title}: {summary}
            </option>
          ))}
        </select>
        <span className="grow" />
        <button
          type="button"
          aria-haspopup="dialog"
          className="button button-quiet bench-small"
          onClick={() => setSharing(true)}
        >
          Share
        </button>
        <button type="button" className="button button-quiet bench-small" onClick={() => void downloadZip()}>
          Download zip
        </button>
        <button type="button" className="button button-quiet bench-small" onClick={() => input.current?.click()}>
          Open zip
        </button>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          aria-label="Zip to open"
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void openZip(file);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </div>
      {failure ? <ProjectNotice failure={failure} onClose={() => setFailure(null)} /> : null}
      {leftOut.length === 0 ? null : (
        <p role="status" className="bench-notice" data-tone="warn">
          <span className="grow">
            Left out, because the playground keeps text only: {leftOut.slice(0, 8).join(', ')}
            {leftOut.length > 8 ? ` and ${String(leftOut.length - 8)} more` : ''}.
          </span>
          <button type="button" className="bench-link" onClick={() => setLeftOut([])}>
            Close
          </button>
        </p>
      )}
      {sharing ? <ShareDialog onClose={() => setSharing(false)} /> : null}
    </div>
  );
}

/** A file dropped anywhere on the page, which a browser would leave the page for. */
function useDroppedFile(open: (file: File) => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      latest.current(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}
