import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { MOST_FILES } from './limits.ts';
import { fromZip, toZip } from './project-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'graceful-zip-'));
after(() => rmSync(folder, { recursive: true }));

const PROJECT = { 'app.py': 'print("ü")\n', 'templates/a b.html': '<p>', 'tests/test_app.py': 'def test(): pass\n' };
const PINS = [
  { name: 'flask', version: '3.1.2' },
  { name: 'pytest', version: '9.0.1' },
];
const codeOf = (zip: Uint8Array): string => {
  const read = fromZip(zip);
  return read.ok ? 'ok' : read.error.code;
};

test('a project comes out of its zip as it went in, with what makes it run elsewhere', () => {
  const read = fromZip(toZip(PROJECT, PINS));
  assert.ok(read.ok);
  const { 'README.txt': readme, ...files } = read.value.files;
  assert.match(readme ?? '', /flask run/);
  assert.deepEqual(files, { ...PROJECT, 'requirements.txt': 'flask==3.1.2\npytest==9.0.1\n' });
  assert.deepEqual(read.value.leftOut, []);
});

test('the same project is the same zip, in whatever order its files came', () => {
  const turned = Object.fromEntries(Object.entries(PROJECT).reverse());
  assert.deepEqual(toZip(PROJECT, PINS), toZip(turned, PINS));
});

test('Python reads it too, and its own requirements stay', () => {
  const path = join(folder, 'project.zip');
  writeFileSync(path, toZip({ ...PROJECT, 'requirements.txt': 'flask\n' }, PINS));
  execFileSync('python3', ['-m', 'zipfile', '-e', path, join(folder, 'out')]);
  assert.equal(readFileSync(join(folder, 'out', 'app.py'), 'utf8'), PROJECT['app.py']);
  assert.equal(readFileSync(join(folder, 'out', 'requirements.txt'), 'utf8'), 'flask\npytest==9.0.1\n');
});

test('a folder around everything goes; bytes, caches and environments are left out by name', () => {
  const read = fromZip(
    zipSync({
      'shop/app.py': strToU8('x = 1\r\n'),
      'shop/logo.png': new Uint8Array([137, 80, 0, 1]),
      'shop/latin.txt': new Uint8Array([0xe4, 0xf6]),
      'shop/__pycache__/app.pyc': new Uint8Array([1]),
      'shop/.venv/lib/big.py': strToU8('x'),
    }),
  );
  assert.ok(read.ok);
  assert.deepEqual(read.value.files, { 'app.py': 'x = 1\n' });
  assert.deepEqual(read.value.leftOut, [
    'shop/.venv/lib/big.py',
    'shop/__pycache__/app.pyc',
    'shop/latin.txt',
    'shop/logo.png',
  ]);
});

for (const [name, zip, code] of [
  ['something else', strToU8('hello'), 'zip-broken'],
  ['nothing', new Uint8Array(), 'zip-broken'],
  ['a path outside', zipSync({ '../../app.py': strToU8('x') }), 'project-path'],
  ['an absolute path', zipSync({ '/app.py': strToU8('x') }), 'project-path'],
  ['a Windows path', zipSync({ '..\\app.py': strToU8('x') }), 'project-path'],
  ['no text', zipSync({ 'a.png': new Uint8Array([0]) }), 'project-empty'],
  [
    'very many files',
    zipSync(Object.fromEntries(Array.from({ length: MOST_FILES + 1 }, (_, n) => [`f${String(n)}`, strToU8('x')]))),
    'project-too-large',
  ],
] as const) {
  test(`${name} is ${code}`, () => assert.equal(codeOf(zip), code));
}

test('cut off anywhere, it is refused and nothing is thrown', () => {
  const zip = toZip(PROJECT, PINS);
  for (let length = 0; length < zip.length; length += 7) assert.notEqual(codeOf(zip.subarray(0, length)), 'ok');
});

test('a bomb whose headers claim little is left alone at the limit', () => {
  const bomb = zipSync({ 'app.py': strToU8('x'), 'zeros.txt': new Uint8Array(64 * 1024 * 1024) }, { level: 9 });
  const size = 64 * 1024 * 1024;
  const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
  for (let at = 0; at + 4 <= bomb.length; at += 1) if (view.getUint32(at, true) === size) view.setUint32(at, 10, true);
  // Whoever reads on behind the limit meets what is no deflate stream.
  const data = Buffer.from(bomb.buffer).indexOf('zeros.txt') + 'zeros.txt'.length;
  bomb.fill(0xff, data + 30_000, data + 50_000);
  assert.equal(codeOf(bomb), 'project-too-large');
});

test('an encrypted zip is refused in words', () => {
  const zip = toZip(PROJECT, PINS);
  const path = join(folder, 'locked.zip');
  writeFileSync(path, zip);
  // The bit that says "encrypted", and bytes that are nobody's deflate stream.
  const locked = new Uint8Array(zip);
  const view = new DataView(locked.buffer);
  for (let at = 0; at + 8 <= locked.length; at += 1) {
    if (view.getUint32(at, true) !== 0x04034b50) continue;
    locked[at + 6] = (locked[at + 6] ?? 0) | 1;
    const data = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    locked.fill(0xff, data, data + 8);
  }
  assert.equal(codeOf(locked), 'zip-broken');
});
