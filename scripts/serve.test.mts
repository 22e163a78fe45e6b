/** The server as a client sees it: status, headers, caching, compression, a shared slow line, and a taken port. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CommandFailure } from './lib/run.mts';
import { SharedLine } from './lib/throttle.mts';
import { parsePort, serve, type RunningServer } from './serve.mts';

const dir = mkdtempSync(join(tmpdir(), 'graceful-serve-'));
let server: RunningServer;

before(async () => {
  mkdirSync(join(dir, '_next', 'static'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), 'home');
  writeFileSync(join(dir, 'index.html.gz'), gzipSync('home'));
  writeFileSync(join(dir, '404.html'), 'no such page');
  writeFileSync(join(dir, '_next', 'static', 'a.js'), 'a()');
  server = await serve({ dir, port: 0 });
});
after(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const at = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, server.url), init);

test('a missing page is a 404 with the site’s own page, not to be kept', async () => {
  const response = await at('/_next/static/gone.js');
  assert.equal(response.status, 404);
  assert.equal(await response.text(), 'no such page');
  assert.equal(response.headers.get('cache-control'), 'no-cache');
});

test('what is named by its content is kept for ever', async () => {
  assert.match((await at('/_next/static/a.js')).headers.get('cache-control') ?? '', /immutable/);
});

test('packed when accepted, and says that it depends', async () => {
  const response = await at('/', { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(response.headers.get('content-encoding'), 'gzip');
  assert.equal(response.headers.get('vary'), 'Accept-Encoding');
  assert.equal(await response.text(), 'home');
});

test('an unchanged file is answered by 304', async () => {
  const entityTag = (await at('/')).headers.get('etag');
  assert.ok(entityTag);
  // fetch keeps a cache of its own out of this only when asked.
  const again = await at('/', { headers: { 'If-None-Match': entityTag }, cache: 'no-store' });
  assert.equal(again.status, 304);
  assert.equal(again.headers.get('etag'), entityTag);
});

test('HEAD has headers and no body; other methods are refused', async () => {
  const head = await at('/', { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } });
  assert.equal(head.headers.get('content-length'), '4');
  assert.equal(await head.text(), '');
  const post = await at('/', { method: 'POST', body: 'x' });
  assert.equal(post.status, 405);
  assert.equal(post.headers.get('allow'), 'GET, HEAD');
});

test('a taken port and a port that is none are said in a sentence with a way on', async () => {
  await assert.rejects(serve({ dir, port: server.port }), (error) => {
    assert.ok(error instanceof CommandFailure);
    assert.match(error.message, /is taken/);
    assert.match(error.wayOn, /PORT=\d+ npm start/);
    return true;
  });
  for (const text of ['abc', '-1', '70000', '3e3', '']) assert.throws(() => parsePort(text), CommandFailure, text);
  assert.equal(parsePort('3001'), 3001);
});

test('a slow line is shared: what two take lasts as long as what one takes twice', () => {
  const line = new SharedLine(8_000_000);
  // 8 Mbit/s is 1000 bytes a millisecond, and at most 30 ms may be made up for.
  assert.equal(line.reserve(100_000, 1000), 70);
  assert.equal(line.reserve(50_000, 1000), 120);
  assert.equal(line.reserve(50_000, 1100), 70);
  assert.throws(() => new SharedLine(0), RangeError);
});
