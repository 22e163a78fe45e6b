import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingLineOf } from './missing-line.ts';

test('is found at the top, in the middle and at the end, whatever blank lines do', () => {
  assert.equal(missingLineOf('b\nc\n', 'a\nb\nc\n'), 0);
  assert.equal(missingLineOf('a\n\n\n\nc\n', 'a\n\nb\n\nc\n'), 2);
  assert.equal(missingLineOf('a\nb\n', 'a\nb\nc\n'), 2);
});

test('of two equal lines it is the second', () => {
  assert.equal(missingLineOf('x\ny\n', 'x\nx\ny\n'), 1);
});
