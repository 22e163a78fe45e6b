import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from './failures.ts';
import type { ServerState } from './live-server.ts';
import { nextState } from './server-state.ts';
import type { Transition } from './server-state.ts';

const off: ServerState = { status: 'off' };
const loading: ServerState = { status: 'loading', stage: 'bundle', loadedBytes: 0, totalBytes: 0 };
const starting: ServerState = { status: 'starting' };
const running: ServerState = { status: 'running', app: 'app:app', mode: 'production' };
const awaiting: ServerState = { ...running, awaited: { loadedBytes: 1, totalBytes: 10 } };
const failed: ServerState = { status: 'failed', failure: failure('no-app-found') };

const progress: Transition = { type: 'progress', stage: 'interpreter', loadedBytes: 5, totalBytes: 10 };
const loaded: Transition = { type: 'loaded', app: 'app:app', mode: 'production' };
const fail: Transition = { type: 'failed', failure: failure('no-app-found') };

const table: [ServerState, Transition, ServerState][] = [
  [off, { type: 'start', ready: false }, loading],
  [off, { type: 'start', ready: true }, starting],
  [off, progress, off],
  [off, fail, off],
  [loading, progress, { status: 'loading', stage: 'interpreter', loadedBytes: 5, totalBytes: 10 }],
  [loading, { type: 'booted' }, starting],
  [loading, loaded, loading],
  [loading, fail, failed],
  [{ ...loading, note: 'slow way' }, { type: 'booted' }, { status: 'starting', note: 'slow way' }],
  [starting, progress, starting],
  [starting, { type: 'booted' }, starting],
  [starting, loaded, running],
  [starting, { type: 'note', note: 'slow way' }, { status: 'starting', note: 'slow way' }],
  [starting, fail, failed],
  [running, { type: 'start', ready: true }, starting],
  [running, progress, running],
  [running, { type: 'awaiting' }, { ...running, awaited: { loadedBytes: 0, totalBytes: 0 } }],
  [awaiting, progress, { ...running, awaited: { loadedBytes: 5, totalBytes: 10 } }],
  [awaiting, { type: 'supplied' }, running],
  [awaiting, { type: 'note', note: 'slow way' }, { ...awaiting, note: 'slow way' }],
  [awaiting, { type: 'start', ready: true }, starting],
  [awaiting, fail, failed],
  [running, { type: 'supplied' }, running],
  [starting, { type: 'awaiting' }, starting],
  [running, fail, failed],
  [failed, loaded, failed],
  [failed, { type: 'note', note: 'late' }, failed],
  [failed, { type: 'start', ready: true }, starting],
  [running, { type: 'stop' }, off],
];

const wordsOf = (state: ServerState): string =>
  state.status === 'running' && state.awaited ? 'running, awaiting files' : state.status;

for (const [before, transition, after] of table) {
  test(`${wordsOf(before)} + ${transition.type} → ${wordsOf(after)}`, () => {
    assert.deepEqual(nextState(before, transition), after);
  });
}
