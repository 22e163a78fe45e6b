/** The record as a whole: taken along, brought together, erased and had back, in one step each. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readExport, type Incoming } from './export-file.ts';
import type { ProgressStore } from './progress-store.ts';
import { kept, LESSON, STORES, value } from './test-stores.ts';

async function fill(store: ProgressStore, mark: string): Promise<void> {
  value(await store.drafts.save(LESSON, 'app.py', mark, 'h1'));
  value(await store.drafts.keep({ projectId: LESSON, files: { 'app.py': mark }, baseHash: 'h1', reason: 'started' }));
  const question = {
    projectId: LESSON,
    question: `q-${mark}`,
    choice: 'a',
    confidence: 'certain',
    correct: false,
  } as const;
  value(await store.answers.commit(question));
  value(await store.results.record(LESSON, [{ test: `test_${mark}`, outcome: 'passed', message: '' }]));
  value(await store.places.visit('first-handlers', { editor: { file: 'app.py', line: 3, column: 2, top: 1 } }));
  value(await store.reviews.rate(`card/${mark}`, 3));
  value(await store.attention.add(LESSON, 1_000));
  value(await store.settings.set('name', mark));
}

async function exported(store: ProgressStore): Promise<Incoming> {
  const read = readExport(value(await store.ownership.export()).text);
  assert.ok(read.ok);
  return read.value;
}

async function bring(store: ProgressStore, incoming: Incoming): Promise<void> {
  const plan = value(await store.ownership.preview(incoming));
  const done = await store.ownership.import(incoming, plan);
  assert.ok(done.ok, done.ok ? '' : done.error.code);
}

const all = async (store: ProgressStore) => value(await store.ownership.all()).records;

for (const [where, open] of STORES) {
  describe(`ownership ${where}`, () => {
    it('what leaves one browser is the same in another', async () => {
      const [here, there] = [await open(), await kept()];
      await fill(here, 'one');
      await bring(there, await exported(here));
      assert.deepEqual(await all(there), await all(here));
      assert.equal(value(await there.drafts.load(LESSON))?.files['app.py'], 'one');
      assert.equal(value(await there.places.last())?.editor?.line, 3);
    });

    it('a preview changes nothing', async () => {
      const [here, there] = [await open(), await kept()];
      await fill(there, 'two');
      const before = await all(here);
      const plan = value(await here.ownership.preview(await exported(there)));
      assert.ok(plan.items.length > 0);
      assert.deepEqual(await all(here), before);
    });

    it('erases everything, and brings all of it back', async () => {
      const store = await open();
      await fill(store, 'one');
      const before = await all(store);
      const lost = value(await store.ownership.erase());
      assert.ok(Object.values(await all(store)).every((records) => records.length === 0));
      value(await store.ownership.putBack(lost));
      assert.deepEqual(await all(store), before);
    });

    it('what was done after erasing stays, and the older draft goes into its history', async () => {
      const store = await open();
      await fill(store, 'one');
      const lost = value(await store.ownership.erase());
      value(await store.drafts.save(LESSON, 'app.py', 'since then', 'h1'));
      value(await store.ownership.putBack(lost));
      assert.equal(value(await store.drafts.load(LESSON))?.files['app.py'], 'since then');
      assert.ok(value(await store.drafts.history(LESSON)).some(({ files }) => files['app.py'] === 'one'));
    });

    it('two imports at once: the second is shown anew before it does anything', async () => {
      const store = await open();
      const [one, two] = [await kept(), await kept()];
      await fill(one, 'one');
      await fill(two, 'two');
      const [first, second] = [await exported(one), await exported(two)];
      const shown = [
        value(await store.ownership.preview(first)),
        value(await store.ownership.preview(second)),
      ] as const;
      const results = await Promise.all([
        store.ownership.import(first, shown[0]),
        store.ownership.import(second, shown[1]),
      ]);
      assert.deepEqual(
        results.map((result) => (result.ok ? 'done' : result.error.code)),
        ['done', 'import-outdated'],
      );
      await bring(store, second);
      const { draftFiles, snapshots, answers, ratings, goalResults } = await all(store);
      assert.deepEqual(
        draftFiles.map(({ text }) => text),
        ['two'],
      );
      assert.ok(snapshots.some(({ files }) => files['app.py'] === 'one'));
      assert.deepEqual([answers.length, ratings.length, goalResults.length], [2, 2, 2]);
    });

    it('the same file twice changes nothing the second time', async () => {
      const [here, there] = [await open(), await kept()];
      await fill(here, 'one');
      await fill(there, 'two');
      const incoming = await exported(there);
      await bring(here, incoming);
      const before = await all(here);
      await bring(here, incoming);
      assert.deepEqual(await all(here), before);
    });
  });
}

describe('a clock that is wrong', () => {
  const YEAR = 365 * 86_400_000;

  it('set back a year: what is new is still the newest', async () => {
    let machine = Date.UTC(2026, 4, 1);
    const first = await kept({ databaseName: 'clock', now: () => (machine += 1_000) });
    await fill(first, 'one');
    first.close();
    machine -= YEAR;
    const second = await kept({ databaseName: 'clock', now: () => (machine += 1_000) });
    assert.ok(second.clockBehindBy() > YEAR - 60_000);
    value(await second.places.visit('logging'));
    assert.equal(value(await second.places.last())?.slug, 'logging');
    value(await second.drafts.save(LESSON, 'app.py', 'newer', 'h1'));
    const [one, two] = (await all(second)).ratings;
    assert.equal(two, undefined);
    const again = value(await second.reviews.rate('card/one', 3));
    assert.ok(again.ratedAt > (one?.ratedAt ?? Infinity));
  });

  it('that ran ahead and is right again: nothing is of later than now, and nothing is gone', async () => {
    let machine = Date.UTC(2036, 4, 1);
    const first = await kept({ databaseName: 'ahead', now: () => (machine += 1_000) });
    await fill(first, 'one');
    const before = await all(first);
    first.close();
    machine = Date.UTC(2026, 4, 1);
    const second = await kept({ databaseName: 'ahead', now: () => (machine += 1_000) });
    value(await second.ownership.settleClock());
    assert.equal(second.clockBehindBy(), 0);
    const now = second.now();
    const after = await all(second);
    assert.ok(now < Date.UTC(2027, 0, 1));
    for (const { ratedAt } of after.ratings) assert.ok(ratedAt <= now);
    for (const { firstPassedAt } of after.goalResults) assert.ok(firstPassedAt !== null && firstPassedAt <= now);
    const counts = (records: typeof after) => Object.values(records).map((list) => list.length);
    assert.deepEqual(counts(after), counts(before));
  });
});
