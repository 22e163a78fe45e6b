/**
 * Runs an experiment on a live server, whichever it is, and tells what was really observed at each step. Judges nothing,
 * draws nothing.
 */
import type { Experiment, Step } from '../course/experiment-types.ts';
import { APP_ORIGIN, createBrowserSession, type BrowserSession } from '../runtime/browser-session.ts';
import { failure, type FailureCode, type ServerFailure } from '../runtime/failures.ts';
import type {
  HttpResponse,
  Instruments,
  JobEvent,
  LiveServer,
  LogRecord,
  ServerEvent,
  TestResult,
  TraceStep,
} from '../runtime/live-server.ts';
import { itemObject, readEnvelope } from '../tracker/envelope.ts';
import { readEvent, type TrackerEvent } from '../tracker/event.ts';

/** What one step came to. */
export interface Observation {
  /** Null when there was no answer, or when a test was run. */
  readonly response: HttpResponse | null;
  readonly log: readonly LogRecord[];
  /** What the process printed, both streams in the order of their lines. */
  readonly printed: string;
  /** What the tracker was sent, without sessions and transactions. */
  readonly events: readonly TrackerEvent[];
  /** The number of those since the experiment began. */
  readonly tracked: number;
  /** The last text of each file written since the server started; null for one that is gone or not text. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly jobs: readonly JobEvent[];
  /** Recorded only if asked for. */
  readonly trace: readonly TraceStep[];
  readonly test: TestResult | null;
  /** Why there is no response or no test result. */
  readonly failure: ServerFailure | null;
}

export interface ObserveOptions {
  /** Called as soon as a step is over. */
  readonly onObserved?: (observation: Observation, index: number) => void;
  /** Record each request's way through Flask. */
  readonly xray?: boolean;
  readonly signal?: AbortSignal;
}

/** Faults of the server's own way into the page: no program causes them, so they are no evidence of anything. */
const OURS: ReadonlySet<FailureCode> = new Set([
  'bundle-missing',
  'bundle-corrupt',
  'wasm-unsupported',
  'boot-timeout',
]);

/** Why an experiment came to no end; null when every step was observed. */
export function endedBy({ steps }: Experiment, observations: readonly Observation[]): ServerFailure | null {
  const failed = observations.at(-1)?.failure ?? null;
  return failed && (observations.length < steps.length || OURS.has(failed.code)) ? failed : null;
}

/** A failed start ends the experiment: the last observation then carries its failure. */
export async function observe(
  server: LiveServer,
  { programs, tests, steps, upstreams = {} }: Experiment,
  { onObserved, xray = false, signal }: ObserveOptions = {},
): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  const notes = new Notes();
  const leave = server.subscribe((event) => notes.take(event));
  server.instrument({ xray, upstreams: settingsOf(upstreams) });
  let running = '';
  let session = createBrowserSession(server);
  try {
    for (const step of steps) {
      if (signal?.aborted) break;
      const files = programs[step.program] ?? {};
      const wanted = `${step.program} ${step.mode}`;
      let observation: Observation | null = null;
      if (step.test !== undefined) {
        notes.beginStep();
        observation = notes.observed(await runTest(server, step.test, files, tests));
      } else {
        if (running !== wanted || step.restart) {
          notes.beginServer();
          const started = await server.start(files, { mode: step.mode });
          session = createBrowserSession(server);
          running = started.ok ? wanted : '';
          if (!started.ok) observation = notes.observed({ failure: started.error });
        }
        notes.beginStep();
        observation ??= notes.observed(await send(session, step));
      }
      observations.push(observation);
      onObserved?.(observation, observations.length - 1);
      if (running === '' && step.test === undefined) break;
    }
  } finally {
    leave();
    server.instrument({ xray: false, upstreams: {} });
  }
  return observations;
}

/** A slow service takes as long as it does in the workbench, until somebody changes that. */
const settingsOf = (upstreams: NonNullable<Experiment['upstreams']>): Instruments['upstreams'] =>
  Object.fromEntries(
    Object.entries(upstreams).map(([name, condition]) => [name, { condition, seconds: 3, seed: 1 }] as const),
  );

type Outcome = Partial<Pick<Observation, 'response' | 'test' | 'failure'>>;

async function send(session: BrowserSession, step: Step): Promise<Outcome> {
  const { method, path } = step.request ?? { method: 'GET', path: '/' };
  const headers = Object.entries(step.headers ?? { Accept: 'text/html' });
  const body = step.body === undefined ? {} : { body: new TextEncoder().encode(step.body) };
  const result = await session.fetch({ method, path, headers, ...body }, 'page');
  return result.ok ? { response: result.value.response } : { failure: result.error };
}

async function runTest(
  server: LiveServer,
  test: string,
  project: Experiment['tests'],
  tests: Experiment['tests'],
): Promise<Outcome> {
  const report = await server.test(tests, { project, select: [`tests/${test}`] });
  if (!report.ok) return { failure: report.error };
  const [result] = report.value.results;
  if (result) return { test: result };
  return { failure: failure('interpreter-crashed', { message: `pytest ran no test called ${test}.` }) };
}

/** Sorts the server's events into steps. */
class Notes {
  private log: LogRecord[] = [];
  private printed = '';
  private events: TrackerEvent[] = [];
  private jobs: JobEvent[] = [];
  private trace: TraceStep[] = [];
  private files: Record<string, string | null> = {};
  private tracked = 0;

  /** A new process: its disk is as it was deployed. */
  beginServer(): void {
    this.files = {};
  }

  beginStep(): void {
    this.log = [];
    this.printed = '';
    this.events = [];
    this.jobs = [];
    this.trace = [];
  }

  take(event: ServerEvent): void {
    switch (event.type) {
      case 'log':
        this.log.push(event.record);
        return;
      case 'output':
        this.printed += event.text;
        return;
      case 'envelope':
        this.events.push(...eventsIn(event.data));
        this.tracked += eventsIn(event.data).length;
        return;
      case 'file':
        this.files = { ...this.files, [event.file.path]: event.file.tail };
        return;
      case 'job':
        this.jobs.push(event.job);
        return;
      case 'trace':
        this.trace.push(event.step);
        return;
      default:
    }
  }

  /** Lists are handed out as they are now: what a later start logs is not this step's. */
  observed({ response = null, test = null, failure: why = null }: Outcome): Observation {
    const { printed, tracked, files } = this;
    return {
      ...{ response, test, failure: why, printed, tracked, files },
      log: [...this.log],
      events: [...this.events],
      jobs: [...this.jobs],
      trace: [...this.trace],
    };
  }
}

const eventsIn = (envelope: Uint8Array | null): readonly TrackerEvent[] =>
  ((envelope && readEnvelope(envelope)?.items) ?? []).flatMap((item) => {
    const event = item.type === 'event' ? readEvent(itemObject(item)) : null;
    return event ? [event] : [];
  });

/** Where the experiment's programs seem to live. */
export const addressOf = (path: string): string => APP_ORIGIN.replace('http://', '') + path;
