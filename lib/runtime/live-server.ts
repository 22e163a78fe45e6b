/**
 * The one interface of the live server. Every host (sandbox, node, webcontainer) implements it, and the rest of
 * the app knows only this file. It knows neither React nor lessons.
 */
import type { ServerFailure } from './failures.ts';
import type { Result } from './result.ts';

/** A project's files: POSIX path relative to the project's folder → content. */
export type ProjectFiles = Readonly<Record<string, string | Uint8Array>>;

/** As on a laptop: `production` is a WSGI server, `debug` is `flask run --debug` with Werkzeug's debugger. */
export type RunMode = 'production' | 'debug';

export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: string;
  /** Request target in origin form: path and query, percent-encoded, e.g. `/order/0?x=1`. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** The application failed after the headers had left: the visitor has a cut-off body. */
  readonly truncated: boolean;
}

/** Who sent a request. */
export type RequestOrigin = 'page' | 'composer' | 'test' | 'traffic';

/** What a test asked in its own interpreter, and what was logged meanwhile. */
export interface TestExchange {
  readonly id: string;
  /** pytest's node id. */
  readonly test: string;
  readonly request: HttpRequest;
  /** Null when the application's exception went to the test instead, as Flask's test client has it. */
  readonly response: HttpResponse | null;
  readonly log: readonly LogRecord[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface HttpExchange {
  readonly id: string;
  readonly origin: RequestOrigin;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds from handing the request over to the end of the body. */
  readonly durationMs: number;
  /** Milliseconds inside the WSGI server alone. */
  readonly wsgiMs: number;
}

/** One frame of a Python traceback, outermost first. `own` is true for the learner's files. */
export interface TracebackFrame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly source: string;
  readonly own: boolean;
}

export interface Traceback {
  /** Exception class name, e.g. `ZeroDivisionError`. */
  readonly type: string;
  readonly message: string;
  readonly frames: readonly TracebackFrame[];
  /** As Python prints it. */
  readonly text: string;
}

/** One `logging` record that passed its logger's level. */
export interface LogRecord {
  /** Counts up within one interpreter. */
  readonly seq: number;
  /** The exchange it was logged in; null at import time. */
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL' | (string & {});
  readonly levelNumber: number;
  readonly logger: string;
  readonly message: string;
  readonly location: { readonly file: string; readonly line: number; readonly function: string };
  readonly traceback: Traceback | null;
}

/** What the X-ray can tell of a request, in the order in which it usually comes. */
export const TRACE_KINDS = [
  'server',
  'middleware',
  'wsgi_app',
  'routing',
  'before_request',
  'view',
  'call',
  'template',
  'raise',
  'caught',
  'return',
  'unwind',
  'handle',
  'lookup',
  'handler',
  'log',
  'after_request',
  'response',
  'bare',
  'stream',
  'teardown',
  'limit',
  'lost',
] as const;
export type TraceKind = (typeof TRACE_KINDS)[number];

/** An error handler that came into question, and why it was chosen or passed over. */
export interface HandlerCandidate {
  readonly function: string;
  /** As tracebacks show it; '' for a callable without source. */
  readonly file: string;
  readonly line: number;
  /** The blueprint it is registered on; null for the application. */
  readonly scope: string | null;
  readonly code: number | null;
  /** Name of the exception class it is registered for. */
  readonly exception: string;
  readonly verdict: 'chosen' | 'passed' | 'later' | 'elsewhere';
  readonly reason: string;
}

/** One step of a recorded request. What the optional fields mean depends on the kind: see python/graceful/xray.py. */
export interface TraceStep {
  /** Counts from 1 within one request. */
  readonly n: number;
  readonly kind: TraceKind;
  /** How many recorded calls are open around it. */
  readonly depth: number;
  readonly place: {
    readonly file: string;
    readonly line: number;
    readonly function: string;
    readonly own: boolean;
  } | null;
  /** Milliseconds since the recording began. */
  readonly ms: number;
  /** The function's qualified name, or the logger's. */
  readonly name: string;
  /** The step that this one ends. */
  readonly of?: number | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly rule?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly arguments?: string | undefined;
  readonly exception?: string | undefined;
  readonly message?: string | undefined;
  readonly code?: number | null | undefined;
  readonly chosen?: string | null | undefined;
  readonly candidates?: readonly HandlerCandidate[] | undefined;
  readonly level?: string | undefined;
  readonly traceback?: boolean | undefined;
  readonly template?: string | undefined;
  readonly status?: string | undefined;
  readonly value?: string | undefined;
}

export const UPSTREAM_CONDITIONS = [
  'normal',
  'slow',
  'timeout',
  'refuse',
  '500',
  '503',
  'malformed',
  'truncated',
  'flapping',
] as const;
export type UpstreamCondition = (typeof UPSTREAM_CONDITIONS)[number];

export interface UpstreamSetting {
  readonly condition: UpstreamCondition;
  /** How long a slow one takes to answer, in seconds. */
  readonly seconds: number;
  /** What a flapping one's luck is drawn with. */
  readonly seed: number;
}

/** A service that the project declares in `upstreams/NAME.py`. */
export interface Upstream {
  readonly name: string;
  readonly url: string;
}

/** One request of the project's to an upstream. */
export interface UpstreamCall {
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly upstream: string;
  /** '' where the connection was refused. */
  readonly method: string;
  readonly path: string;
  readonly condition: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
}

export const DATABASE_CONDITIONS = ['normal', 'locked', 'full', 'constraint'] as const;
export type DatabaseCondition = (typeof DATABASE_CONDITIONS)[number];

/** One change of a background job, as Celery's signals tell it. */
export interface JobEvent {
  /** The exchange that it was sent in. */
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly id: string;
  /** The task's name, e.g. `app.receipt`. */
  readonly task: string;
  readonly state: 'STARTED' | 'RETRY' | 'FAILURE' | 'SUCCESS';
  /** As they would be written in Python; null after the start. */
  readonly arguments: string | null;
  readonly error: Traceback | null;
  /** How long a worker would wait before the next try, in seconds. */
  readonly retryInSeconds: number | null;
  /** The result as Python shows it. */
  readonly result: string | null;
}

/** One rule of the project's alerts.json, as python/graceful/alerts.py reads it. */
export interface AlertRule {
  readonly name: string;
  readonly kind: 'count' | 'rate' | 'burn';
  readonly threshold: number;
  readonly windowSeconds: number;
  /** An address, or one of the project's files. */
  readonly runbook: string | null;
}

/** A rule began to fire, or is quiet again. Times are of the visitors' clock, in milliseconds since the epoch. */
export interface AlertEvent {
  /** The rule's. */
  readonly name: string;
  readonly state: 'firing' | 'resolved';
  readonly time: number;
  readonly firstErrorAt: number;
  /** What was compared with the threshold. */
  readonly value: number;
}

/** What is watched or broken around the project. Holds from the next request on, and outlives restarts. */
export interface Instruments {
  /** Record each request's way through Flask. */
  readonly xray: boolean;
  /** By name; who is not named is normal. */
  readonly upstreams: Readonly<Record<string, UpstreamSetting>>;
  /** SQLite files by path; who is not named is normal. */
  readonly databases: Readonly<Record<string, DatabaseCondition>>;
}

export const NO_INSTRUMENTS: Instruments = { xray: false, upstreams: {}, databases: {} };

/** A file that the app wrote, created, changed or removed since it started. */
export interface WrittenFile {
  /** Relative to the project's folder if inside it, else absolute. */
  readonly path: string;
  /** Size in bytes; -1 when removed. */
  readonly size: number;
  /** The last 256 KiB as text, or null when it is binary or removed. */
  readonly tail: string | null;
}

/** `container` is a WebContainer's own start, before anything of ours runs. */
export type BootStage = 'container' | 'bundle' | 'interpreter' | 'project';

/** A discriminated union; `nextState` in server-state.ts is its only author. */
export type ServerState =
  | { readonly status: 'off' }
  /** Fetching and booting. Bytes are of the files as stored (uncompressed). */
  | {
      readonly status: 'loading';
      readonly stage: BootStage;
      readonly loadedBytes: number;
      readonly totalBytes: number;
      /** Set when something was worked around, e.g. a rejected snapshot. */
      readonly note?: string;
    }
  /** Importing the learner's project. */
  | { readonly status: 'starting'; readonly note?: string }
  | {
      readonly status: 'running';
      readonly app: string;
      readonly mode: RunMode;
      readonly note?: string;
      /** A request waits until all of Python is there. Bytes are of the files as stored (uncompressed). */
      readonly awaited?: { readonly loadedBytes: number; readonly totalBytes: number };
    }
  | { readonly status: 'failed'; readonly failure: ServerFailure };

export type ServerEvent =
  | { readonly type: 'state'; readonly state: ServerState }
  | { readonly type: 'log'; readonly record: LogRecord }
  | {
      readonly type: 'output';
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly requestId: string | null;
      /** Milliseconds since the epoch. */
      readonly time: number;
    }
  | { readonly type: 'file'; readonly file: WrittenFile }
  | {
      readonly type: 'request';
      readonly id: string;
      readonly origin: RequestOrigin;
      readonly request: HttpRequest;
      readonly time: number;
    }
  | { readonly type: 'exchange'; readonly exchange: HttpExchange }
  | { readonly type: 'test-exchange'; readonly exchange: TestExchange }
  /** One step of a recorded request, as it happens. */
  | { readonly type: 'trace'; readonly requestId: string; readonly step: TraceStep }
  /** What the Sentry SDK sent, in the format of develop.sentry.dev/sdk/data-model/envelopes; null when it was too large. */
  | {
      readonly type: 'envelope';
      readonly requestId: string | null;
      /** Milliseconds since the epoch. */
      readonly time: number;
      readonly data: Uint8Array | null;
      /** The size in bytes of what was refused. */
      readonly refusedBytes: number | null;
    }
  /** What the project declares, told whenever it starts. */
  | { readonly type: 'upstreams'; readonly upstreams: readonly Upstream[] }
  | { readonly type: 'upstream-call'; readonly call: UpstreamCall }
  /** An SQLite file that the project has opened, told once per start. */
  | { readonly type: 'database'; readonly path: string }
  | { readonly type: 'job'; readonly job: JobEvent }
  /** Told whenever the project starts; `problem` says why alerts.json cannot be used. */
  | { readonly type: 'alert-rules'; readonly rules: readonly AlertRule[]; readonly problem: string | null }
  | { readonly type: 'alert'; readonly alert: AlertEvent }
  /** A request that got no answer, or a fault after which the server restarted itself. */
  | { readonly type: 'failure'; readonly failure: ServerFailure; readonly requestId: string | null };

export type TestOutcome = 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed' | 'xpassed';

export interface TestResult {
  /** pytest's node id, e.g. `tests/test_goals.py::test_missing_page`. */
  readonly id: string;
  /** Function name with its parameters, e.g. `test_missing_page[html]`. */
  readonly name: string;
  /** First paragraph of the docstring, '' if none. */
  readonly doc: string;
  readonly outcome: TestOutcome;
  /** The assertion message or exception, without pytest's decoration; '' when passed. */
  readonly message: string;
  /** Where it failed: the test's own line. */
  readonly location: { readonly file: string; readonly line: number } | null;
  /** pytest's long report, as text; '' when passed. */
  readonly report: string;
  readonly durationMs: number;
  readonly log: readonly LogRecord[];
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestReport {
  /** pytest's own exit code: 0 all passed, 1 some failed, 2 interrupted, 3 internal, 4 usage, 5 none collected. */
  readonly exitCode: number;
  readonly results: readonly TestResult[];
  /** Everything pytest printed. */
  readonly output: string;
}

export interface StartOptions {
  readonly mode?: RunMode;
  /** Deadline of one request in milliseconds; 10 000 by default. */
  readonly requestDeadlineMs?: number;
}

export interface RequestOptions {
  readonly origin?: RequestOrigin;
  /** What the visitor's clock says, in milliseconds since the epoch, when it runs faster than ours: alert rules go by it. */
  readonly clock?: number;
  /** Aborting a request that the server has begun ends its process, as there is no other way to stop it; it is started again. */
  readonly signal?: AbortSignal;
  /** The response as it leaves the server, for a host with a real port: head, then chunks, then the end. */
  readonly onPiece?: (piece: ResponsePiece) => void;
}

export type ResponsePiece =
  | { readonly type: 'head'; readonly status: number; readonly reason: string; readonly headers: HeaderList }
  | { readonly type: 'chunk'; readonly data: Uint8Array };

/** One request of a visitor, as graceful.traffic draws it. */
export interface PlannedRequest {
  /** Milliseconds from the beginning. */
  readonly at: number;
  /** Counts from 1; one visitor keeps their cookies. */
  readonly visitor: number;
  readonly malicious: boolean;
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: string;
}

export interface TrafficOptions {
  /** The same seed is the same traffic. */
  readonly seed: number;
  /** How many, from 1 to 5000. */
  readonly requests: number;
}

export interface TestOptions {
  /** Paths or node ids to run; everything in the tests folder by default. */
  readonly select?: readonly string[];
  /** More command line words for pytest. */
  readonly args?: readonly string[];
  /** The project to test; the one last started by default. */
  readonly project?: ProjectFiles;
  /** Ask pytest for colours in its output; no by default. */
  readonly color?: boolean;
  /** What pytest prints, as it prints it. */
  readonly onOutput?: (text: string) => void;
  /** Deadline of the whole run in milliseconds; 60 000 by default. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** What only a host with a process and a port of its own has. */
export interface ServerProcess {
  /** Where browsers reach the server by themselves, without a slash at the end; null while it listens nowhere. */
  readonly address: string | null;
  /** Calls back with everything the process has printed so far and prints from now on, as a terminal gets it. */
  onTerminal(listener: (text: string) => void): () => void;
  /** What was typed into the terminal. */
  type(text: string): void;
  /** The terminal's new size in characters. */
  resize(columns: number, rows: number): void;
}

/** A Flask application that answers requests. Failures are values; a rejected promise is a bug. */
export interface LiveServer {
  readonly state: ServerState;
  readonly process?: ServerProcess;
  /** Start, or restart, with these files in a fresh interpreter. Files outside the project's folder are refused. */
  start(project: ProjectFiles, options?: StartOptions): Promise<Result<void, ServerFailure>>;
  request(request: HttpRequest, options?: RequestOptions): Promise<Result<HttpExchange, ServerFailure>>;
  /** Run pytest against the project in another interpreter: the running server is not disturbed. `tests` may be empty when the project brings its own. */
  test(tests: ProjectFiles, options?: TestOptions): Promise<Result<TestReport, ServerFailure>>;
  /** Switch what is watched; what is left out stays as it is. */
  instrument(change: Partial<Instruments>): void;
  /** Visitors' requests in the order of their time, by the project's traffic.json or its routes. Sends none. */
  planTraffic(options: TrafficOptions): Promise<Result<readonly PlannedRequest[], ServerFailure>>;
  /** The text of a library's module, by the path that a traceback prints, e.g. `/site-packages/flask/app.py`. */
  librarySource(path: string): Promise<Result<string, ServerFailure>>;
  subscribe(listener: (event: ServerEvent) => void): () => void;
  stop(): Promise<void>;
}
