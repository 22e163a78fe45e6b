import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shuffled } from './shuffled.ts';

test('a list is mixed, whole, the same each time, and never as it was', () => {
  const items = ['a', 'b', 'c', 'd'];
  for (const seed of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']) {
    const mixed = shuffled(items, seed);
    assert.deepEqual([...mixed].sort(), items);
    assert.deepEqual(shuffled(items, seed), mixed);
    assert.notDeepEqual(mixed, items);
  }
});
