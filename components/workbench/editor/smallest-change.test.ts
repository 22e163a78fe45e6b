import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallestChange } from './smallest-change.ts';

for (const [before, after, change] of [
  ['abc', 'abXc', { from: 2, to: 2, insert: 'X' }],
  ['abc', 'ac', { from: 1, to: 2, insert: '' }],
  ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
  ['', 'new', { from: 0, to: 0, insert: 'new' }],
  ['same', 'same', { from: 4, to: 4, insert: '' }],
  // Both faces begin, or end, with the same UTF-16 unit.
  ['x😀y', 'x😁y', { from: 1, to: 3, insert: '😁' }],
  ['x\u{1F600}y', 'x\u{1FA00}y', { from: 1, to: 3, insert: '\u{1FA00}' }],
] as const) {
  test(`${before} → ${after}`, () => {
    assert.deepEqual(smallestChange(before, after), change);
    assert.equal(before.slice(0, change.from) + change.insert + before.slice(change.to), after);
  });
}
