import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'fflate';
import type { TextFiles } from '../course/lesson-types.ts';
import { MOST_FILES } from './limits.ts';
import { fromFragment, toFragment } from './share-link.ts';

const PROJECT: TextFiles = {
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n# ü € 🦉 \u2028\n',
  'templates/not found.html': '<p>"\'&</p>\r\n',
  'größe.txt': '',
};

const codeOf = (fragment: string): string => {
  const read = fromFragment(fragment);
  return read.ok ? 'ok' : read.error.code;
};
const linkOf = (value: unknown): string =>
  `#code=1.${Buffer.from(deflateSync(Buffer.from(JSON.stringify(value)))).toString('base64url')}`;

test('a project comes out of its link as it went in', () => {
  const fragment = toFragment(PROJECT);
  assert.match(fragment, /^#code=1\.[\w-]+$/);
  const read = fromFragment(fragment);
  assert.ok(read.ok);
  assert.deepEqual(read.value, PROJECT);
});

test('cut off anywhere, it is refused and nothing is thrown', () => {
  const fragment = toFragment(PROJECT);
  for (let length = 0; length < fragment.length; length += 1)
    assert.notEqual(codeOf(fragment.slice(0, length)), 'ok', `cut to ${String(length)}`);
});

test('one letter changed never throws', () => {
  const fragment = toFragment(PROJECT);
  for (let at = 8; at < fragment.length; at += 1) {
    const changed = `${fragment.slice(0, at)}${fragment[at] === 'A' ? 'B' : 'A'}${fragment.slice(at + 1)}`;
    assert.match(codeOf(changed), /^(ok|link-broken|project-path|project-too-large)$/);
  }
});

for (const [name, fragment, code] of [
  ['a newer version', '#code=2.AAAA', 'link-newer'],
  ['something else that unpacks', linkOf({ hello: 1 }), 'link-broken'],
  ['a file that is no text', linkOf({ files: { 'app.py': 1 } }), 'link-broken'],
  ['no file', linkOf({ files: {} }), 'project-empty'],
  ['a path outside', linkOf({ files: { '../app.py': '' } }), 'project-path'],
  ['an absolute path', linkOf({ files: { '/etc/passwd': '' } }), 'project-path'],
  [
    'too many files',
    linkOf({ files: Object.fromEntries(Array.from({ length: MOST_FILES + 1 }, (_, n) => [`f${String(n)}`, ''])) }),
    'project-too-large',
  ],
] as const) {
  test(`${name} is ${code}`, () => assert.equal(codeOf(fragment), code));
}

test('what would unpack to very much is left alone at the limit', () => {
  const zeros = deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
  // Whoever reads on behind the limit meets what is no deflate stream.
  zeros.fill(0xff, zeros.length / 2);
  assert.equal(codeOf(`#code=1.${Buffer.from(zeros).toString('base64url')}`), 'project-too-large');
});

test('__proto__ is a name and not a door', () => {
  const read = fromFragment(
    `#code=1.${Buffer.from(deflateSync(Buffer.from('{"files":{"__proto__":"x","app.py":""}}'))).toString('base64url')}`,
  );
  assert.equal(({} as Record<string, unknown>).x, undefined);
  assert.ok(!read.ok || Object.getPrototypeOf(read.value) === Object.prototype);
});
