/** A command that hangs is ended, and what it had printed is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tryRun } from './run.mts';

test('what takes too long is ended, and its output says so', async () => {
  const words = ['-e', 'console.log("so far"); setInterval(() => undefined, 1000)'];
  const { code, output } = await tryRun(process.execPath, words, { timeoutMs: 5000 });
  assert.equal(code, 124);
  assert.match(output, /so far/);
  assert.match(output, /was ended after 5 s/);
});
