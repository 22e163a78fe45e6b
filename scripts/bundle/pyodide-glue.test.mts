/** With the pinned Pyodide's own script. That it still boots and links is what the contract and the lessons show in a browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { PYODIDE_DIR } from '../bundle.mts';
import { withoutUnusedExports } from './pyodide-glue.mts';

const read = (name: string): string => readFileSync(join(PYODIDE_DIR, name), 'utf8');
const glue = read('pyodide.asm.mjs');
const users = [read('pyodide.mjs')];
const taken = (script: string): string[] =>
  [...script.matchAll(/([\w$]+)=Module\["\1"\]=wasmExports/g)].map(([, name = '']) => name);

test('of the wasm’s exports only those are taken that something names', () => {
  const names = taken(withoutUnusedExports(glue, users));
  assert.ok(names.length < taken(glue).length / 10, `${String(names.length)} of ${String(taken(glue).length)}`);
  assert.ok(names.includes('_malloc'));
  const other = taken(glue).find((name) => !names.includes(name)) ?? '';
  const withUser = taken(withoutUnusedExports(glue, [...users, `module.${other}(1)`]));
  assert.deepEqual(
    withUser.filter((name) => !names.includes(name)),
    [other],
  );
});

test('what is left is a script, and three fifths of it', async () => {
  const slim = withoutUnusedExports(glue, users);
  assert.ok(slim.length < 0.65 * glue.length, String(slim.length / glue.length));
  await assert.doesNotReject(transform(slim, { format: 'esm', logLevel: 'silent' }));
});

test('the program’s start is found by the name that Emscripten asks for', () => {
  const slim = withoutUnusedExports(glue, users);
  assert.match(slim, /resolveGlobalSymbol\("main"\)/);
  assert.match(slim, /wasmImports\.main=wasmExports\.__main_argc_argv;/);
});

test('a script that is another one is refused', () => {
  assert.throws(() => withoutUnusedExports('export default 1;', users), /does not take the exports/);
  const once = glue.replace('updateGOT(origExports)', 'updateGOT(exports)');
  assert.throws(() => withoutUnusedExports(once, users), /“updateGOT\(origExports\)” once/);
});
