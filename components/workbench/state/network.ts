/**
 * Every request that reached the server and what became of it, oldest first. Old bodies are let go when they weigh too
 * much; the line stays. Knows events, not views.
 */
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type {
  HttpExchange,
  HttpRequest,
  LogRecord,
  RequestOrigin,
  ServerEvent,
  TestExchange,
} from '@/lib/runtime/live-server';

export interface NetworkEntry {
  readonly id: string;
  readonly origin: RequestOrigin;
  readonly request: HttpRequest;
  readonly startedAt: number;
  /** Set when a test sent it: pytest's node id, and what its interpreter logged meanwhile. */
  readonly test?: { readonly id: string; readonly log: readonly LogRecord[] };
  readonly outcome:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'answered'; readonly exchange: HttpExchange; readonly bodyDropped: boolean }
    | { readonly kind: 'failed'; readonly failure: ServerFailure };
}

const MAX_ENTRIES = 500;
const MAX_BODY_BYTES = 48 * 1024 * 1024;

const WENT_TO_THE_TEST = failure('not-running', {
  message: 'The exception left the app and went to the test: Flask’s test client lets it through when TESTING is on.',
  suggestion: 'In production a visitor would see a bare 500.',
});

type NetworkEvent = Extract<ServerEvent, { type: 'request' | 'exchange' | 'test-exchange' | 'failure' }>;

export function addToNetwork(
  before: readonly NetworkEntry[],
  events: readonly NetworkEvent[],
): readonly NetworkEntry[] {
  if (events.length === 0) return before;
  const entries = new Map(before.map((entry) => [entry.id, entry]));
  for (const event of events) apply(entries, event);
  return dropOldBodies([...entries.values()].slice(-MAX_ENTRIES));
}

function apply(entries: Map<string, NetworkEntry>, event: NetworkEvent): void {
  switch (event.type) {
    case 'request': {
      const { id, origin, request, time } = event;
      entries.set(id, { id, origin, request, startedAt: time, outcome: { kind: 'waiting' } });
      return;
    }
    case 'exchange': {
      const { id, origin, request, startedAt } = event.exchange;
      const outcome = { kind: 'answered', exchange: event.exchange, bodyDropped: false } as const;
      entries.set(id, { id, origin, request, startedAt, outcome });
      return;
    }
    case 'test-exchange':
      entries.set(event.exchange.id, entryOfTest(event.exchange));
      return;
    case 'failure': {
      const entry = event.requestId === null ? undefined : entries.get(event.requestId);
      if (entry) entries.set(entry.id, { ...entry, outcome: { kind: 'failed', failure: event.failure } });
    }
  }
}

function entryOfTest({ id, test, request, response, log, startedAt, durationMs }: TestExchange): NetworkEntry {
  const entry = { id, origin: 'test', request, startedAt, test: { id: test, log } } as const;
  if (!response) return { ...entry, outcome: { kind: 'failed', failure: WENT_TO_THE_TEST } };
  const exchange = { id, origin: 'test', request, response, startedAt, durationMs, wsgiMs: durationMs } as const;
  return { ...entry, outcome: { kind: 'answered', exchange, bodyDropped: false } };
}

function dropOldBodies(entries: readonly NetworkEntry[]): readonly NetworkEntry[] {
  let bytes = 0;
  const kept = entries.toReversed().map((entry) => {
    if (entry.outcome.kind !== 'answered' || entry.outcome.bodyDropped) return entry;
    const { exchange } = entry.outcome;
    bytes += exchange.response.body.length;
    if (bytes <= MAX_BODY_BYTES || exchange.response.body.length === 0) return entry;
    const lighter = { ...exchange, response: { ...exchange.response, body: new Uint8Array() } };
    return { ...entry, outcome: { kind: 'answered', exchange: lighter, bodyDropped: true } as const };
  });
  return kept.reverse();
}

/** The status as it is shown: a number, null for no answer, undefined while waiting. */
export function statusOf({ outcome }: NetworkEntry): number | null | undefined {
  if (outcome.kind === 'waiting') return undefined;
  return outcome.kind === 'answered' ? outcome.exchange.response.status : null;
}
