/**
 * The way of a request as a picture: stations in their order, each filled with what the recording says happened there up to
 * the step that is looked at. Pure.
 */
import type { TraceKind, TraceStep } from '@/lib/runtime/live-server';

export const STATIONS = [
  'request',
  'router',
  'before',
  'view',
  'error',
  'handler',
  'log',
  'after',
  'response',
  'teardown',
] as const;
export type StationName = (typeof STATIONS)[number];

export interface Station {
  readonly name: StationName;
  readonly title: string;
  /** `now` is where the step is; `never` is passed by in the whole recording. */
  readonly state: 'ahead' | 'passed' | 'now' | 'never';
  /** What happened there so far; '' for nothing. */
  readonly said: string;
}

const TITLES: Record<StationName, string> = {
  request: 'Request',
  router: 'Router',
  before: 'before_request',
  view: 'View',
  error: 'Error?',
  handler: 'Error handler',
  log: 'Logging',
  after: 'after_request',
  response: 'Response',
  teardown: 'teardown',
};

const STATION_OF: Partial<Record<TraceKind, StationName>> = {
  server: 'request',
  middleware: 'request',
  wsgi_app: 'request',
  routing: 'router',
  before_request: 'before',
  view: 'view',
  raise: 'error',
  caught: 'error',
  unwind: 'error',
  handle: 'handler',
  lookup: 'handler',
  handler: 'handler',
  log: 'log',
  after_request: 'after',
  response: 'response',
  bare: 'response',
  stream: 'response',
  teardown: 'teardown',
};

/** The station of each step: a call or a return belongs where the call around it does. */
export function stationsOf(steps: readonly TraceStep[]): readonly StationName[] {
  const open: StationName[] = [];
  const byStep = new Map<number, StationName>();
  return steps.map((step) => {
    open.length = Math.min(open.length, step.depth);
    const returned = step.kind === 'return' && step.of !== undefined ? byStep.get(step.of) : undefined;
    const station = returned ?? STATION_OF[step.kind] ?? open.at(-1) ?? 'request';
    byStep.set(step.n, station);
    open[step.depth] = station;
    return station;
  });
}

/** Which way the request went at the fork: `open` until it is known. */
export type Branch = 'open' | 'yes' | 'no';

/**
 * The way taken at "Error?" by the step with this index. An exception that the program catches itself, or one that comes after
 * the response has begun, leads to no handler: that is "no".
 */
export function branchAt(steps: readonly TraceStep[], at: number): Branch {
  const decided = stationsOf(steps)
    .slice(0, at + 1)
    .find((name) => name === 'handler' || name === 'after' || name === 'response');
  if (decided === undefined) return 'open';
  return decided === 'handler' ? 'yes' : 'no';
}

/** The last lookup of a handler up to the step with this index. */
export const lookupAt = (steps: readonly TraceStep[], at: number): TraceStep | null =>
  steps.slice(0, at + 1).findLast(({ kind }) => kind === 'lookup') ?? null;

/** The picture at the step with this index. */
export function pictureAt(steps: readonly TraceStep[], at: number): readonly Station[] {
  const where = stationsOf(steps);
  return STATIONS.map((name) => {
    if (name === 'error' && !where.includes(name)) return forkWithoutRaise(steps, at);
    const first = where.indexOf(name);
    const state = first === -1 ? 'never' : where[at] === name ? 'now' : first < at ? 'passed' : 'ahead';
    const said = wordsAt(
      name,
      steps.slice(0, at + 1).filter((_, index) => where[index] === name),
    );
    return { name, title: TITLES[name], state, said };
  });
}

/** Nothing was seen to be raised, and the question was answered all the same. */
function forkWithoutRaise(steps: readonly TraceStep[], at: number): Station {
  const branch = branchAt(steps, at);
  const ends = branchAt(steps, steps.length - 1) === 'open' ? 'never' : 'ahead';
  const state = branch === 'open' ? ends : 'passed';
  const said = { open: '', no: 'no', yes: lookupAt(steps, at)?.exception ?? '' }[branch];
  return { name: 'error', title: TITLES.error, state, said };
}

function wordsAt(name: StationName, steps: readonly TraceStep[]): string {
  const last = (...kinds: TraceKind[]): TraceStep | undefined => steps.findLast(({ kind }) => kinds.includes(kind));
  switch (name) {
    case 'request': {
      const server = last('server');
      return server ? `${server.method ?? ''} ${server.path ?? ''}` : '';
    }
    case 'router': {
      const routed = last('routing');
      return routed?.rule ?? (routed ? withCode(routed) : '');
    }
    case 'before':
    case 'after':
    case 'teardown':
      return names(steps, 'before_request', 'after_request', 'teardown');
    case 'view':
      return last('view')?.name ?? '';
    case 'error': {
      const raised = last('raise');
      return raised ? (raised.exception ?? '') : '';
    }
    case 'handler': {
      const lookup = last('lookup');
      return lookup ? (lookup.chosen ?? 'none fits') : '';
    }
    case 'log': {
      const records = steps.filter(({ kind }) => kind === 'log');
      const [{ level = '' } = { level: '' }] = records;
      return records.length > 1 ? `${String(records.length)} records` : level;
    }
    case 'response': {
      const sent = last('response', 'bare');
      return sent?.status ?? '';
    }
  }
}

const withCode = ({ exception = '', code }: TraceStep): string =>
  code === null || code === undefined ? exception : `${String(code)} ${exception}`;

const names = (steps: readonly TraceStep[], ...kinds: TraceKind[]): string =>
  [...new Set(steps.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name))].join(', ');
