/** A slow line shows what comes; a fast one leaves the putting together to the browser. Damage is found either way. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { BundleFiles } from './bundle-files.ts';
import type { BundleFile, BundleManifest } from './manifest.ts';

const PIECES = 4;
const bytesOf = (file: BundleFile): Uint8Array<ArrayBuffer> => new TextEncoder().encode(file.repeat(1000));
const entry = (file: BundleFile) => {
  const bytes = bytesOf(file);
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return { path: file, size: bytes.length, sha256 };
};
const manifest = {
  files: { interpreter: entry('interpreter'), wasm: entry('wasm'), serverSnapshot: entry('serverSnapshot') },
} as unknown as BundleManifest;

/** Bundle files over a line on which every piece takes `pieceMs`, by a clock of its own. */
function over(context: TestContext, pieceMs: number, change = (bytes: Uint8Array<ArrayBuffer>) => bytes) {
  let now = 0;
  context.mock.method(performance, 'now', () => now);
  context.mock.method(globalThis, 'fetch', (url: string) => {
    const bytes = change(bytesOf(url as BundleFile));
    const length = Math.ceil(bytes.length / PIECES);
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        now += pieceMs;
        controller.enqueue(bytes.slice(at, (at += length)));
        if (at >= bytes.length) controller.close();
      },
    });
    return Promise.resolve(new Response(body));
  });
  const told: [BundleFile, number][] = [];
  const files = new BundleFiles('', manifest, (file, bytes) => told.push([file, bytes]));
  const progressOf = (file: BundleFile): number => told.filter(([name]) => name === file).length;
  return { files, progressOf };
}

async function textOf(files: BundleFiles, file: BundleFile): Promise<string | undefined> {
  const result = await files.get(file);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value?.text();
}

test('on a slow line every file is seen to come', async (context) => {
  const { files, progressOf } = over(context, 1000);
  for (const file of ['interpreter', 'wasm'] as const) {
    assert.equal(await textOf(files, file), file.repeat(1000));
    assert.ok(progressOf(file) > 2);
  }
});

test('on a fast one that is known to be fast, a file is told of once: when it is there', async (context) => {
  const { files, progressOf } = over(context, 60);
  assert.equal(await textOf(files, 'interpreter'), 'interpreter'.repeat(1000));
  assert.ok(progressOf('interpreter') > 2);
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
  assert.equal(progressOf('wasm'), 1);
});

for (const [what, change] of [
  ['one byte changed', (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(0, 7, 8)],
  ['cut off', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
  ['too long', (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array([...bytes, 0])],
] as const)
  for (const pieceMs of [1000, 60])
    test(`${what}, at ${String(pieceMs)} ms a piece: bundle-corrupt, and a snapshot is done without`, async (context) => {
      const { files } = over(context, pieceMs, change);
      for (const file of ['interpreter', 'wasm'] as const) {
        const result = await files.get(file);
        assert.equal(!result.ok && result.error.code, 'bundle-corrupt');
      }
      assert.deepEqual(await files.get('serverSnapshot'), { ok: true, value: null });
    });
