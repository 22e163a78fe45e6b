/**
 * Which rows of the log are shown, and in what order: by level, by words, by request. Pure; it knows rows, not how they
 * are drawn.
 */
import { isStopped } from '@/lib/runtime/failures';
import type { LogRow, LogRows } from './log-rows.ts';
import { statusOf, type NetworkEntry } from './network.ts';

export interface LogFilter {
  /** Records below this level number are left out; 0 shows all. */
  readonly level: number;
  /** As typed. */
  readonly search: string;
  /** Rows of one request stand together, under it. */
  readonly byRequest: boolean;
  /** Lines of JSON are shown as a table of their fields. */
  readonly asFields: boolean;
  /** Of the table, as typed: Lucene's query language. */
  readonly query: string;
}

export const NO_FILTER: LogFilter = { level: 0, search: '', byRequest: true, asFields: false, query: '' };

/** Python's own levels (logging, "Logging Levels"). */
export const LEVELS: readonly (readonly [number, string])[] = [
  [0, 'All levels'],
  [20, 'INFO and above'],
  [30, 'WARNING and above'],
  [40, 'ERROR and above'],
  [50, 'CRITICAL'],
];

export type LogItem =
  | { readonly kind: 'row'; readonly key: string; readonly row: LogRow }
  /** A request's own line; its rows follow. */
  | { readonly kind: 'request'; readonly key: string; readonly id: string; readonly rows: number };

/** What is printed has no level of its own, and a search finds it like anything else. */
export function visibleRows(rows: readonly LogRow[], { level, search }: LogFilter): readonly LogRow[] {
  const words = search.trim().toLowerCase();
  if (level === 0 && words === '') return rows;
  return rows.filter((row) => {
    if (row.kind === 'record' && row.record.levelNumber < level) return false;
    return words === '' || textOf(row).toLowerCase().includes(words);
  });
}

function textOf(row: LogRow): string {
  switch (row.kind) {
    case 'record': {
      const { level, logger, message, traceback } = row.record;
      return [level, logger, message, traceback?.text, row.printed].join('\n');
    }
    case 'output':
      return row.text;
    case 'failure':
      return `${row.failure.message} ${row.failure.code}`;
    case 'start':
      return '';
  }
}

/** A request that failed and of which the log knows nothing: the worst kind. What the learner has stopped did not fail. */
export interface SilentFailure {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export const silentFailures = (network: readonly NetworkEntry[], { rows, since }: LogRows): SilentFailure[] => {
  const heard = new Set(rows.map(({ requestId }) => requestId));
  return network.filter((entry) => {
    const status = statusOf(entry);
    const stopped = entry.outcome.kind === 'failed' && isStopped(entry.outcome.failure);
    const failed = !stopped && (status === null || (status !== undefined && status >= 500));
    return failed && entry.test === undefined && entry.startedAt >= since && !heard.has(entry.id);
  });
};

/** A request's rows stand where its first one stood; one that failed silently stands where it was sent. */
export function logItems(
  rows: readonly LogRow[],
  byRequest: boolean,
  silent: readonly SilentFailure[] = [],
): readonly LogItem[] {
  const item = (row: LogRow): LogItem => ({ kind: 'row', key: String(row.key), row });
  if (!byRequest) return rows.map(item);
  const groups = new Map<string | number, LogRow[]>();
  for (const row of rows) {
    const key = row.requestId ?? row.key;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const request = (id: string, count: number): LogItem => ({ kind: 'request', key: `request ${id}`, id, rows: count });
  const placed = [...groups].map(([key, group]): readonly [number, readonly LogItem[]] => [
    group[0]?.time ?? 0,
    typeof key === 'string' ? [request(key, group.length), ...group.map(item)] : group.map(item),
  ]);
  // What is there keeps its order: a server that was asked beforehand has records from before it was started here.
  for (const { id, startedAt } of silent) {
    const next = placed.findIndex(([time]) => time > startedAt);
    placed.splice(next < 0 ? placed.length : next, 0, [startedAt, [request(id, 0)]]);
  }
  return placed.flatMap(([, items]) => items);
}
