/** The local container's own behaviour, where the tests that stand on it would only hang. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLocalApi } from './local-container.mts';

/** Takes its terminal raw, says so, reads the first piece of what it is sent, says one thing more and is gone. */
const READS_ONE_PIECE = `
  const { writeSync } = require('node:fs');
  process.stdin.setRawMode?.(true);
  process.stdin.once('data', () => {
    writeSync(1, 'last words');
    process.exit(3);
  });
  writeSync(1, 'ready;');
`;

test('a process that reads no more and ends is heard to its last word', { timeout: 60_000 }, async (context) => {
  const api = createLocalApi();
  const container = await api.boot();
  context.after(() => {
    container.teardown();
  });
  const process = await container.spawn('node', ['-e', READS_ONE_PIECE]);
  let shown = '';
  const input = process.input.getWriter();
  const show = (piece: string): void => {
    // More than any terminal holds back for a reader.
    if (shown === '') void input.write('x'.repeat(2_000_000));
    shown += piece;
  };
  await process.output.pipeTo(new WritableStream({ write: show }));
  assert.match(shown, /ready;.*last words/s);
  assert.equal(await process.exit, 3);
});
