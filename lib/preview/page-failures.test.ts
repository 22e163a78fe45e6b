import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFailure } from './page-failures.ts';
import { parseFromPreview } from './protocol.ts';

const words = (message: string, line = 0): string => withFailure([], { message, line })[0] ?? '';

test('a failure is said with its line, and without what only browsers say', () => {
  assert.equal(
    words('Uncaught ReferenceError: nope is not defined', 3),
    'A script of the page failed (line 3, as the browser counts): ReferenceError: nope is not defined.',
  );
  assert.equal(words('TypeError: Failed to fetch'), 'A script of the page failed: TypeError: Failed to fetch.');
  assert.match(words('Script error.'), /console/);
});

for (const [message, said] of [
  ['Uncaught SecurityError: Failed to read the localStorage property', true],
  ['SecurityError: Document.cookie setter: Forbidden in a sandboxed document', true],
  ['Uncaught SecurityError: Blocked a frame from accessing a cross-origin frame.', false],
  ['Uncaught Error: no SecurityError', false],
] as const) {
  test(`"${message}" ${said ? 'is' : 'is not'} a matter of cookies and storage`, () =>
    assert.equal(words(message).includes('no cookies or storage'), said));
}

test('what a page says stays one line, and short', () => {
  const said = words(`Error: a\nb\u202e\u0000 ${'x'.repeat(400)}`, 1);
  assert.ok(said.includes(': Error: a b xxx'));
  assert.ok(said.length < 300);
});

test('each failure is said once, and no more than a few', () => {
  let sentences: readonly string[] = [];
  for (let at = 0; at < 100; at += 1) {
    for (const message of ['Error: same', `Error: ${String(at)}`])
      sentences = withFailure(sentences, { message, line: 1 });
  }
  assert.equal(sentences.length, 4);
  assert.match(sentences[3] ?? '', /More/);
});

test('only what looks like a failure is heard as one', () => {
  const failed = { type: 'failed', message: 'Error: a', line: 1 };
  assert.deepEqual(parseFromPreview(failed), failed);
  for (const wrong of [{ message: 'x'.repeat(501) }, { message: 7 }, { line: -1 }, { line: 1.5 }, { line: undefined }])
    assert.equal(parseFromPreview({ ...failed, ...wrong }), null);
});
