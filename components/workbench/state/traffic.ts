/** Visitors' requests and what came of them: counts, percentiles, who saw a raw error page and who was helped. Pure. */
import type { ServerFailure } from '@/lib/runtime/failures';
import type { HttpResponse } from '@/lib/runtime/live-server';
import { headerOf } from '@/lib/runtime/browser-session';

export interface Outcome {
  /** Milliseconds of the visitors' time, from the beginning. */
  readonly at: number;
  readonly visitor: number;
  readonly malicious: boolean;
  /** Null for no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** An error page of the server's or Flask's own. */
  readonly raw: boolean;
  /** A good answer that says it is a fallback. */
  readonly helped: boolean;
}

export interface TrafficState {
  readonly status: 'idle' | 'drawing' | 'running' | 'stopped' | 'done' | 'failed';
  readonly planned: number;
  readonly outcomes: readonly Outcome[];
  /** How many times faster than the visitors' own time, 1 to 100. */
  readonly speed: number;
  readonly failure: ServerFailure | null;
}

export const SPEEDS = [1, 5, 20, 100] as const;
export const NO_TRAFFIC: TrafficState = { status: 'idle', planned: 0, outcomes: [], speed: 20, failure: null };

export interface Summary {
  readonly sent: number;
  /** Requests by class: `2xx`, `3xx`, `4xx`, `5xx`, `none`. */
  readonly classes: Readonly<Record<StatusClass, number>>;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly visitors: number;
  /** Visitors, without those who mean harm, who saw at least one raw error page or got no answer. */
  readonly hurt: number;
  readonly helped: number;
  readonly malicious: number;
}

export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

export function classOf(status: number | null): StatusClass {
  if (status === null || status < 200) return 'none';
  if (status < 300) return '2xx';
  if (status < 400) return '3xx';
  return status < 500 ? '4xx' : '5xx';
}

export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const classes = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 0 };
  for (const { status } of outcomes) classes[classOf(status)]++;
  const times = timesOf(outcomes);
  const honest = outcomes.filter(({ malicious }) => !malicious);
  const people = (some: readonly Outcome[]): number => new Set(some.map(({ visitor }) => visitor)).size;
  return {
    sent: outcomes.length,
    classes,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    visitors: people(outcomes),
    hurt: people(honest.filter(({ raw, status }) => raw || status === null)),
    helped: people(honest.filter(({ helped }) => helped)),
    malicious: outcomes.length - honest.length,
  };
}

export interface Series {
  /** Seconds of the visitors' time at the beginning of each stretch. */
  readonly seconds: readonly number[];
  readonly classes: Readonly<Record<StatusClass, readonly number[]>>;
  /** Milliseconds; null where nothing was answered. */
  readonly p50: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
}

const MOST_STRETCHES = 60;

/** Equal stretches of time, at most sixty. */
export function seriesOf(outcomes: readonly Outcome[]): Series {
  const end = outcomes.at(-1)?.at ?? 0;
  const seconds = Math.max(1, Math.ceil(end / 1000 / MOST_STRETCHES));
  const count = outcomes.length === 0 ? 0 : Math.floor(end / 1000 / seconds) + 1;
  const stretches: Outcome[][] = Array.from({ length: count }, () => []);
  for (const outcome of outcomes) stretches[Math.floor(outcome.at / 1000 / seconds)]?.push(outcome);
  const counts = (wanted: StatusClass): readonly number[] =>
    stretches.map((stretch) => stretch.filter(({ status }) => classOf(status) === wanted).length);
  const parts = (share: number): readonly (number | null)[] =>
    stretches.map((stretch) => {
      const times = timesOf(stretch);
      return times.length === 0 ? null : percentile(times, share);
    });
  return {
    seconds: stretches.map((_, index) => index * seconds),
    classes: {
      '2xx': counts('2xx'),
      '3xx': counts('3xx'),
      '4xx': counts('4xx'),
      '5xx': counts('5xx'),
      none: counts('none'),
    },
    p50: parts(50),
    p95: parts(95),
    p99: parts(99),
  };
}

const timesOf = (outcomes: readonly Outcome[]): readonly number[] =>
  outcomes.flatMap(({ status, ms }) => (status === null ? [] : [ms])).sort((a, b) => a - b);

/** Nearest rank; 0 of nothing. `sorted` ascends. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? 0;

/** Werkzeug's default page, its debugger, and what a production server says for an application that failed it. */
const RAW =
  /^<!doctype html>\s*<html lang=en>\s*<title>\d{3} |Werkzeug Debugger<\/title>|^<html>\s*<head>\s*<title>Internal Server Error<\/title>/i;
const HEAD_BYTES = 4096;

export const isRawErrorPage = ({ status, body }: HttpResponse): boolean =>
  status >= 400 && RAW.test(new TextDecoder().decode(body.subarray(0, HEAD_BYTES)));

/** A fallback says so: the header X-Degraded, `"degraded": true` in JSON, or the attribute data-degraded in HTML. */
export function isFallback({ status, headers, body }: HttpResponse): boolean {
  if (status >= 400) return false;
  if (headerOf(headers, 'X-Degraded') !== undefined) return true;
  return /"degraded":\s*true|\sdata-degraded\b/.test(new TextDecoder().decode(body.subarray(0, 16 * HEAD_BYTES)));
}
