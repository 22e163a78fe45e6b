import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countChanges, lineChanges } from './line-changes.ts';

test('lines that came, went and stayed', () => {
  const changes = lineChanges('a\nb\nc\n', 'a\nB\nB2\nc\n') ?? [];
  assert.deepEqual(changes, [
    { kind: 'same', lines: ['a'] },
    { kind: 'removed', lines: ['b'] },
    { kind: 'added', lines: ['B', 'B2'] },
    { kind: 'same', lines: ['c'] },
  ]);
  assert.deepEqual(countChanges(changes), { added: 2, removed: 1 });
});

test('equal texts have no change, an empty line is a line', () => {
  assert.deepEqual(countChanges(lineChanges('a\n', 'a\n') ?? []), { added: 0, removed: 0 });
  assert.deepEqual(countChanges(lineChanges('a\n', 'a\n\n') ?? []), { added: 1, removed: 0 });
});
