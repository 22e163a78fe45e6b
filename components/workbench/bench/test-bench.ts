/** For tests: a live server of fixed answers, a progress store in memory, and a bench between them. Never shipped. */
import { afterEach } from 'node:test';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { storageFailure } from '@/lib/progress/failures';
import { temporaryProgress, type ProgressStore } from '@/lib/progress/progress-store';
import type { ServerFailure } from '@/lib/runtime/failures';
import type {
  HttpExchange,
  HttpRequest,
  HttpResponse,
  Instruments,
  LiveServer,
  PlannedRequest,
  ProjectFiles,
  ServerEvent,
  ServerState,
  TestReport,
} from '@/lib/runtime/live-server';
import { err, ok } from '@/lib/runtime/result';
import { createBench, type Bench } from './bench.ts';

/** What a browser keeps at hand, one browser a test; Node has none. */
const kept = new Map<string, string>();
Object.defineProperty(globalThis, 'localStorage', {
  configurable: true,
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  },
});
afterEach(() => kept.clear());

export const PROJECT: WorkbenchProject = {
  id: 'lesson/sample',
  start: { 'app.py': 'start', 'util.py': 'util' },
  solution: { 'app.py': 'solved' },
  tests: { 'test_goals.py': 'tests' },
  goals: [
    { test: 'test_a', doc: 'A' },
    { test: 'test_b', doc: 'B' },
  ],
  hints: ['<p>h</p>'],
  opens: ['app.py'],
  request: { method: 'GET', path: '/' },
  baseHash: 'v1',
};

export interface FakeServer extends LiveServer {
  readonly starts: ProjectFiles[];
  readonly requests: HttpRequest[];
  /** What the next traffic is. */
  planned: readonly PlannedRequest[];
  readonly instrumented: Partial<Instruments>[];
  /** What the next starts come to; null is a good one. */
  startFailure: ServerFailure | null;
  answer: (request: HttpRequest) => Partial<HttpResponse> | ServerFailure;
  report: TestReport;
  emit(event: ServerEvent): void;
}

export function fakeServer(): FakeServer {
  const listeners = new Set<(event: ServerEvent) => void>();
  let state: ServerState = { status: 'off' };
  const move = (next: ServerState): void => {
    state = next;
    server.emit({ type: 'state', state });
  };
  const server: FakeServer = {
    starts: [],
    requests: [],
    instrumented: [],
    planned: [],
    startFailure: null,
    answer: ({ path }) => ({ status: 200, body: new TextEncoder().encode(path) }),
    report: { exitCode: 0, results: [], output: '' },
    get state() {
      return state;
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async start(files) {
      server.starts.push(files);
      move({ status: 'starting' });
      await Promise.resolve();
      if (server.startFailure) {
        move({ status: 'failed', failure: server.startFailure });
        return err(server.startFailure);
      }
      move({ status: 'running', app: 'app:app', mode: 'production' });
      return ok(undefined);
    },
    async request(request, { origin = 'page' } = {}) {
      server.requests.push(request);
      const id = `r${String(server.requests.length)}`;
      server.emit({ type: 'request', id, origin, request, time: 0 });
      const answer = server.answer(request);
      if ('code' in answer) {
        server.emit({ type: 'failure', failure: answer, requestId: id });
        return err(answer);
      }
      const response = { status: 200, reason: '', headers: [], body: new Uint8Array(), truncated: false, ...answer };
      const exchange: HttpExchange = { id, origin, request, response, startedAt: 0, durationMs: 1, wsgiMs: 1 };
      server.emit({ type: 'exchange', exchange });
      return ok(exchange);
    },
    test: async () => ok(server.report),
    instrument: (change) => server.instrumented.push(change),
    planTraffic: async () => ok(server.planned),
    librarySource: () => Promise.reject(new Error('nobody asks')),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => move({ status: 'off' }),
  };
  return server;
}

export const memoryProgress = (): ProgressStore => temporaryProgress(storageFailure('storage-unavailable', 'a test'));

export interface TestBench {
  readonly bench: Bench;
  readonly server: FakeServer;
  readonly progress: ProgressStore;
  close(): void;
}

/** An opened bench whose server runs and whose first page has arrived. */
export async function openBench(
  project: WorkbenchProject = PROJECT,
  progress: ProgressStore = memoryProgress(),
): Promise<TestBench> {
  const server = fakeServer();
  const bench = createBench({
    project,
    createServer: () => server,
    getProgress: async () => progress,
    schedule: (callback) => {
      queueMicrotask(callback);
      return () => undefined;
    },
    now: () => 0,
    onLeave: () => () => undefined,
  });
  const close = bench.open();
  await until(bench, ({ browser }) => browser.view.kind !== 'blank');
  return { bench, server, progress, close };
}

/** Waits for the state to be so. A state that never comes fails the test by its timeout. */
export function until(bench: Bench, holds: (state: ReturnType<Bench['store']['get']>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!holds(bench.store.get())) return;
      leave();
      resolve();
    };
    const leave = bench.store.subscribe(check);
    check();
  });
}
