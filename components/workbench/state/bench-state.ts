/**
 * Everything the workbench shows, as one value, and every way it can change, as one union. Framework-free: the views
 * read it, bench/ feeds it.
 */
import type { TextFiles, WorkbenchProject } from '@/lib/course/lesson-types';
import type { StorageFailure } from '@/lib/progress/failures';
import type { EditorPlace } from '@/lib/progress/records';
import type { ServerFailure, SourceLocation } from '@/lib/runtime/failures';
import type {
  DatabaseCondition,
  HttpRequest,
  RunMode,
  ServerEvent,
  ServerState,
  TestReport,
  UpstreamSetting,
  WrittenFile,
} from '@/lib/runtime/live-server';
import type { Runtime } from '@/lib/runtime/runtimes';
import { NO_TRACKER, type Tracker } from '@/lib/tracker/tracker';
import { NO_COMPOSER, type Composer } from './composer.ts';
import { untried, type GoalState } from './goals.ts';
import { NO_HISTORY, type History, type PageView, type Visit } from './history.ts';
import { NO_FILTER, type LogFilter } from './log-filter.ts';
import { NO_ALERTS, type AlertsState } from './alerts.ts';
import type { Job } from './jobs.ts';
import { NO_ROWS, type LogRows } from './log-rows.ts';
import type { Trace } from './traces.ts';
import { NO_TRAFFIC, type Outcome, type TrafficState } from './traffic.ts';
import { NO_UPSTREAMS, type UpstreamsState } from './upstreams.ts';
import type { NetworkEntry } from './network.ts';

export const PANEL_TABS = [
  'page',
  'network',
  'logs',
  'tests',
  'tracker',
  'xray',
  'upstreams',
  'jobs',
  'traffic',
  'terminal',
] as const;
export type PanelTab = (typeof PANEL_TABS)[number];
/** What a small screen shows; on a large one the panel's tabs follow it. */
export type Pane = 'lesson' | 'code' | PanelTab;

/** The line that failed last, marked in the editor until the code runs again. */
export interface Fault extends SourceLocation {
  readonly message: string;
}

/** `fields`: out of the composer's own fields. `learner`: another way, such as a link. `itself`: after a restart, say. */
export type SentBy = 'fields' | 'learner' | 'itself';

/** A sentence beside the address, e.g. why a POST was not sent again; and whether it is offered there. */
export interface PageNote {
  readonly words: string;
  readonly offersAgain: boolean;
}

export interface BrowserState {
  readonly method: string;
  /** As typed; what was sent is in the history. */
  readonly address: string;
  /** Method, address or composer were changed and not sent yet: what arrives meanwhile leaves them alone. */
  readonly drafted: boolean;
  readonly problem: string | null;
  readonly loading: HttpRequest | null;
  readonly view: PageView;
  readonly history: History;
  readonly title: string;
  /** What is sent beside method and address. */
  readonly composer: Composer;
  readonly note: PageNote | null;
}

export type TestRun =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly output: string }
  | { readonly status: 'done'; readonly report: TestReport }
  | { readonly status: 'failed'; readonly failure: ServerFailure };

/** A replaced set of files that can be had back. */
export interface UndoOffer {
  readonly what: string;
  readonly files: TextFiles;
}

