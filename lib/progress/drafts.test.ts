/** Drafts: nothing the learner wrote is lost, whatever replaces it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LESSON, STORES, value } from './test-stores.ts';

for (const [where, open] of STORES) {
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

    it('keeps what ran, once for the same files, and a new name with both', async () => {
      const { drafts } = await open();
      const version = { projectId: LESSON, baseHash: 'h1', reason: 'started' } as const;
      value(await drafts.keep({ ...version, files: { 'app.py': 'one' } }));
      value(await drafts.keep({ ...version, files: { 'app.py': 'one' } }));
      value(await drafts.keep({ ...version, files: { 'app.py': 'two', 'x.py': null } }));
      const renamed = { from: 'app.py', to: 'main.py' };
      value(await drafts.keep({ ...version, reason: 'renamed', renamed, files: { 'app.py': 'two', 'x.py': null } }));
      const history = value(await drafts.history(LESSON));
      assert.deepEqual(
        history.map(({ files }) => files['app.py']),
        ['two', 'two', 'one'],
      );
      assert.deepEqual(history[0]?.renamed, renamed);
      assert.equal(value(await drafts.load(LESSON)), null);
    });

    it('keeps the fifty newest snapshots, newest first', async () => {
      const { drafts } = await open();
      for (let turn = 1; turn <= 53; turn += 1) {
        value(await drafts.save(LESSON, 'app.py', `turn ${turn}`, 'h1'));
        value(await drafts.clear(LESSON));
      }
      const history = value(await drafts.history(LESSON));
      assert.equal(history.length, 50);
      assert.deepEqual([history[0]?.files, history.at(-1)?.files], [{ 'app.py': 'turn 53' }, { 'app.py': 'turn 4' }]);
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
}
