import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badPath, importsAny } from './project-paths.ts';

for (const path of ['', '/app.py', '../app.py', 'a/../b.py', './app.py', 'a//b.py', 'a/', 'a\\b.py', 'a\0.py']) {
  test(`${JSON.stringify(path)} is no name inside the project`, () => {
    assert.equal(badPath({ 'app.py': '', [path]: '' }), path);
  });
}

test('spaces, umlauts, dots and folders are names like others', () => {
  assert.equal(
    badPath({ 'app.py': '', 'templates/not found.html': '', 'größe.py': '', '.env': '', 'a..b/c.py': '' }),
    null,
  );
});

for (const [source, found] of [
  ['import requests', true],
  ['    from requests.adapters import HTTPAdapter', true],
  ['import requests_mock', false],
  ['# import requests', false],
  ['text = "import requests"', false],
] as const) {
  test(`${JSON.stringify(source)} ${found ? 'needs' : 'does not need'} the workshop`, () => {
    assert.equal(importsAny({ 'app.py': `import flask\n${source}\n` }, ['requests', 'sentry_sdk']), found);
  });
}

test('a file of bytes is read as text', () => {
  assert.equal(importsAny({ 'app.py': new TextEncoder().encode('import requests\n') }, ['requests']), true);
});

test('only Python files import', () => {
  assert.equal(importsAny({ 'notes.txt': 'import requests', 'data.py': new Uint8Array([1]) }, ['requests']), false);
});
