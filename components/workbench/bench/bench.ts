/**
 * The workbench without its views: one live server, the learner's files, the page, the tests, the draft, and the state
 * that shows them. Framework-free; a component opens it, calls it, and closes it.
 */
import type { TextFiles, WorkbenchProject } from '@/lib/course/lesson-types';
import { slugOf } from '@/lib/course/course-progress';
import { readPreference, writePreference } from '@/lib/progress/preferences';
import type { ProgressStore } from '@/lib/progress/progress-store';
import type { EditorPlace } from '@/lib/progress/records';
import { createBrowserSession, type BrowserSession } from '@/lib/runtime/browser-session';
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type { LiveServer, RunMode, ServerEvent, ServerProcess } from '@/lib/runtime/live-server';
import { err, type Result } from '@/lib/runtime/result';
import { awaitsFiles } from '@/lib/runtime/server-state';
import { runtimeOf, type Runtime } from '@/lib/runtime/runtimes';
import { hasChanges, initialState, type Action, type BenchState } from '../state/bench-state.ts';
import { reduce } from '../state/reduce.ts';
import { createStore, type Store } from '../state/store.ts';
import { createPlaceMemory } from '@/components/progress/place-memory';
import { createDraftKeeper } from './draft-keeper.ts';
import { readDraftHint } from './draft-hint.ts';
import { createEventQueue, type Schedule } from './event-queue.ts';
import { createFileActions, type FileActions } from './file-actions.ts';
import { framedSession, type OwnFrame } from './framed-session.ts';
import { createTestRuns } from './test-runs.ts';
import { createTrafficRun, type TrafficRun } from './traffic-run.ts';
import { createVisits, type Visits } from './visits.ts';

export interface BenchOptions {
  readonly project: WorkbenchProject;
  /** A server that is off, of the runtime that the learner chose. @param anyway without asking first whether it can be had */
  readonly createServer: (runtime: Runtime, anyway: boolean) => LiveServer | Promise<LiveServer>;
  readonly getProgress: () => Promise<ProgressStore>;
  /** Whether Page and Logs are both in sight. */
  readonly isWide?: () => boolean;
  readonly schedule?: Schedule;
  readonly now?: () => number;
  /** Calls back when the page is about to go away; returns how to stop that. */
  readonly onLeave?: (flush: () => void) => () => void;
}

export interface Bench extends FileActions {
  /** Resolves when the first answer has come, or nothing will: what can wait for it does. */
  readonly settled: Promise<void>;
  readonly store: Store<BenchState, Action>;
  readonly visits: Visits;
  /** Visitors on the server. */
  readonly traffic: TrafficRun;
  /** A library's module, by the path that a traceback prints. */
  librarySource(path: string): Promise<Result<string, ServerFailure>>;
  /** The project's tests, to be read. */
  readonly tests: TextFiles;
  /** A project of the learner's own: nothing to reach, and no solution. */
  readonly free: boolean;
  /** How many hints the project has. */
  readonly hints: number;
  /** The cursor or the view moved in the file that is open. */
  moved(place: Omit<EditorPlace, 'file'>): void;
  /** Starts the server. @returns how to close it; it can be opened again. */
  open(): () => void;
  /** Keep the draft, start the server anew with it, show the page again. */
  save(): Promise<void>;
  setMode(mode: RunMode): Promise<void>;
  /** Ends the server and starts the files as typed in another, or in a new one of the same kind. */
  setRuntime(runtime: Runtime, anyway?: boolean): Promise<void>;
  /** What only a server with a process of its own has. */
  process(): ServerProcess | null;
  /** Where the page of an address of the server's own is shown; null when that is over. */
  showIn(frame: OwnFrame | null): void;
  runTests(select?: readonly string[]): Promise<void>;
}

/** How long a start waits for a draft that is said to exist. */
const DRAFT_PATIENCE_MS = 800;

