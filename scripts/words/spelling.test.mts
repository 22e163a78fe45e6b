/** That the spelling check reads what it should, and fails: cspell with our settings, on text that is given to it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { ROOT } from '../lib/paths.mts';
import { nodeTool } from '../lib/run.mts';

function check(text: string): { readonly code: number | null; readonly output: string } {
  const [command, args] = nodeTool('cspell/bin.mjs', ['lint', '--no-progress', '--no-summary', 'stdin://a.mdx']);
  const { status, stdout } = spawnSync(command, args, { cwd: ROOT, input: text, encoding: 'utf8' });
  return { code: status, output: stdout };
}

it('a word that is none is named with its line', () => {
  const { code, output } = check('A handler.\n\nIt recieves the error.\n');
  assert.equal(code, 1);
  assert.match(output, /:3:4 - Unknown word \(recieves\)/);
});

it('the terms of Flask and our spelling are known', () => {
  assert.deepEqual(check('Werkzeug is WSGI, and pybreaker has no colour.\n'), { code: 0, output: '' });
});