export interface BenchState {
  /** What the learner chose to run the server in. */
  readonly runtime: Runtime;
  /** Where the server is reached by browsers themselves; null where it has no address. */
  readonly ownAddress: string | null;
  /** The Page is shown from that address, and not drawn from what the server answered us. */
  readonly showsOwnAddress: boolean;
  readonly server: ServerState;
  readonly mode: RunMode;
  /** The learner's files as typed. */
  readonly files: TextFiles;
  /** The files that the server was last started with. */
  readonly started: TextFiles | null;
  readonly activeFile: string;
  readonly fault: Fault | null;
  /** Where the editor is asked to go; counts, so that going there twice works. */
  readonly jump: (SourceLocation & { readonly count: number }) | null;
  /** Where the learner was last time: the editor goes there once, without taking the focus. */
  readonly resume: EditorPlace | null;
  readonly comparing: boolean;
  /** The last change of a name, so that an editor takes its text and its undo along; counts like a jump. */
  readonly renamed: { readonly from: string; readonly to: string; readonly count: number } | null;
  /** One sentence under the file tabs, e.g. why an edit was not taken. */
  readonly editorNote: string | null;
  readonly browser: BrowserState;
  readonly network: readonly NetworkEntry[];
  /** The request that Network has open. */
  readonly entry: string | null;
  readonly log: LogRows;
  readonly logFilter: LogFilter;
  readonly written: Readonly<Record<string, WrittenFile>>;
  /** Path of the written file that the log shows; null for the server's output. */
  readonly logFile: string | null;
  readonly tracker: Tracker;
  readonly upstreams: UpstreamsState;
  readonly traffic: TrafficState;
  readonly alerts: AlertsState;
  /** Background jobs, the newest first. */
  readonly jobs: readonly Job[];
  /** Recorded requests, the oldest first. */
  readonly traces: readonly Trace[];
  /** Requests are recorded whichever view is open. */
  readonly recordAlways: boolean;
  readonly goals: readonly GoalState[];
  readonly testRun: TestRun;
  /** Every save runs the tests too. */
  readonly testOnSave: boolean;
  /** A library's line that is open for reading, over everything else. */
  readonly source: SourceLocation | null;
  /** The request whose two sides are open, over everything else. */
  readonly sides: string | null;
  /** What fills the window. */
  readonly full: 'editor' | 'panel' | null;
  readonly hintsShown: number;
  readonly pane: Pane;
  readonly tab: PanelTab;
  /** Tabs where something happened since they were last looked at. */
  readonly news: Readonly<Record<PanelTab, boolean>>;
  /** A fault after which the server restarted itself; a failed start is in `server`. */
  readonly fallen: ServerFailure | null;
  readonly storage: StorageFailure | null;
  /** The draft began from an earlier version of the lesson; another tab has written since; or what was kept is gone. */
  readonly draftNews: 'older-lesson' | 'other-tab' | 'gone' | null;
  readonly undo: UndoOffer | null;
}

export type Action =
  | {
      readonly type: 'server-events';
      readonly events: readonly ServerEvent[];
      readonly now: number;
      readonly wide: boolean;
    }
  | { readonly type: 'runtime-chosen'; readonly runtime: Runtime }
  | { readonly type: 'address-known'; readonly address: string | null }
  | { readonly type: 'own-address-shown'; readonly on: boolean }
  | { readonly type: 'edited'; readonly file: string; readonly text: string }
  | { readonly type: 'files-replaced'; readonly files: TextFiles; readonly undo: UndoOffer | null }
  | { readonly type: 'undo-closed' }
  | { readonly type: 'file-chosen'; readonly file: string }
  | { readonly type: 'file-renamed'; readonly from: string; readonly to: string }
  | { readonly type: 'editor-noted'; readonly note: string | null }
  | { readonly type: 'upstream-set'; readonly name: string; readonly change: Partial<UpstreamSetting> }
  | { readonly type: 'database-set'; readonly path: string; readonly condition: DatabaseCondition }
  | { readonly type: 'traffic-began' }
  | { readonly type: 'traffic-planned'; readonly count: number }
  | { readonly type: 'traffic-came'; readonly outcomes: readonly Outcome[] }
  | { readonly type: 'traffic-ended'; readonly status: 'done' | 'stopped' }
  | { readonly type: 'traffic-failed'; readonly failure: ServerFailure }
  | { readonly type: 'traffic-speed'; readonly speed: number }
  | { readonly type: 'record-always'; readonly on: boolean }
  | { readonly type: 'jumped'; readonly location: SourceLocation }
  /** Null once the editor is there. */
  | { readonly type: 'resumed'; readonly place: EditorPlace | null }
  | { readonly type: 'comparing'; readonly on: boolean }
  | { readonly type: 'started'; readonly files: TextFiles; readonly now: number }
  | { readonly type: 'mode-chosen'; readonly mode: RunMode }
  | { readonly type: 'address-typed'; readonly address: string }
  | { readonly type: 'method-chosen'; readonly method: string }
  | { readonly type: 'address-refused'; readonly problem: string }
  | { readonly type: 'composed'; readonly change: Partial<Composer> }
  | { readonly type: 'sent'; readonly visit: Visit; readonly by: SentBy }
  /** Opens a request in Network; null closes it. */
  | { readonly type: 'entry-chosen'; readonly id: string | null }
  | { readonly type: 'arrived'; readonly view: PageView; readonly place: 'new' | number; readonly visit: Visit }
  /** The page moved itself with history.pushState or replaceState: nothing was sent. */
  | { readonly type: 'page-moved'; readonly path: string; readonly replace: boolean }
  | { readonly type: 'page-titled'; readonly title: string }
  | { readonly type: 'page-noted'; readonly note: string; readonly offersAgain?: boolean }
  | { readonly type: 'tests-began' }
  | { readonly type: 'tests-printed'; readonly text: string }
  | { readonly type: 'tests-ended'; readonly report: TestReport }
  | { readonly type: 'tests-failed'; readonly failure: ServerFailure }
  | { readonly type: 'goals-remembered'; readonly goals: readonly GoalState[] }
  | { readonly type: 'test-on-save'; readonly on: boolean }
  | { readonly type: 'full-chosen'; readonly full: BenchState['full'] }
  | { readonly type: 'hint-shown' }
  | { readonly type: 'pane-chosen'; readonly pane: Pane }
  /** Shows a tab without leaving the lesson's text on a small screen. */
  | { readonly type: 'tab-chosen'; readonly tab: PanelTab }
  | { readonly type: 'log-file-chosen'; readonly file: string | null }
  | { readonly type: 'log-cleared' }
  | { readonly type: 'log-filtered'; readonly change: Partial<LogFilter> }
  | { readonly type: 'source-opened'; readonly source: SourceLocation | null }
  | { readonly type: 'sides-opened'; readonly id: string | null }
  | { readonly type: 'fault-closed' }
  | { readonly type: 'storage-failed'; readonly failure: StorageFailure | null }
  | { readonly type: 'draft-news'; readonly news: BenchState['draftNews'] };

