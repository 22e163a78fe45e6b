import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCheatsheet, getFinishedApp } from './course.ts';

/** Lines that follow each other there too, however deep they stand. `...` is where some were left out. */
const stands = (lines: string, app: string): boolean =>
  ['', '    ', '        '].some((indent) => app.includes(`\n${lines.replace(/^(?=.)/gm, indent)}\n`));

test('every line of code on the cheat sheet is the finished app’s, which has tests', () => {
  const app = Object.values(getFinishedApp()).join('\n');
  const blocks = [...getCheatsheet().matchAll(/```python\n([^]*?)```/g)].map(([, code = '']) => code);
  assert.ok(blocks.length >= 3);
  for (const block of blocks)
    for (const lines of block.trimEnd().split(/\n *\.\.\.\n/))
      assert.ok(stands(lines, app), `not in content/finished:\n${lines}`);
});
