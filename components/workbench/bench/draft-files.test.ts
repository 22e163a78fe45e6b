import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, sameFiles, withDraft } from './draft-files.ts';

const start = { 'app.py': 'a', 'templates/404.html': 't' };

test('a draft and the lesson make the files again', () => {
  const mine = { 'app.py': 'b', 'new.py': 'n' };
  const draft = draftOf(start, mine);
  assert.deepEqual(draft, { 'app.py': 'b', 'new.py': 'n', 'templates/404.html': null });
  assert.deepEqual(withDraft(start, draft), mine);
});

test('untouched files are no draft', () => {
  assert.deepEqual(draftOf(start, { ...start }), {});
  assert.equal(sameFiles(start, { ...start }), true);
  assert.equal(sameFiles(start, { 'app.py': 'a' }), false);
});
