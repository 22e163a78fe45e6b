/**
 * What the log shows, as rows: records, printed text, starts and faults of the server, newest last, and only so many.
 * A record that a handler printed is one row and not two. Knows events, not views.
 */
import type { ServerFailure } from '@/lib/runtime/failures';
import type { LogRecord, ServerEvent } from '@/lib/runtime/live-server';

interface RowBase {
  /** Counts up, for as long as the page lives. */
  readonly key: number;
  readonly time: number;
  readonly requestId: string | null;
}
export interface RecordRow extends RowBase {
  readonly kind: 'record';
  readonly record: LogRecord;
  /** The record as a handler printed it to the server's output; null when none did. */
  readonly printed: string | null;
}
export interface OutputRow extends RowBase {
  readonly kind: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}
export type LogRow =
  | RecordRow
  | OutputRow
  | (RowBase & { readonly kind: 'failure'; readonly failure: ServerFailure })
  | (RowBase & { readonly kind: 'start' });

export interface LogRows {
  readonly rows: readonly LogRow[];
  readonly nextKey: number;
  /** Rows from before this moment are not here: cleared, or let go. Milliseconds since the epoch. */
  readonly since: number;
  /** Rows that were let go because there were too many. */
  readonly dropped: number;
}

export const NO_ROWS: LogRows = { rows: [], nextKey: 1, since: 0, dropped: 0 };
/** As many as one request may log (python/graceful/events.py). */
export const MAX_ROWS = 20_000;
/** A handler prints at once, so the row to join is among the last few of its request. */
const LOOK_BACK = 8;
/** A request that prints more lines than this is heard in blocks (python/graceful/streams.py). */
const PROMPT_LINES = 400;
/** Printed lines of one request share a row up to here. */
const MAX_ROW_TEXT = 4_000;

/** A record that stands by itself, outside the log. */
export const rowOf = (record: LogRecord): RecordRow => ({
  kind: 'record',
  key: record.seq,
  time: record.time,
  requestId: record.requestId,
  record,
  printed: null,
});

type LogEvent = Extract<ServerEvent, { type: 'log' | 'output' | 'failure' }> | { readonly type: 'start'; time: number };

export function addRows(log: LogRows, events: readonly LogEvent[], now: number): LogRows {
  if (events.length === 0) return log;
  const rows = [...log.rows];
  let { nextKey } = log;
  for (const event of events) nextKey = addRow(rows, event, nextKey, now);
  const surplus = Math.max(0, rows.length - MAX_ROWS);
  if (surplus === 0) return { ...log, rows, nextKey };
  const kept = rows.slice(surplus);
  return { rows: kept, nextKey, since: kept[0]?.time ?? log.since, dropped: log.dropped + surplus };
}

function addRow(rows: LogRow[], event: LogEvent, key: number, now: number): number {
  switch (event.type) {
    case 'log': {
      const { record } = event;
      rows.push({ kind: 'record', key, time: record.time, requestId: record.requestId, record, printed: null });
      return key + 1;
    }
    case 'output':
      if (joinRecord(rows, event) || joinOutput(rows, event)) return key;
      rows.push({ kind: 'output', key, ...event });
      return key + 1;
    case 'failure':
      rows.push({ kind: 'failure', key, time: now, requestId: event.requestId, failure: event.failure });
      return key + 1;
    case 'start':
      rows.push({ kind: 'start', key, time: event.time, requestId: null });
      return key + 1;
  }
}

type OutputEvent = Extract<ServerEvent, { type: 'output' }>;

/**
 * Records are announced before their handlers run, so what a handler prints finds its record among the last rows. A block
 * of lines holds what was printed for many.
 */
function joinRecord(rows: LogRow[], { text, requestId }: OutputEvent): boolean {
  const isBlock = rows.at(-PROMPT_LINES)?.requestId === requestId;
  const reach = isBlock ? text.split('\n').length : LOOK_BACK;
  let joined = false;
  for (let index = rows.length - 1; index >= Math.max(0, rows.length - reach); index -= 1) {
    const row = rows[index];
    if (row?.kind !== 'record' || row.printed !== null || row.requestId !== requestId) continue;
    if (!text.includes(row.record.message) || row.record.message === '') continue;
    rows[index] = { ...row, printed: text };
    joined = true;
    if (!isBlock) break;
  }
  return joined;
}

function joinOutput(rows: LogRow[], { stream, text, requestId }: OutputEvent): boolean {
  const last = rows.at(-1);
  if (last?.kind !== 'output' || last.stream !== stream || last.requestId !== requestId) return false;
  if (last.text.length + text.length > MAX_ROW_TEXT) return false;
  rows[rows.length - 1] = { ...last, text: last.text + text };
  return true;
}
