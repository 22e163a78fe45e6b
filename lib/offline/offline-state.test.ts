import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOfflineState, UNKNOWN, type OfflineEvent, type OfflineState } from './offline-state.ts';

const after = (...events: readonly OfflineEvent[]): OfflineState => events.reduce(nextOfflineState, UNKNOWN);

for (const [name, events, status] of [
  ['nothing happened', [], 'unknown'],
  ['no service workers', [{ type: 'unsupported', cause: 'none' }], 'unsupported'],
  ['the connection saves data', [{ type: 'held', because: 'saves-data' }], 'held'],
  ['files arrive', [{ type: 'progress', done: 1, total: 2 }], 'saving'],
  ['all arrived', [{ type: 'progress', done: 1, total: 2 }, { type: 'whole' }], 'ready'],
  ['a look at what is whole already', [{ type: 'whole' }, { type: 'progress', done: 1, total: 2 }], 'ready'],
  [
    'the line broke',
    [
      { type: 'progress', done: 1, total: 2 },
      { type: 'failed', code: 'offline-interrupted' },
    ],
    'failed',
  ],
  [
    'and came back',
    [
      { type: 'failed', code: 'offline-interrupted' },
      { type: 'progress', done: 1, total: 2 },
    ],
    'saving',
  ],
  ['something was lost since', [{ type: 'whole' }, { type: 'failed', code: 'offline-interrupted' }], 'failed'],
] as const) {
  test(`${name}: ${status}`, () => {
    assert.equal(after(...events).kept.status, status);
  });
}

test('news of a newer build and of the line leave what is kept alone', () => {
  const state = after({ type: 'whole' }, { type: 'newer-waits' }, { type: 'connection', online: false });
  assert.deepEqual(state, { kept: { status: 'ready' }, newer: 'waiting', online: false });
  assert.equal(nextOfflineState(state, { type: 'newer-took-over' }).newer, 'elsewhere');
});

test('every failure says what happened and what to do', () => {
  for (const code of ['offline-interrupted', 'offline-full'] as const) {
    const { kept } = after({ type: 'failed', code });
    assert.ok(kept.status === 'failed');
    assert.equal(kept.failure.code, code);
    assert.match(kept.failure.message, /\.$/);
    assert.match(kept.failure.suggestion, /\.$/);
  }
});
