import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import type { ServerState } from '@/lib/runtime/live-server';
import { exceptionName, serverWords } from './words.ts';

test('loading says how much of how much', () => {
  const words = serverWords({ status: 'loading', stage: 'bundle', loadedBytes: 8_100_000, totalBytes: 13_000_000 });
  assert.equal(`${words.text} ${String(words.progress)}`, 'Starting… 62 %, 8.1 of 13 MB');
});

test('a size that is not known yet is not divided by', () => {
  const words = serverWords({ status: 'loading', stage: 'bundle', loadedBytes: 0, totalBytes: 0 });
  assert.equal(words.progress, undefined);
});

test('a running server that waits for files says how many have come', () => {
  const running: ServerState = { status: 'running', app: 'app:app', mode: 'production' };
  const words = serverWords({ ...running, awaited: { loadedBytes: 30_000_000, totalBytes: 40_000_000 } });
  assert.deepEqual([words.tone, words.text, words.progress], ['busy', 'Fetching all of Python…', '75 %, 30 of 40 MB']);
});

test('a syntax error names its line, and points there', () => {
  const location = { file: 'app.py', line: 12 };
  const words = serverWords({ status: 'failed', failure: failure('project-syntax-error', { location }) });
  assert.equal(words.text, 'Crashed: SyntaxError on line 12');
  assert.deepEqual(words.location, location);
});

test('an import error names the exception from its traceback', () => {
  const cause =
    'Traceback (most recent call last):\n  File "/app/app.py", line 1\nModuleNotFoundError: No module named "x"\n';
  const words = serverWords({ status: 'failed', failure: failure('project-import-error', { cause }) });
  assert.equal(words.text, 'Crashed: ModuleNotFoundError');
  assert.equal(exceptionName('pkg.errors.Broken: no'), 'Broken');
});

test('every state says something', () => {
  assert.equal(serverWords({ status: 'off' }).text, 'Off');
  assert.equal(serverWords({ status: 'starting' }).tone, 'busy');
  assert.equal(serverWords({ status: 'running', app: 'app:app', mode: 'production' }).text, 'Running');
  assert.equal(serverWords({ status: 'failed', failure: failure('no-app-found') }).tone, 'bad');
});