export function createBench(options: BenchOptions): Bench {
  const { project, isWide = () => false, now = Date.now, onLeave = whenLeaving } = options;
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  /** Storage and its code would make the first answer late, and without a draft nothing waits for them. */
  const getProgress = async (): Promise<ProgressStore> => {
    if (!readDraftHint(project.id)) await settled;
    return options.getProgress();
  };
  const store = createStore(reduce, initialState(project));
  let server: LiveServer | null = null;
  let session: BrowserSession | null = null;
  let ownFrame: OwnFrame | null = null;
  let opening: Promise<void> = Promise.resolve();
  /** Counts servers, so that one that comes late finds that it is not wanted any more. */
  let opened = 0;
  let starting: Promise<boolean> = Promise.resolve(false);

  const show = (events: readonly ServerEvent[]): void =>
    store.dispatch({ type: 'server-events', events, now: now(), wide: isWide() });
  const queue = createEventQueue<ServerEvent>(show, options.schedule);
  const keeper = createDraftKeeper({
    projectId: project.id,
    start: project.start,
    baseHash: project.baseHash,
    getProgress,
    onFailure: (storage) => store.dispatch({ type: 'storage-failed', failure: storage }),
  });

  const visits = createVisits({
    store,
    ready: async () => {
      let waitedFor: Promise<boolean>;
      do {
        waitedFor = starting;
        await waitedFor;
      } while (waitedFor !== starting);
      return session;
    },
  });

  /** Events come in frames, but the server's state is shown at once, after what came before it; what only counts bytes can wait. */
  function receive(event: ServerEvent): void {
    queue.push(event);
    if (event.type === 'state') store.dispatch({ type: 'address-known', address: server?.process?.address ?? null });
    if (event.type !== 'state' || event.state.status === 'loading') return;
    if (!awaitsFiles(event.state)) queue.flush();
  }

  /** What holds around the project. The X-ray costs time, so it is on while it is looked at, or when the learner wants it on. */
  function instrument(): void {
    const { tab, recordAlways, upstreams } = store.get();
    const { settings, databaseSettings } = upstreams;
    server?.instrument({
      xray: recordAlways || tab === 'xray',
      upstreams: settings,
      databases: databaseSettings,
    });
  }

  /** True when the server runs these files now. */
  function start(files: TextFiles): Promise<boolean> {
    starting = opening.then(async () => {
      if (!server) return false;
      queue.flush();
      store.dispatch({ type: 'started', files, now: now() });
      const { ok } = await server.start(files, { mode: store.get().mode });
      queue.flush();
      return ok;
    });
    return starting;
  }

  /** The page of what has started: for the first time, or again. */
  const showPage = (): Promise<void> =>
    store.get().browser.view.kind === 'blank' ? visits.first(project.request) : visits.refresh();

  async function save(): Promise<void> {
    void keeper.flush();
    await opening;
    if (server === null) openServer();
    const { files: run } = store.get();
    if (await start(run)) {
      void keeper.keepVersion(run, 'started');
      await showPage();
      if (store.get().testOnSave) await tests.run();
    } else if (store.get().server.status === 'failed') visits.noteOld();
  }

  function openServer(anyway = false): void {
    opening = createServer(++opened, anyway);
  }

  async function createServer(mine: number, anyway: boolean): Promise<void> {
    let created: LiveServer;
    try {
      created = await options.createServer(store.get().runtime, anyway);
    } catch (error) {
      // Without the bundle's manifest in the page there is nothing to boot, nor without the runtime's own code.
      const cause = String(error);
      if (mine === opened)
        show([{ type: 'state', state: { status: 'failed', failure: failure('bundle-missing', { cause }) } }]);
      return;
    }
    if (mine !== opened) {
      void created.stop();
      return;
    }
    server = created;
    const plain = createBrowserSession(created);
    session = framedSession(plain, created, () => ownFrame);
    created.subscribe((event) => {
      if (mine === opened) receive(event);
    });
    instrument();
  }

  function closeServer(): void {
    opened++;
    traffic.stop();
    queue.flush();
    void server?.stop();
    server = session = null;
    opening = Promise.resolve();
    starting = Promise.resolve(false);
  }

  const slug = slugOf(project.id);
  const place = slug === null ? null : createPlaceMemory({ slug, part: 'editor', getProgress });
  /** Until it is known where the learner was, where the editor opens is no move of theirs. */
  let resumed = false;

  async function resume(): Promise<void> {
    const { activeFile: first } = store.get();
    const last = await place?.load().catch((error: unknown) => {
      console.warn('The last place is not known:', error);
      return null;
    });
    const { files: present, activeFile } = store.get();
    // Who has chosen a file meanwhile is where they want to be.
    if (last && last.file in present && activeFile === first) store.dispatch({ type: 'resumed', place: last });
    resumed = true;
  }

  const files = createFileActions({ project, store, keeper, save });
  const traffic = createTrafficRun({ store, server: () => server, schedule: options.schedule });
  const tests = createTestRuns({ project, store, getProgress, server: () => server });

  async function begin(isClosed: () => boolean): Promise<void> {
    // The last place may be in a file of the draft.
    const loading = files.loadDraft();
    const resuming = loading.then(resume);
    if (readDraftHint(project.id)) await Promise.race([resuming, patience()]);
    if (isClosed()) return;
    const first = store.get().files;
    let run = first;
    const showIfRuns = (runs: boolean): Promise<void> | undefined => (runs && !isClosed() ? showPage() : undefined);
    const started = start(first).then(showIfRuns).finally(settle);
    const draft = await loading;
    await resuming;
    if (isClosed()) return;
    // A draft that came late: the server must not run what the editor does not show. What is typed is run when it is saved.
    if (draft && first === project.start && store.get().started === first) {
      run = draft;
      await start(run).then(showIfRuns);
    }
    await started;
    const { started: latest, server: now } = store.get();
    // What the learner has started meanwhile is kept by that.
    if (run !== project.start && latest === run && now.status === 'running') await keeper.keepVersion(run, 'started');
  }

  return {
    ...files,
    store,
    settled,
    visits,
    traffic,
    librarySource: (path) => server?.librarySource(path) ?? Promise.resolve(err(failure('not-running'))),
    tests: project.tests,
    free: project.goals.length === 0,
    hints: project.hints.length,
    save,
    moved(where) {
      const { activeFile: file, resume: goingTo } = store.get();
      if (resumed && goingTo?.file !== file) place?.note({ file, ...where });
    },
    open() {
      let closed = false;
      store.dispatch({ type: 'runtime-chosen', runtime: runtimeOf(readPreference('runtime')) });
      openServer();
      store.dispatch({ type: 'test-on-save', on: readPreference('testOnSave') === 'yes' });
      void begin(() => closed);
      const leavePage = (): void => {
        keeper.leave();
        place?.leave();
      };
      const leave = [
        store.subscribe(instrument),
        keeper.watch(files.heardFromOtherTab),
        tests.follow(),
        onLeave(leavePage),
      ];
      return () => {
        closed = true;
        settle();
        void keeper.flush();
        place?.leave();
        for (const undo of leave) undo();
        closeServer();
      };
    },
    async setMode(mode) {
      store.dispatch({ type: 'mode-chosen', mode });
      await save();
    },
    async setRuntime(runtime, anyway = false) {
      closeServer();
      store.dispatch({ type: 'runtime-chosen', runtime });
      writePreference('runtime', runtime === 'sandbox' ? null : runtime);
      openServer(anyway);
      await save();
    },
    process: () => server?.process ?? null,
    showIn(frame) {
      ownFrame = frame;
    },
    async runTests(select) {
      // The page, the log and the tests should speak of the same code.
      if (hasChanges(store.get())) {
        await save();
        if (store.get().testOnSave && !select) return;
      }
      await tests.run(select);
    },
  };
}

/** The last moment in which a browser surely lets a page write. */
function whenLeaving(flush: () => void): () => void {
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    window.removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', hidden);
  };
}

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, DRAFT_PATIENCE_MS));
