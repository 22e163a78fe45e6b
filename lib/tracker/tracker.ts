/** What a tracker knows after some envelopes: issues, transactions, what it refused and what it does not understand. Pure. */
import { itemObject, readEnvelope } from './envelope.ts';
import { culpritOf, groupOf, readEvent, timeOf, titleOf, type TrackerEvent } from './event.ts';
import { findLeaks } from './leaks.ts';

export interface Issue {
  readonly key: string;
  readonly title: string;
  readonly culprit: string;
  readonly level: string;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly last: TrackerEvent;
  /** The exchange in which the last event was sent; null outside of any. */
  readonly requestId: string | null;
  /** Personal data in the last event, as sentences. */
  readonly leaks: readonly string[];
}

export interface Transaction {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly durationMs: number | null;
  readonly time: number;
}

export interface Tracker {
  /** The last changed first. */
  readonly issues: readonly Issue[];
  /** The newest first. */
  readonly transactions: readonly Transaction[];
  /** Envelopes that were not taken, as sentences, the newest first. */
  readonly refused: readonly string[];
  /** Types of items that this tracker does not show, with their number. */
  readonly others: Readonly<Record<string, number>>;
}

export const NO_TRACKER: Tracker = { issues: [], transactions: [], refused: [], others: {} };

const MOST_ISSUES = 200;
const MOST_TRANSACTIONS = 100;
const MOST_REFUSED = 20;

export interface Delivery {
  readonly data: Uint8Array | null;
  readonly refusedBytes: number | null;
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export function receive(tracker: Tracker, { data, refusedBytes, requestId, time }: Delivery): Tracker {
  if (refusedBytes !== null)
    return refuse(
      tracker,
      `An event of ${megabytes(refusedBytes)} MB was refused: Sentry takes at most 1 MB. Send less context with it.`,
    );
  const envelope = data && readEnvelope(data);
  if (!envelope) return refuse(tracker, 'Something that is no envelope was refused.');
  return envelope.items.reduce((before: Tracker, item) => {
    const payload = item.type === 'event' || item.type === 'transaction' ? itemObject(item) : null;
    const event = payload && readEvent(payload);
    if (item.type === 'event' && event) return withEvent(before, event, findLeaks(payload), requestId, time);
    if (item.type === 'transaction' && event) return withTransaction(before, event, time);
    return { ...before, others: { ...before.others, [item.type]: (before.others[item.type] ?? 0) + 1 } };
  }, tracker);
}

function withEvent(
  tracker: Tracker,
  event: TrackerEvent,
  leaks: readonly string[],
  requestId: string | null,
  received: number,
): Tracker {
  const key = groupOf(event);
  const time = timeOf(event.timestamp) ?? received;
  const before = tracker.issues.find((issue) => issue.key === key);
  const issue: Issue = {
    key,
    title: titleOf(event),
    culprit: culpritOf(event),
    level: event.level ?? 'error',
    count: (before?.count ?? 0) + 1,
    firstSeen: before?.firstSeen ?? time,
    lastSeen: time,
    last: event,
    requestId,
    leaks,
  };
  const others = tracker.issues.filter((other) => other !== before);
  return { ...tracker, issues: [issue, ...others].slice(0, MOST_ISSUES) };
}

function withTransaction(tracker: Tracker, event: TrackerEvent, received: number): Tracker {
  const start = timeOf(event.start_timestamp);
  const end = timeOf(event.timestamp);
  const trace = event.contexts?.trace;
  const status = typeof trace === 'object' && trace !== null && 'status' in trace ? String(trace.status) : '';
  const transaction: Transaction = {
    id: event.event_id ?? String(received),
    name: event.transaction ?? '(no name)',
    status,
    durationMs: start !== null && end !== null ? end - start : null,
    time: end ?? received,
  };
  return { ...tracker, transactions: [transaction, ...tracker.transactions].slice(0, MOST_TRANSACTIONS) };
}

const refuse = (tracker: Tracker, why: string): Tracker => ({
  ...tracker,
  refused: [why, ...tracker.refused].slice(0, MOST_REFUSED),
});

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
