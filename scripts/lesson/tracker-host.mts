/**
 * The tracker's side of a DSN that points at this host: takes what an SDK sends over HTTP
 * (develop.sentry.dev/sdk/data-model/envelopes, "Ingestion"), and says in a line what came. Knows no server.
 */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { SideDoor } from '../../lib/runtime/node/http-server.ts';
import { readEnvelope } from '../../lib/tracker/envelope.ts';
import { NO_TRACKER, receive, type Delivery, type Tracker } from '../../lib/tracker/tracker.ts';

const ENDPOINT = /^\/api\/[^/]+\/envelope\/?(\?|$)/;
/** An event of more is refused, as Sentry refuses it (develop.sentry.dev/sdk/data-model/envelopes, "Size Limits"). */
const MOST_BYTES = 1024 * 1024;

export interface TrackerHost extends SideDoor {
  readonly tracker: Tracker;
  receive(delivery: Delivery): void;
}

/** @param print takes one line for each event or refusal */
export function createTrackerHost(print: (line: string) => void): TrackerHost {
  let tracker = NO_TRACKER;

  function take(delivery: Delivery): void {
    const before = tracker;
    tracker = receive(before, delivery);
    const [issue] = tracker.issues;
    if (issue && issue !== before.issues[0]) {
      print(`tracker: ${issue.title} in ${issue.culprit} (${String(issue.count)}×)`);
      for (const leak of issue.leaks) print(`tracker: this left the machine: ${leak}`);
    }
    const [refused] = tracker.refused;
    if (refused !== undefined && tracker.refused !== before.refused) print(`tracker: ${refused}`);
  }

  return {
    get tracker() {
      return tracker;
    },
    receive: take,
    isFor: ({ method, url = '', headers }) =>
      method === 'POST' &&
      ENDPOINT.test(url) &&
      (headers['x-sentry-auth'] !== undefined || url.includes('sentry_key=')),
    answer(incoming, body, outgoing) {
      const reply = (status: number, text: object): void => {
        outgoing.writeHead(status, { 'Content-Type': 'application/json' });
        outgoing.end(JSON.stringify(text));
      };
      const data = decoded(body, incoming.headers['content-encoding']);
      if (!data) {
        reply(400, { detail: 'the body cannot be decompressed' });
        return;
      }
      const size = data.length;
      const tooLarge = size > MOST_BYTES;
      const time = Date.now();
      take({ data: tooLarge ? null : data, refusedBytes: tooLarge ? size : null, requestId: null, time });
      const envelope = tooLarge ? null : readEnvelope(data);
      if (tooLarge) reply(413, { detail: 'envelope exceeded size limits' });
      else if (!envelope) reply(400, { detail: 'invalid envelope' });
      else reply(200, { id: envelope.header.event_id });
    },
  };
}

function decoded(body: Buffer, encoding: string | undefined): Buffer | null {
  const limits = { maxOutputLength: 64 * MOST_BYTES };
  try {
    if (encoding === 'gzip') return gunzipSync(body, limits);
    if (encoding === 'deflate') return inflateSync(body, limits);
    if (encoding === 'br') return brotliDecompressSync(body, limits);
    return body;
  } catch {
    // Bytes that are not what the header says: the sender is told.
    return null;
  }
}
