/** Two tabs on one draft that both type: whatever one of them chooses, the other's text is in the history. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kept, value } from '@/lib/progress/test-stores';
import { openBench, PROJECT, until } from './test-bench.ts';

const TIMEOUT = { timeout: 20_000 };

async function openTabs(databaseName: string) {
  const [first, second] = [
    await openBench(PROJECT, await kept({ databaseName })),
    await openBench(PROJECT, await kept({ databaseName })),
  ];
  first.bench.edit('app.py', 'begun in the first tab');
  await until(second.bench, ({ draftNews }) => draftNews === 'other-tab');
  second.bench.edit('app.py', 'typed in the second tab');
  await until(first.bench, ({ draftNews }) => draftNews === 'other-tab');
  // What the second tab has kept is overwritten by this.
  first.bench.edit('app.py', 'typed in the first tab');
  const historyOf = async (): Promise<unknown[]> =>
    value(await first.bench.history()).snapshots.map(({ files }) => files['app.py']);
  const draft = async () => value(await first.progress.drafts.load(PROJECT.id))?.files['app.py'];
  const close = (): void => {
    first.close();
    second.close();
  };
  return { first, second, historyOf, draft, close };
}

test('the other tab’s text is shown, and one’s own is in the history', TIMEOUT, async () => {
  const { first, historyOf, draft, close } = await openTabs('tabs-take');
  await first.bench.takeOtherTab();
  assert.equal(first.bench.store.get().files['app.py'], 'typed in the second tab');
  assert.equal(await draft(), 'typed in the second tab');
  assert.ok((await historyOf()).includes('typed in the first tab'));
  close();
});

test('one’s own text is kept, and the other tab’s is in the history', TIMEOUT, async () => {
  const { first, historyOf, draft, close } = await openTabs('tabs-keep');
  await first.bench.keepThisTab();
  assert.equal(await draft(), 'typed in the first tab');
  assert.ok((await historyOf()).includes('typed in the second tab'));
  close();
});

test('nothing is chosen: what was overwritten is in the history all the same', TIMEOUT, async () => {
  const { first, historyOf, draft, close } = await openTabs('tabs-neither');
  await first.bench.save();
  assert.equal(await draft(), 'typed in the first tab');
  const history = await historyOf();
  assert.ok(history.includes('begun in the first tab'));
  assert.ok(history.includes('typed in the second tab'));
  close();
});