/** What the address bar shows before an address of the app. */
export const APP_URL = 'http://localhost:5000';

export function initialState(project: WorkbenchProject): BenchState {
  const { start, opens, goals, request } = project;
  const first = opens.find((file) => file in start) ?? Object.keys(start)[0] ?? 'app.py';
  return {
    runtime: 'sandbox',
    ownAddress: null,
    showsOwnAddress: false,
    server: { status: 'off' },
    mode: 'production',
    files: start,
    started: null,
    activeFile: first,
    fault: null,
    jump: null,
    resume: null,
    comparing: false,
    renamed: null,
    editorNote: null,
    browser: {
      method: request.method,
      address: APP_URL + request.path,
      drafted: false,
      problem: null,
      loading: null,
      view: { kind: 'blank' },
      history: NO_HISTORY,
      composer: NO_COMPOSER,
      title: '',
      note: null,
    },
    network: [],
    entry: null,
    log: NO_ROWS,
    logFilter: NO_FILTER,
    written: {},
    logFile: null,
    tracker: NO_TRACKER,
    upstreams: NO_UPSTREAMS,
    alerts: NO_ALERTS,
    jobs: [],
    traffic: NO_TRAFFIC,
    traces: [],
    recordAlways: false,
    goals: untried(goals),
    testRun: { status: 'idle' },
    testOnSave: false,
    source: null,
    sides: null,
    full: null,
    hintsShown: 0,
    pane: goals.length === 0 ? 'code' : 'lesson',
    tab: 'page',
    news: {
      page: false,
      network: false,
      logs: false,
      tests: false,
      tracker: false,
      xray: false,
      upstreams: false,
      jobs: false,
      traffic: false,
      terminal: false,
    },
    fallen: null,
    storage: null,
    draftNews: null,
    undo: null,
  };
}

/** Files whose text is not what the server runs. */
export const isChanged = ({ files, started }: BenchState, file: string): boolean =>
  started !== null && files[file] !== started[file];
export const hasChanges = (state: BenchState): boolean =>
  state.started !== null &&
  [...Object.keys(state.files), ...Object.keys(state.started)].some((file) => isChanged(state, file));
