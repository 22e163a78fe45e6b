/** URLs find the right file, and none outside the site. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { acceptedEncodings, findFile, sitePath, typeOf } from './static-files.mts';

const site = mkdtempSync(join(tmpdir(), 'graceful-site-'));
mkdirSync(join(site, 'learn', 'deep'), { recursive: true });
for (const name of ['index.html', 'learn/first.html', 'learn/deep/index.html', 'app.js', 'app.js.br', 'app.js.gz']) {
  writeFileSync(join(site, name), name);
}
after(() => {
  rmSync(site, { recursive: true });
});

const found = async (path: string, accept = ''): Promise<string | undefined> =>
  (await findFile(site, path, accept))?.path.slice(site.length + 1);

test('clean URLs find their page, with and without a slash at the end', async () => {
  assert.equal(await found('/'), 'index.html');
  assert.equal(await found('/learn/first'), 'learn/first.html');
  assert.equal(await found('/learn/deep'), 'learn/deep/index.html');
  assert.equal(await found('/learn/deep/'), 'learn/deep/index.html');
  assert.equal(await found('/learn/nothing'), undefined);
  assert.equal(await found('/learn'), undefined);
});

test('the packed neighbour is chosen by what the client accepts', async () => {
  assert.equal(await found('/app.js', 'gzip, deflate, br'), 'app.js.br');
  assert.equal(await found('/app.js', 'gzip, br;q=0'), 'app.js.gz');
  assert.equal(await found('/app.js', 'identity'), 'app.js');
  const file = await findFile(site, '/app.js', 'br');
  assert.equal(file?.type, 'text/javascript; charset=utf-8');
  assert.equal(file.encoding, 'br');
  assert.equal(file.negotiated, true);
  assert.equal((await findFile(site, '/index.html', 'br'))?.negotiated, false);
});

test('paths that climb out, hide, or cannot be decoded are refused', () => {
  for (const target of [
    '/../etc/passwd',
    '/%2e%2e/etc',
    '/a/..%2f..%2fetc',
    '/.git/config',
    '/a%00b',
    '/%zz',
    'a',
    '/a\\..\\b',
  ]) {
    assert.equal(sitePath(target), null, target);
  }
  assert.equal(sitePath('/learn/a%20b?x=/../#y'), '/learn/a b');
});

test('a star accepts every encoding, a quality of 0 none', () => {
  assert.equal(acceptedEncodings('*').has('zstd'), true);
  assert.equal(acceptedEncodings('br;q=0.000, gzip;q=0.5').has('br'), false);
  assert.equal(acceptedEncodings('br;q=0.000, gzip;q=0.5').has('gzip'), true);
});

test('types a browser insists on', () => {
  assert.equal(typeOf('x.wasm'), 'application/wasm');
  assert.equal(typeOf('x.mjs'), 'text/javascript; charset=utf-8');
  assert.equal(typeOf('x.snapshot'), 'application/octet-stream');
});
