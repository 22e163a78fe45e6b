/** A file is seen to come, is checked by whoever reads it, and the line is free for the next before that. Damage is found. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { BundleFiles } from './bundle-files.ts';
import type { Check } from './bundle-files.ts';
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

interface Line {
  readonly change?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** What the server itself has. */
  readonly changeAtServer?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  readonly status?: number;
  /** It comes to its end by itself. */
  readonly ends?: boolean;
}

/** What Node has not: a request whose body comes in pieces. */
function requestsOver({ change = (bytes) => bytes, status = 200, ends = true }: Line) {
  return class {
    readonly status = status;
    response: Blob | null = null;
    onprogress: (event: { loaded: number }) => void = () => undefined;
    onload: () => void = () => undefined;
    onabort: () => void = () => undefined;
    private path = '';
    private isOver = false;

    open(_method: string, path: string): void {
      this.path = path;
    }
    abort(): void {
      this.isOver = true;
      this.onabort();
    }
    send(): void {
      void this.bring();
    }
    private async bring(): Promise<void> {
      const bytes = change(bytesOf(this.path as BundleFile));
      for (let piece = 1; piece <= PIECES && !this.isOver; piece++) {
        await Promise.resolve();
        this.onprogress({ loaded: Math.round((bytes.length * piece) / PIECES) });
      }
      if (this.isOver || !ends) return;
      this.response = new Blob([bytes]);
      this.onload();
    }
  };
}

function over(context: TestContext, line: Line = {}, check?: Check) {
  Object.assign(globalThis, { XMLHttpRequest: requestsOver(line) });
  context.after(() => {
    delete (globalThis as { XMLHttpRequest?: unknown }).XMLHttpRequest;
  });
  const same: NonNullable<Line['change']> = (bytes) => bytes;
  const changeAtServer = line.changeAtServer ?? line.change ?? same;
  context.mock.method(globalThis, 'fetch', (path: string, { cache }: RequestInit) => {
    assert.equal(cache, 'reload');
    return Promise.resolve(new Response(changeAtServer(bytesOf(path as BundleFile))));
  });
  const told: [BundleFile, number][] = [];
  const files = new BundleFiles('', manifest, (file, bytes) => told.push([file, bytes]), check);
  return { files, told };
}

async function textOf(files: BundleFiles, file: BundleFile): Promise<string | undefined> {
  const result = await files.get(file);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value?.text();
}

const damages: readonly [string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>][] = [
  ['one byte changed', (bytes) => bytes.fill(0, 7, 8)],
  ['cut off', (bytes) => bytes.slice(0, -1)],
  ['too long', (bytes) => new Uint8Array([...bytes, 0])],
  ['much too long', (bytes) => new Uint8Array([...bytes, ...bytes])],
];

test('a file is seen to come, and is whole in the end', async (context) => {
  const { files, told } = over(context);
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
  assert.deepEqual(
    told.map(([, bytes]) => bytes),
    [1000, 2000, 3000, 4000, 4000],
  );
});

for (const [what, change] of damages)
  test(`${what}: bundle-corrupt, and a snapshot is done without`, async (context) => {
    const { files } = over(context, { change });
    for (const file of ['interpreter', 'wasm'] as const) {
      const result = await files.get(file);
      assert.equal(!result.ok && result.error.code, 'bundle-corrupt');
    }
    assert.deepEqual(await files.get('serverSnapshot'), { ok: true, value: null });
  });

test('a damaged copy in the browser’s own cache is passed by', async (context) => {
  const { files } = over(context, { change: (bytes) => bytes.fill(0, 7, 8), changeAtServer: (bytes) => bytes });
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
});

test('a kept copy of the wrong size is forgotten, and the file fetched', async (context) => {
  const kept = new Map([['wasm', new Response('half')]]);
  const cache = {
    match: (url: string) => Promise.resolve(kept.get(url)),
    delete: (url: string) => Promise.resolve(kept.delete(url)),
  };
  const stubs = { caches: { open: () => Promise.resolve(cache) }, localStorage: { getItem: () => 'kept' } };
  for (const [name, value] of Object.entries(stubs)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
    context.after(() => Reflect.deleteProperty(globalThis, name));
  }
  const { files } = over(context);
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
  assert.equal(kept.size, 0);
});

test('an answer that is not the file: bundle-missing, and asking again asks again', async (context) => {
  const { files } = over(context, { status: 404 });
  assert.equal(await files.landed('wasm'), false);
  const missing = await files.get('wasm');
  assert.equal(!missing.ok && missing.error.code, 'bundle-missing');
  Object.assign(globalThis, { XMLHttpRequest: requestsOver({}) });
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
});

test('a line that brings nothing any more is given up', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  let now = 0;
  context.mock.method(performance, 'now', () => now);
  const { files, told } = over(context, { ends: false });
  const result = files.get('wasm');
  while (told.length < PIECES) await new Promise((resolve) => setImmediate(resolve));
  now = 30_000;
  context.mock.timers.tick(1000);
  const given = await result;
  assert.match(given.ok ? '' : given.error.message, /nothing came for 20 s/);
});

test('whoever reads a file says whether it is right, and the line is not kept waiting', async (context) => {
  let say: (isRight: boolean) => void = () => undefined;
  const verdict = new Promise<boolean>((resolve) => (say = resolve));
  const { files } = over(context, {}, () => verdict);
  const result = files.get('wasm');
  assert.equal(await files.landed('wasm'), true);
  say(false);
  const checked = await result;
  assert.equal(!checked.ok && checked.error.code, 'bundle-corrupt');
});

test('a file that the browser does not give is bundle-missing, and asking again asks again', async (context) => {
  let reads = 0;
  const { files } = over(context, {}, () =>
    reads++ === 0 ? Promise.reject(new Error('unreadable')) : Promise.resolve(true),
  );
  const unread = await files.get('wasm');
  assert.equal(!unread.ok && unread.error.code, 'bundle-missing');
  assert.equal(await textOf(files, 'wasm'), 'wasm'.repeat(1000));
});
