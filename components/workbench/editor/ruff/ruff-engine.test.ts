/** Ruff itself, as the worker runs it: what it says about code, and that it is quiet about ours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { initSync } from '@astral-sh/ruff-wasm-web';
import { readTextFiles, entriesOf } from '@/lib/course/read-folder';
import { createRuffEngine, type RuffEngine } from './ruff-engine.ts';

let ruff: RuffEngine;
before(() => {
  const module = createRequire(import.meta.url).resolve('@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm');
  initSync({ module: readFileSync(module) });
  ruff = createRuffEngine();
});

const codes = (text: string): (string | null)[] => ruff.check(text).map(({ code }) => code);

for (const [what, text, code] of [
  ['an undefined name', 'print(flsk)\n', 'F821'],
  ['an unused import', 'import os\n', 'F401'],
  ['an unused variable', 'def f():\n    x = 1\n', 'F841'],
  ['a bare except', 'try:\n    print()\nexcept:\n    print()\n', 'E722'],
  ['an exception that is made and not raised', 'def f():\n    ValueError("no")\n', 'PLW0133'],
  ['a log call with too few arguments', 'import logging\nlogging.error("%s %s", 1)\n', 'PLE1206'],
  ['a failure that nobody hears of', 'try:\n    print()\nexcept Exception:\n    pass\n', 'S110'],
  ['a syntax error', 'def f(:\n', 'invalid-syntax'],
] as const) {
  test(`says ${what}: ${code}`, () => assert.ok(codes(text).includes(code), String(codes(text))));
}

for (const [what, text] of [
  ['long lines', `x = "${'a'.repeat(200)}"\nprint(x)\n`],
  ['unsorted imports', 'import sys\nimport os\nprint(os, sys)\n'],
  ['single quotes and odd spaces', "x = {'a':1}\nprint( x )\n"],
  ['except Exception with a log', 'import logging\ntry:\n    print()\nexcept Exception:\n    logging.exception("x")\n'],
  ['the syntax of Python 3.14', 'try:\n    print()\nexcept ValueError, TypeError:\n    raise SystemExit from None\n'],
] as const) {
  test(`is quiet about ${what}`, () => assert.deepEqual(codes(text), []));
}

test('columns count as editors count: in UTF-16 units, from one', () => {
  const [finding] = ruff.check('print("😀", nix)\n');
  assert.deepEqual(
    [finding?.start, finding?.end],
    [
      { row: 1, column: 13 },
      { row: 1, column: 16 },
    ],
  );
});

test('formats, and refuses what is no Python', () => {
  assert.deepEqual(ruff.format("x = {  'a':1 }"), { kind: 'formatted', text: 'x = {"a": 1}\n' });
  assert.equal(ruff.format('def f(:\n').kind, 'refused');
});

const LESSONS = 'content/lessons';
for (const lesson of entriesOf(LESSONS)) {
  for (const part of ['start', 'solution']) {
    const files = Object.entries(readTextFiles(join(LESSONS, lesson, part))).filter(([path]) => path.endsWith('.py'));
    for (const [path, text] of files) {
      test(`${lesson}/${part}/${path} stays as it is when formatted`, () =>
        assert.deepEqual(ruff.format(text), { kind: 'formatted', text }));
      if (part === 'solution')
        test(`${lesson}/${part}/${path} has no problem`, () => assert.deepEqual(codes(text), []));
    }
  }
}
