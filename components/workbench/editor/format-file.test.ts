import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from '@/lib/runtime/result';
import { openBench, PROJECT } from '../bench/test-bench.ts';
import { formatFile } from './format-file.ts';
import type { Ruff } from './ruff/ruff-client.ts';

const TIMEOUT = { timeout: 5_000 };
const ruffThat = (format: Ruff['format']): Ruff => ({ check: async () => ok([]), format });

for (const [what, format, text, note] of [
  ['is formatted', async () => ok({ kind: 'formatted', text: 'neat' }), 'neat', /app\.py is formatted\./],
  ['is formatted already', async (given) => ok({ kind: 'formatted', text: given }), 'start', /already/],
  ['has a syntax error', async () => ok({ kind: 'refused', why: 'no' }), 'start', /syntax error/],
  ['meets no formatter', async () => err('unavailable'), 'start', /could not be loaded/],
  ['takes too long', async () => err('timeout'), 'start', /no answer/],
] satisfies readonly (readonly [string, Ruff['format'], string, RegExp])[]) {
  test(`a file that ${what} says so`, TIMEOUT, async () => {
    const { bench, close } = await openBench();
    await formatFile(bench, ruffThat(format));
    assert.equal(bench.store.get().files['app.py'], text);
    assert.match(bench.store.get().editorNote ?? '', note);
    close();
  });
}

test('what was typed while the formatter worked is not overwritten', TIMEOUT, async () => {
  const { bench, close } = await openBench();
  await formatFile(
    bench,
    ruffThat(async () => {
      bench.edit('app.py', 'typed');
      return ok({ kind: 'formatted', text: 'neat' });
    }),
  );
  assert.equal(bench.store.get().files['app.py'], 'typed');
  assert.match(bench.store.get().editorNote ?? '', /meanwhile/);
  close();
});

test('files that are no Python or read only are left alone', TIMEOUT, async () => {
  const { bench, close } = await openBench({ ...PROJECT, readOnly: ['app.py'] });
  const never = ruffThat(() => assert.fail('the formatter was asked'));
  await formatFile(bench, never);
  assert.match(bench.store.get().editorNote ?? '', /read only/);
  bench.addFile('notes.txt');
  await formatFile(bench, never);
  assert.equal(bench.store.get().editorNote, null);
  close();
});
