import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyText } from './body-text.ts';

test('text is decoded by its charset', () => {
  assert.equal(bodyText(new Uint8Array([0xe9]), 'text/plain; charset=latin1'), 'é');
  assert.equal(bodyText(new TextEncoder().encode('{"a":1}'), 'application/json'), '{"a":1}');
});

test('bytes that are no text are dumped', () => {
  assert.equal(bodyText(new Uint8Array([0x41, 0x00, 0xff]), 'text/plain'), `00000000  41 00 ff${' '.repeat(41)}A..`);
});

test('a long body says how much is left out', () => {
  assert.match(bodyText(new Uint8Array(100_005).fill(65), 'text/plain'), /A\n… \(5 more bytes\)$/);
});
