/**
 * Opens the workbench for one project and hands it to whoever stands inside: the lesson's text sends requests and runs
 * tests through `useWorkbench`, the workbench's own views read the state. Knows lessons by their project only.
 */
'use client';

import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { holdIdleWork } from '@/components/progress/when-idle';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import type { HeaderList } from '@/lib/runtime/live-server';
import { createBench, type Bench } from './bench/bench';
import { createServer } from './runtime/create-server';
import type { BenchState, Pane } from './state/bench-state';
import type { GoalState } from './state/goals';

export type { GoalState, Pane };

/** Wide enough for Page and Logs side by side; app/styles and workbench.css know the same width. */
export const WIDE = '(width >= 75rem)';
const isWide = (): boolean => window.matchMedia(WIDE).matches;

const BenchContext = createContext<Bench | null>(null);

interface WorkbenchProviderProps {
  readonly project: WorkbenchProject;
  readonly children: ReactNode;
}

export function WorkbenchProvider({ project, children }: WorkbenchProviderProps) {
  return (
    // Another project is another workbench.
    <OpenBench key={project.id} project={project}>
      {children}
    </OpenBench>
  );
}

function OpenBench({ project, children }: WorkbenchProviderProps) {
  const [bench] = useState(() => {
    const created = createBench({ project, createServer, getProgress, isWide });
    // Before any view inside asks for idle time.
    holdIdleWork(created.settled);
    return created;
  });
  useEffect(() => bench.open(), [bench]);
  return <BenchContext value={bench}>{children}</BenchContext>;
}

export function useBench(): Bench {
  const bench = use(BenchContext);
  if (!bench) throw new Error('There is no WorkbenchProvider around this component');
  return bench;
}

/** Part of the state; the component draws again when that part changes. */
export function useBenchState<Part>(select: (state: BenchState) => Part): Part {
  const { store } = useBench();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.get()),
  );
}

export interface WorkbenchRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface WorkbenchHandle {
  send(request: WorkbenchRequest): Promise<void>;
  runTests(select?: readonly string[]): Promise<void>;
  readonly goals: readonly GoalState[];
  /** The tests are running. */
  readonly running: boolean;
  readonly hint: { readonly shown: number; readonly total: number };
  showHint(): void;
  /** Whether the learner has such a file. */
  isOwn(file: string): boolean;
  /** Show a line in the editor. */
  jump(place: { readonly file: string; readonly line: number }): void;
  readonly pane: Pane;
  setPane(pane: Pane): void;
}

/** What the lesson's text may do with the workbench. */
export function useWorkbench(): WorkbenchHandle {
  const bench = useBench();
  const goals = useBenchState((state) => state.goals);
  const running = useBenchState((state) => state.testRun.status === 'running');
  const shown = useBenchState((state) => state.hintsShown);
  const pane = useBenchState((state) => state.pane);
  const { hints: total } = bench;
  const acts = useMemo(() => handleOf(bench), [bench]);
  return useMemo(
    () => ({ ...acts, goals, running, hint: { shown, total }, pane }),
    [acts, goals, running, shown, total, pane],
  );
}

function handleOf({
  store,
  visits,
  runTests,
}: Bench): Pick<WorkbenchHandle, 'send' | 'runTests' | 'showHint' | 'setPane' | 'isOwn' | 'jump'> {
  return {
    async send({ method, path, headers = {}, body }) {
      const list: HeaderList = Object.entries(headers);
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      store.dispatch({ type: 'tab-chosen', tab: 'page' });
      await visits.send({ method, path, headers: list, ...(bytes ? { body: bytes } : {}) }, 'composer');
    },
    async runTests(select) {
      store.dispatch({ type: 'tab-chosen', tab: 'tests' });
      await runTests(select);
    },
    showHint: () => store.dispatch({ type: 'hint-shown' }),
    isOwn: (file) => file in store.get().files,
    jump: (location) => store.dispatch({ type: 'jumped', location }),
    setPane: (pane) => store.dispatch({ type: 'pane-chosen', pane }),
  };
}
