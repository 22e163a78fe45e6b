import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCheatsheet, getFinishedApp } from './course.ts';

test('every line of code on the cheat sheet is the finished app’s, which has tests', () => {
  const app = Object.values(getFinishedApp()).join('\n');
  const blocks = [...getCheatsheet().matchAll(/```python\n([^]*?)```/g)].map(([, code = '']) => code);
  assert.ok(blocks.length >= 3);
  for (const block of blocks) assert.ok(app.includes(block.trimEnd()), `not in content/finished:\n${block}`);
});
