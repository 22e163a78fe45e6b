import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from './records.ts';
import { KEPT_SNAPSHOTS, KEPT_TEXT, surplusOf } from './snapshot-bounds.ts';

const snapshot = (key: number, size: number): Snapshot => ({
  key: String(key),
  projectId: 'p',
  reason: 'started',
  takenAt: key,
  baseHash: 'h',
  files: { 'app.py': 'x'.repeat(size), 'gone.py': null },
});
const keys = (kept: readonly Snapshot[]): string[] => surplusOf(kept).map(({ key }) => key);

test('small versions are bounded by their number', () => {
  const kept = Array.from({ length: KEPT_SNAPSHOTS + 2 }, (_, at) => snapshot(at, 1));
  assert.deepEqual(keys(kept), ['0', '1']);
  assert.deepEqual(keys(kept.slice(2)), []);
});

test('large ones by their text, from the oldest on', () => {
  const half = KEPT_TEXT / 2;
  assert.deepEqual(keys([snapshot(1, 1), snapshot(2, 1), snapshot(3, half), snapshot(4, half)]), ['1', '2']);
});

test('the newest stays, however large', () => {
  assert.deepEqual(keys([snapshot(1, 1), snapshot(2, KEPT_TEXT + 1)]), ['1']);
});
