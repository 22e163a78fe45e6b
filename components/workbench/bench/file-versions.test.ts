import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '@/lib/progress/records';
import { versionsOf } from './file-versions.ts';

const start = { 'app.py': 'start', 'util.py': 'util' };
const at = (takenAt: number, files: Snapshot['files'], more: Partial<Snapshot> = {}): Snapshot => ({
  key: `p:${String(takenAt)}`,
  projectId: 'p',
  reason: 'started',
  takenAt,
  baseHash: 'h',
  files,
  ...more,
});
const texts = (file: string, now: string, snapshots: readonly Snapshot[]): string[] =>
  versionsOf(file, now, snapshots, start).map(({ text }) => text);

test('newest first, and the lesson’s own at the end', () => {
  const versions = versionsOf('app.py', 'three', [at(2, { 'app.py': 'two' }), at(1, { 'app.py': 'one' })], start);
  assert.deepEqual(
    versions.map(({ takenAt, text, reason }) => [takenAt, text, reason]),
    [
      [2, 'two', 'started'],
      [1, 'one', 'started'],
      [null, 'start', 'lesson'],
    ],
  );
});

test('what is in the editor now is no earlier version, and neighbours that are the same are one', () => {
  const snapshots = [at(4, { 'app.py': 'b' }), at(3, { 'app.py': 'a' }), at(2, { 'app.py': 'a', 'x.py': 'x' })];
  assert.deepEqual(texts('app.py', 'b', snapshots), ['a', 'start']);
});

test('a version that comes back is listed again', () => {
  const snapshots = [at(3, { 'app.py': 'b' }), at(2, { 'app.py': 'a' }), at(1, { 'app.py': 'b' })];
  assert.deepEqual(texts('app.py', 'now', snapshots), ['b', 'a', 'b', 'start']);
});

test('a draft holds what differs: an untouched file is the lesson’s, a deleted one has no version', () => {
  const snapshots = [at(3, { 'util.py': null }), at(2, {}), at(1, { 'util.py': 'mine' })];
  assert.deepEqual(texts('util.py', 'again', snapshots), ['util', 'mine']);
  assert.deepEqual(texts('new.py', 'n', snapshots), []);
});

test('a file is followed through its names', () => {
  const snapshots = [
    at(4, { 'main.py': 'four', 'app.py': null }),
    at(3, { 'app.py': 'three' }, { reason: 'renamed', renamed: { from: 'app.py', to: 'main.py' } }),
    at(2, { 'app.py': 'two', 'main.py': 'somebody else' }),
  ];
  const versions = versionsOf('main.py', 'five', snapshots, start);
  assert.deepEqual(
    versions.map(({ name, text }) => [name, text]),
    [
      ['main.py', 'four'],
      ['app.py', 'three'],
      ['app.py', 'two'],
      ['app.py', 'start'],
    ],
  );
});
