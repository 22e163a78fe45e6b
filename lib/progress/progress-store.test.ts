/** The learner's progress: what is kept, what survives, and what the learner is told when nothing is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Dexie from 'dexie';
import { explainStorageError } from './failures.ts';
import { openProgress, temporaryProgress } from './progress-store.ts';
import { kept, LESSON, STORES, value } from './test-stores.ts';

for (const [where, open] of STORES) {
  describe(`answers, goals and place ${where}`, () => {
    it('keeps the first answer to a question', async () => {
      const { answers } = await open();
      const given = { projectId: LESSON, question: 'q', choice: 'a', confidence: 'certain', correct: false } as const;
      value(await answers.commit(given));
      const second = value(await answers.commit({ ...given, choice: 'b', correct: true }));
      assert.equal(second.choice, 'a');
      assert.equal(value(await answers.load(LESSON, 'q'))?.confidence, 'certain');
      assert.equal(value(await answers.load(LESSON, 'other')), null);
      assert.equal(value(await answers.all()).length, 1);
    });

    it('a goal once reached stays reached', async () => {
      const { results } = await open();
      value(await results.record(LESSON, [{ test: 'test_a', outcome: 'failed', message: 'not yet' }]));
      assert.equal(value(await results.load(LESSON))[0]?.firstPassedAt, null);
      value(await results.record(LESSON, [{ test: 'test_a', outcome: 'passed', message: '' }]));
      const reachedAt = value(await results.load(LESSON))[0]?.firstPassedAt;
      assert.ok(reachedAt);
      value(await results.record(LESSON, [{ test: 'test_a', outcome: 'failed', message: 'broke it' }]));
      const [last] = value(await results.load(LESSON));
      assert.deepEqual([last?.outcome, last?.firstPassedAt], ['failed', reachedAt]);
    });

    it('remembers each place, and which was the last', async () => {
      const { places } = await open();
      assert.equal(value(await places.last()), null);
      const editor = { file: 'app.py', line: 7, column: 3, top: 2 };
      value(await places.visit('one', { editor }));
      value(await places.visit('one', { text: { block: 4, share: 0.25 } }));
      value(await places.visit('two'));
      assert.equal(value(await places.last())?.slug, 'two');
      const one = value(await places.load('one'));
      assert.deepEqual([one?.editor, one?.text], [editor, { block: 4, share: 0.25 }]);
      value(await places.visit('one'));
      assert.equal(value(await places.last())?.slug, 'one');
      assert.deepEqual(value(await places.last())?.editor, editor);
    });

    it('a rating counts until it is taken back, and stays in the record', async () => {
      const { reviews, ownership } = await open();
      const first = value(await reviews.rate('card/one', 3));
      value(await reviews.rate('card/one', 1));
      value(await reviews.undo(first.key));
      const told = new Promise<readonly number[]>((resolve) => {
        reviews.subscribe((ratings) => resolve(ratings.map(({ grade }) => grade)));
      });
      assert.deepEqual(await told, [1]);
      assert.equal(value(await ownership.all()).records.ratings.length, 2);
    });

    it('adds the time of one day up', async () => {
      const { attention, ownership } = await open();
      value(await attention.add(LESSON, 4_000));
      value(await attention.add(LESSON, 1_500));
      value(await attention.add('review', 10));
      const { records } = value(await ownership.all());
      assert.deepEqual(records.attention.map(({ projectId, ms }) => [projectId, ms]).sort(), [
        [LESSON, 5_500],
        ['review', 10],
      ]);
    });
  });
}

describe('what survives, and what is said', () => {
  it('is there again when the course is opened again', async () => {
    const first = await kept({ databaseName: 'again' });
    value(await first.drafts.save(LESSON, 'app.py', 'mine', 'h1'));
    first.close();
    const second = await kept({ databaseName: 'again' });
    const draft = value(await second.drafts.load(LESSON));
    assert.deepEqual(draft?.files, { 'app.py': 'mine' });
    assert.notEqual(draft.tab, second.tab);
    assert.deepEqual(second.keeping, { kind: 'kept' });
  });

  it('two tabs hear of each other', async () => {
    const [one, two] = [await kept({ databaseName: 'tabs' }), await kept({ databaseName: 'tabs' })];
    const heard = new Promise<string>((resolve) => {
      two.drafts.subscribe(LESSON, (draft) => draft && resolve(draft.tab));
    });
    value(await one.drafts.save(LESSON, 'app.py', 'from one', 'h1'));
    assert.equal(await heard, one.tab);
  });

  it('names blocked storage, and goes on in memory that says so', async () => {
    const factory = Dexie.dependencies.indexedDB;
    Dexie.dependencies.indexedDB = {
      open: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const refused = await openProgress({ databaseName: 'blocked' });
    Dexie.dependencies.indexedDB = factory;
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'storage-unavailable');
    assert.match(refused.error.cause, /insecure/);
    const store = temporaryProgress(refused.error);
    assert.deepEqual(store.keeping, { kind: 'memory', failure: refused.error });
    value(await store.drafts.save(LESSON, 'app.py', 'works', 'h1'));
  });

  it('names a record it cannot read, and leaves it alone', async () => {
    const store = await kept({ databaseName: 'damaged' });
    const raw = new Dexie('damaged');
    await raw.open();
    await raw.table('draftFiles').put({ key: `${LESSON}:app.py`, text: 42 });
    const loaded = await store.drafts.load(LESSON);
    assert.ok(!loaded.ok);
    assert.equal(loaded.error.code, 'storage-damaged');
    assert.equal(await raw.table('draftFiles').count(), 1);
    raw.close();
  });

  it('tells a full disk from a refusal', () => {
    assert.equal(explainStorageError(new DOMException('full', 'QuotaExceededError')).code, 'storage-full');
    assert.equal(explainStorageError(new Error('anything else')).code, 'storage-unavailable');
  });
});
