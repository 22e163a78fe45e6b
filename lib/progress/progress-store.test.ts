/** The learner's work: what is kept, what survives, and what the learner is told when nothing is. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import Dexie from 'dexie';
import type { Result } from '../runtime/result.ts';
import { explainStorageError, storageFailure, type StorageFailure } from './failures.ts';
import { openProgress, temporaryProgress, type ProgressOptions, type ProgressStore } from './progress-store.ts';

Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

const LESSON = 'lesson/first-handlers';
let opened: ProgressStore[] = [];
let databases = 0;
let clock = 1_000;
const now = () => (clock += 1);

function value<T>(result: Result<T, StorageFailure>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.error.code}: ${result.error.cause}`);
  return result.value;
}

async function kept(options: ProgressOptions = { databaseName: `test-${(databases += 1)}` }): Promise<ProgressStore> {
  const store = value(await openProgress({ now, ...options }));
  opened.push(store);
  return store;
}

async function temporary(): Promise<ProgressStore> {
  return temporaryProgress(storageFailure('storage-unavailable', 'test'), { now });
}

afterEach(() => {
  for (const store of opened) store.close();
  opened = [];
});

for (const [where, open] of [
  ['in IndexedDB', kept],
  ['in memory', temporary],
] as const) {
  describe(`drafts ${where}`, () => {
    it('has none before the first change', async () => {
      const { drafts } = await open();
      assert.equal(value(await drafts.load(LESSON)), null);
      assert.equal(value(await drafts.clear(LESSON)), null);
    });

    it('keeps each file apart, deleted ones as null, and no other project’s', async () => {
      const store = await open();
      value(await store.drafts.save(LESSON, 'app.py', 'a', 'h1'));
      value(await store.drafts.save(LESSON, 'templates/404.html', null, 'h1'));
      value(await store.drafts.save(`${LESSON}-2`, 'app.py', 'other', 'h9'));
      const draft = value(await store.drafts.load(LESSON));
      assert.deepEqual(draft?.files, { 'app.py': 'a', 'templates/404.html': null });
      assert.equal(draft.tab, store.tab);
    });

    it('remembers the lesson it began from, even when the lesson has changed since', async () => {
      const { drafts } = await open();
      value(await drafts.save(LESSON, 'app.py', 'a', 'old'));
      value(await drafts.save(LESSON, 'extra.py', 'b', 'new'));
      assert.equal(value(await drafts.load(LESSON))?.baseHash, 'old');
      value(await drafts.replace(LESSON, { 'app.py': 'a' }, 'new', 'lesson-changed'));
      assert.equal(value(await drafts.load(LESSON))?.baseHash, 'new');
    });

    it('undoes a reset, and the undo', async () => {
      const { drafts } = await open();
      value(await drafts.save(LESSON, 'app.py', 'mine', 'h1'));
      const snapshot = value(await drafts.clear(LESSON));
      assert.equal(value(await drafts.load(LESSON)), null);
      assert.ok(snapshot);
      value(await drafts.save(LESSON, 'app.py', 'second try', 'h1'));
      const undone = value(await drafts.restore(snapshot));
      assert.deepEqual(value(await drafts.load(LESSON))?.files, { 'app.py': 'mine' });
      assert.deepEqual(undone?.files, { 'app.py': 'second try' });
    });

    it('keeps the learner’s code when the solution is applied', async () => {
      const { drafts } = await open();
      value(await drafts.save(LESSON, 'app.py', 'mine', 'h1'));
      value(await drafts.replace(LESSON, { 'app.py': 'solution' }, 'h1', 'solution'));
      const [newest] = value(await drafts.history(LESSON));
      assert.equal(newest?.reason, 'solution');
      assert.deepEqual(newest.files, { 'app.py': 'mine' });
    });

    it('keeps the twenty newest snapshots, newest first', async () => {
      const { drafts } = await open();
      for (let turn = 1; turn <= 23; turn += 1) {
        value(await drafts.save(LESSON, 'app.py', `turn ${turn}`, 'h1'));
        value(await drafts.clear(LESSON));
      }
      const history = value(await drafts.history(LESSON));
      assert.equal(history.length, 20);
      assert.deepEqual([history[0]?.files, history.at(-1)?.files], [{ 'app.py': 'turn 23' }, { 'app.py': 'turn 4' }]);
    });

    it('tells subscribers now and on every change, until they leave', async () => {
      const { drafts } = await open();
      const seen: (string | null | undefined)[] = [];
      let arrived: () => void = () => undefined;
      const next = () => new Promise<void>((resolve) => (arrived = resolve));
      const first = next();
      const leave = drafts.subscribe(LESSON, (draft) => {
        seen.push(draft?.files['app.py']);
        arrived();
      });
      await first;
      const second = next();
      value(await drafts.save(LESSON, 'app.py', 'typed', 'h1'));
      await second;
      leave();
      value(await drafts.save(LESSON, 'app.py', 'unheard', 'h1'));
      value(await drafts.load(LESSON));
      assert.deepEqual(seen, [undefined, 'typed']);
    });
  });

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

    it('remembers the last place', async () => {
      const { places } = await open();
      assert.equal(value(await places.last()), null);
      value(await places.visit('one'));
      value(await places.visit('two'));
      assert.equal(value(await places.last())?.slug, 'two');
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
