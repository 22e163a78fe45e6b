import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import type { HttpExchange } from '@/lib/runtime/live-server';
import { addToNetwork, statusOf } from './network.ts';

const request = { method: 'GET', path: '/', headers: [] };
const sent = (id: string) => ({ type: 'request', id, origin: 'page', request, time: 1 }) as const;
const answered = (id: string, size = 0) =>
  ({
    type: 'exchange',
    exchange: {
      id,
      origin: 'page',
      request,
      response: { status: 200, reason: 'OK', headers: [], body: new Uint8Array(size), truncated: false },
      startedAt: 1,
      durationMs: 2,
      wsgiMs: 1,
    } satisfies HttpExchange,
  }) as const;

test('a request waits, then has its answer', () => {
  const waiting = addToNetwork([], [sent('r1')]);
  assert.equal(waiting.length, 1);
  assert.ok(waiting[0]);
  assert.equal(statusOf(waiting[0]), undefined);
  const [done] = addToNetwork(waiting, [answered('r1')]);
  assert.ok(done);
  assert.equal(statusOf(done), 200);
});

test('a failure without an answer is no status at all', () => {
  const [entry] = addToNetwork(
    [],
    [sent('r1'), { type: 'failure', failure: failure('request-timeout'), requestId: 'r1' }],
  );
  assert.ok(entry);
  assert.equal(statusOf(entry), null);
});

test('a failure of the server itself belongs to no request', () => {
  const entries = addToNetwork([], [{ type: 'failure', failure: failure('boot-timeout'), requestId: null }]);
  assert.deepEqual(entries, []);
});

test('old heavy bodies are let go, the newest stays', () => {
  const big = 30 * 1024 * 1024;
  const entries = addToNetwork([], [answered('r1', big), answered('r2', big)]);
  assert.deepEqual(
    entries.map(({ outcome }) => outcome.kind === 'answered' && outcome.bodyDropped),
    [true, false],
  );
});
