import assert from 'node:assert/strict';
import { test } from 'node:test';
import { innermostOwn, readOutput } from './output-lines.ts';

const TRACEBACK = `Traceback (most recent call last):
  File "/site-packages/flask/app.py", line 1511, in wsgi_app
    response = self.full_dispatch_request()
  File "/site-packages/werkzeug/routing.py", line 9, in match
    raise
  File "/app/app.py", line 12, in crash
    return 1 / 0
           ~~^~~
ZeroDivisionError: division by zero
`;
const isOwn = (file: string) => file === 'app.py';

test('a traceback falls into text, folded library frames and own frames', () => {
  assert.deepEqual(readOutput(TRACEBACK, isOwn), [
    { kind: 'text', text: 'Traceback (most recent call last):' },
    {
      kind: 'library',
      count: 2,
      packages: ['flask', 'werkzeug'],
      text: TRACEBACK.split('\n').slice(1, 5).join('\n'),
    },
    { kind: 'own', file: 'app.py', line: 12, function: 'crash', source: '    return 1 / 0\n           ~~^~~' },
    { kind: 'text', text: 'ZeroDivisionError: division by zero' },
  ]);
});

test('a syntax error has a frame without a function', () => {
  const text = '  File "/app/app.py", line 3\n    def (\n        ^\nSyntaxError: invalid syntax';
  const own = innermostOwn(readOutput(text, isOwn));
  assert.equal(own?.line, 3);
  assert.equal(own.function, '');
});

test('plain output stays as it is, blank lines included', () => {
  assert.deepEqual(readOutput('one\n\ntwo\n', isOwn), [{ kind: 'text', text: 'one\n\ntwo' }]);
});

test('text without own frames has none', () => {
  assert.equal(innermostOwn(readOutput('  File "/site-packages/flask/app.py", line 1, in f\n', isOwn)), null);
});
