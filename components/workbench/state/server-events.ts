/** What the live server's events change in the workbench: log, network, written files, marks on lines and tabs. */
import { isStopped } from '@/lib/runtime/failures';
import type { ServerEvent, WrittenFile } from '@/lib/runtime/live-server';
import { receive } from '@/lib/tracker/tracker';
import type { BenchState, Fault, PanelTab } from './bench-state.ts';
import { addToAlerts } from './alerts.ts';
import { addToJobs } from './jobs.ts';
import { addRows } from './log-rows.ts';
import { addToNetwork } from './network.ts';
import { addToTraces } from './traces.ts';
import { addToUpstreams } from './upstreams.ts';
import { exceptionName } from './words.ts';
import { innermostOwn, readOutput } from './output-lines.ts';

/** @param wide whether Page and Logs are both in sight */
export function reduceServerEvents(
  before: BenchState,
  events: readonly ServerEvent[],
  now: number,
  wide: boolean,
): BenchState {
  // What the learner has stopped is no news of the server.
  const rows = events
    .filter((event) => event.type === 'log' || event.type === 'output' || event.type === 'failure')
    .filter((event) => event.type !== 'failure' || !isStopped(event.failure));
  const requests = events.filter(
    (event) =>
      event.type === 'request' ||
      event.type === 'exchange' ||
      event.type === 'test-exchange' ||
      event.type === 'failure',
  );
  const steps = events.filter((event) => event.type === 'trace');
  const dependencies = events.filter(
    (event) => event.type === 'upstreams' || event.type === 'upstream-call' || event.type === 'database',
  );
  const jobs = events.filter((event) => event.type === 'job');
  const alerts = events.filter((event) => event.type === 'alert-rules' || event.type === 'alert');
  const envelopes = events.filter((event) => event.type === 'envelope');
  const state: BenchState = {
    ...before,
    log: addRows(before.log, rows, now),
    network: addToNetwork(before.network, requests),
    upstreams: addToUpstreams(before.upstreams, dependencies),
    alerts: addToAlerts(before.alerts, alerts),
    jobs: addToJobs(
      before.jobs,
      events.filter((event) => event.type === 'job' || event.type === 'failure' || event.type === 'state'),
    ),
    traces: addToTraces(before.traces, steps),
    tracker: envelopes.reduce(receive, before.tracker),
  };
  const after = events.reduce(applyEvent, state);
  const busy = new Set<PanelTab>();
  if (rows.length > 0 || after.written !== before.written || alerts.some(({ type }) => type === 'alert'))
    busy.add('logs');
  if (requests.some(({ type }) => type === 'request' || type === 'test-exchange')) busy.add('network');
  if (dependencies.some(({ type }) => type === 'upstream-call')) busy.add('upstreams');
  if (jobs.length > 0) busy.add('jobs');
  if (steps.length > 0) busy.add('xray');
  if (envelopes.length > 0) busy.add('tracker');
  return { ...after, news: newsAfter(after, busy, wide) };
}

function newsAfter(state: BenchState, busy: ReadonlySet<PanelTab>, wide: boolean): BenchState['news'] {
  const inSight = (tab: PanelTab): boolean =>
    state.tab === tab ||
    (wide && tab === 'logs' && state.tab === 'page') ||
    (wide && tab === 'page' && state.tab === 'logs');
  const fresh = [...busy].filter((tab) => !inSight(tab) && !state.news[tab]);
  return fresh.length === 0 ? state.news : { ...state.news, ...Object.fromEntries(fresh.map((tab) => [tab, true])) };
}

function applyEvent(state: BenchState, event: ServerEvent): BenchState {
  switch (event.type) {
    case 'state': {
      const fault = event.state.status === 'failed' ? faultOfFailure(state, event.state.failure) : null;
      return { ...state, server: event.state, fault: fault ?? state.fault };
    }
    case 'log': {
      const fault = faultOfRecord(state, event);
      return fault ? { ...state, fault } : state;
    }
    case 'output': {
      const fault = event.text.includes('Traceback (most recent call last)') ? faultOfText(state, event.text) : null;
      return fault ? { ...state, fault } : state;
    }
    case 'file':
      return { ...state, written: withFile(state.written, event.file) };
    case 'failure': {
      const { failure } = event;
      // A request that was refused while the server is down is told on the page; the server's own state says the rest.
      const fell = failure.code !== 'not-running' && failure.code !== 'snapshot-rejected' && !isStopped(failure);
      return { ...state, fallen: fell ? failure : state.fallen, fault: faultOfFailure(state, failure) ?? state.fault };
    }
    case 'request':
    case 'exchange':
    case 'trace':
    case 'job':
    case 'alert-rules':
    case 'alert':
    case 'upstreams':
    case 'upstream-call':
    case 'database':
    case 'envelope':
    case 'test-exchange':
      return state;
  }
}

function withFile(written: BenchState['written'], file: WrittenFile): BenchState['written'] {
  return { ...written, [file.path]: file };
}

function faultOfFailure(
  { files }: BenchState,
  failure: {
    readonly location?: { readonly file: string; readonly line: number } | undefined;
    readonly message: string;
    readonly cause?: string | undefined;
  },
): Fault | null {
  const { location, cause } = failure;
  if (!location || !(location.file in files)) return null;
  const last = cause?.trimEnd().split('\n').at(-1);
  return { ...location, message: exceptionName(cause) !== null && last !== undefined ? last : failure.message };
}

function faultOfRecord({ files }: BenchState, { record }: Extract<ServerEvent, { type: 'log' }>): Fault | null {
  const frame = record.traceback?.frames.findLast(({ own, file }) => own && file in files);
  if (!record.traceback || !frame) return null;
  const { type, message } = record.traceback;
  return { file: frame.file, line: frame.line, message: message === '' ? type : `${type}: ${message}` };
}

function faultOfText({ files }: BenchState, text: string): Fault | null {
  const own = innermostOwn(readOutput(text, (file) => file in files));
  return own ? { file: own.file, line: own.line, message: text.trimEnd().split('\n').at(-1) ?? '' } : null;
}
