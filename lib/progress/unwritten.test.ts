/** The promise: what a learner has done is kept from the moment it is done, also when the page goes away in the middle of writing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kept, LESSON, value } from './test-stores.ts';

/** As a browser's localStorage, without the browser. */
function storageOf(entries: Record<string, string> = {}): Storage {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}

const namesIn = (storage: Storage): (string | null)[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index));

/** As it stands at this moment: what the next page finds if this one ends now. */
const copyOf = (storage: Storage): Storage =>
  storageOf(Object.fromEntries(namesIn(storage).map((name) => [name ?? '', storage.getItem(name ?? '') ?? ''])));

const ANSWER = { projectId: LESSON, question: 'q', choice: 'right', confidence: 'certain', correct: true } as const;

describe('what is being written', () => {
  it('is beside the database until the database has it', async () => {
    const local = storageOf();
    const store = await kept({ databaseName: 'unwritten', local });
    const writing = [
      store.answers.commit(ANSWER),
      store.reviews.rate('card', 3),
      store.results.record(LESSON, [{ test: 'test_it', outcome: 'passed', message: '' }]),
    ] as const;
    const left = copyOf(local);
    assert.equal(left.length, 3);
    for (const written of await Promise.all(writing)) assert.ok(written.ok);
    assert.equal(local.length, 0);

    const next = await kept({ databaseName: 'unwritten-next', local: left });
    assert.equal(left.length, 0);
    assert.deepEqual(
      value(await next.answers.all()).map(({ choice }) => choice),
      ['right'],
    );
    assert.deepEqual(
      value(await next.reviews.all()).map(({ card, grade }) => [card, grade]),
      [['card', 3]],
    );
    const [goal] = value(await next.results.load(LESSON));
    assert.equal(goal?.firstPassedAt, goal?.testedAt);
  });

  it('is not there twice when the database had it after all', async () => {
    const local = storageOf();
    const store = await kept({ databaseName: 'unwritten-twice', local });
    const writing = store.reviews.rate('card', 3);
    const left = copyOf(local);
    await writing;
    const next = await kept({ databaseName: 'unwritten-twice', local: left });
    assert.equal(value(await next.reviews.all()).length, 1);
  });

  it('in a text that nobody can read does not stand in the way', async () => {
    const local = storageOf({
      'graceful-unwritten:1': '{"answers": [',
      'graceful-unwritten:2': '{"answers": [{"key": 4}]}',
    });
    const store = await kept({ databaseName: 'unwritten-damaged', local });
    assert.deepEqual(value(await store.answers.all()), []);
    assert.equal(local.length, 0);
  });

  it('is in the database’s hands alone where the browser blocks the rest', async () => {
    const blocked = storageOf();
    blocked.setItem = () => assert.fail('blocked');
    const store = await kept({ databaseName: 'unwritten-blocked', local: blocked });
    assert.ok((await store.answers.commit(ANSWER)).ok);
  });
});
