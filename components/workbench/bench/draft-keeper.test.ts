/** What is typed outlives a page that goes away while it is being written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProgressStore } from '@/lib/progress/progress-store';
import { ok } from '@/lib/runtime/result';
import { createDraftKeeper } from './draft-keeper.ts';
import { leaveLastWords, readLastWords } from './last-words.ts';

const items = new Map<string, string>();
globalThis.localStorage = {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
  removeItem: (key: string) => void items.delete(key),
} as unknown as Storage;

const ID = 'lesson/first-handlers';

/** A keeper whose store writes when it is told to. */
function slowKeeper() {
  const saved: string[] = [];
  let finish = (): void => undefined;
  const save = (_id: string, _file: string, text: string) =>
    new Promise((resolve) => {
      finish = () => {
        saved.push(text);
        resolve(ok(undefined));
      };
    });
  const store = { drafts: { save } } as unknown as ProgressStore;
  const keeper = createDraftKeeper({
    projectId: ID,
    start: { 'app.py': '' },
    baseHash: 'base',
    getProgress: () => Promise.resolve(store),
    onFailure: () => undefined,
    schedule: () => () => undefined,
  });
  return { keeper, saved, finish: () => finish() };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

test('left in the middle of writing, what is typed is among the last words', async () => {
  const { keeper, finish } = slowKeeper();
  keeper.touch('app.py', 'typed');
  const flushed = keeper.flush();
  await soon();
  keeper.leave();
  assert.deepEqual(readLastWords(ID), [['app.py', 'typed']]);
  finish();
  await flushed;
  await soon();
  finish();
  await soon();
  assert.deepEqual(readLastWords(ID), []);
});

test('what is typed while something older is being written is written after it', async () => {
  const { keeper, saved, finish } = slowKeeper();
  keeper.touch('app.py', 'older');
  const flushed = keeper.flush();
  await soon();
  keeper.touch('app.py', 'newer');
  finish();
  await flushed;
  const again = keeper.flush();
  await soon();
  finish();
  await again;
  assert.deepEqual(saved, ['older', 'newer']);
});

test('what is typed is among the last words with the key itself, for a tab that is killed', async () => {
  const { keeper, finish } = slowKeeper();
  keeper.touch('app.py', 'typed');
  keeper.touch('util.py', null);
  assert.deepEqual(readLastWords(ID), [
    ['app.py', 'typed'],
    ['util.py', null],
  ]);
  const flushed = keeper.flush();
  await soon();
  finish();
  await soon();
  finish();
  await flushed;
  assert.deepEqual(readLastWords(ID), []);
});

test('the last words of another tab stay when this one has written its own', async () => {
  const { keeper, finish } = slowKeeper();
  keeper.touch('app.py', 'here');
  const flushed = keeper.flush();
  await soon();
  leaveLastWords(ID, [['app.py', 'there']]);
  finish();
  await flushed;
  assert.deepEqual(readLastWords(ID), [['app.py', 'there']]);
});
