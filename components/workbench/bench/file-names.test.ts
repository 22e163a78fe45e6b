import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseName, tidyName } from './file-names.ts';

const files = { 'app.py': '', 'templates/404.html': '' };

for (const name of [
  'util.py',
  'not found.html',
  'templates/größe 2.html',
  '設定.py',
  '.env',
  'a..b.py',
  'constructor',
  'Makefile',
]) {
  test(`${name} is a name`, () => assert.equal(refuseName(name, files), null));
}

for (const [name, words] of [
  ['', /needs a name/],
  ['/etc/passwd', /inside the project/],
  ['C:/x.py', /inside the project/],
  ['../x.py', /“\.\.”/],
  ['a/../b.py', /“\.\.”/],
  ['a\\b.py', /separated by \//],
  ['dir/', /names a folder/],
  ['a//b.py', /One \//],
  ['./a.py', /One \//],
  ['a /b.py', /space/],
  ['a\u0000.py', /cannot be seen/],
  ['a\u202egpj.py', /cannot be seen/],
  ['x'.repeat(121), /120/],
  ['__proto__', /another/],
  ['app.py', /already/],
  ['templates', /folder/],
  ['app.py/b.py', /is a file/],
] as const) {
  test(`${JSON.stringify(name).slice(0, 30)} is refused with a sentence`, () =>
    assert.match(refuseName(name, files) ?? '', words));
}

test('one name has one spelling', () => {
  assert.equal(tidyName('  gro\u0308ße.py '), 'größe.py');
});
