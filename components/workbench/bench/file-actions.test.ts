import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestResult } from '@/lib/runtime/live-server';
import { memoryProgress, openBench, PROJECT, until } from './test-bench.ts';

const TIMEOUT = { timeout: 5_000 };

test('a draft is there again, and its files are what runs', TIMEOUT, async () => {
  const progress = memoryProgress();
  await progress.drafts.save(PROJECT.id, 'app.py', 'mine', PROJECT.baseHash);
  const { bench, server, close } = await openBench(PROJECT, progress);
  await until(bench, ({ started }) => started?.['app.py'] === 'mine');
  assert.equal(bench.store.get().files['app.py'], 'mine');
  assert.equal(server.starts.at(-1)?.['app.py'], 'mine');
  assert.equal(bench.store.get().draftNews, null);
  close();
});

test('a draft of an older lesson says so; keeping it ends the question', TIMEOUT, async () => {
  const progress = memoryProgress();
  await progress.drafts.save(PROJECT.id, 'app.py', 'mine', 'v0');
  const { bench, close } = await openBench(PROJECT, progress);
  await until(bench, ({ draftNews }) => draftNews === 'older-lesson');
  await bench.keepDraft();
  const draft = await progress.drafts.load(PROJECT.id);
  assert.ok(draft.ok);
  assert.equal(draft.value?.baseHash, PROJECT.baseHash);
  assert.deepEqual(draft.value.files, { 'app.py': 'mine' });
  close();
});

test('the solution and a reset can both be undone', TIMEOUT, async () => {
  const { bench, server, progress, close } = await openBench();
  bench.edit('app.py', 'mine');
  await bench.applySolution();
  assert.equal(bench.store.get().files['app.py'], 'solved');
  assert.equal(server.starts.at(-1)?.['app.py'], 'solved');
  await bench.undo();
  assert.equal(bench.store.get().files['app.py'], 'mine');
  await bench.reset();
  assert.equal(bench.store.get().files['app.py'], 'start');
  await bench.undo();
  assert.equal(bench.store.get().files['app.py'], 'mine');
  assert.equal(bench.store.get().undo, null);
  const draft = await progress.drafts.load(PROJECT.id);
  assert.deepEqual(draft.ok && draft.value?.files, { 'app.py': 'mine' });
  close();
});

test('files can be added and deleted, with names that a project may have', TIMEOUT, async () => {
  const { bench, close } = await openBench();
  assert.equal(bench.addFile('templates/404.html'), null);
  assert.equal(bench.store.get().activeFile, 'templates/404.html');
  assert.match(bench.addFile('app.py') ?? '', /already/);
  for (const name of ['', '../x.py', '/etc/passwd', 'a b.py', 'dir/']) assert.notEqual(bench.addFile(name), null, name);
  bench.deleteFile('templates/404.html');
  assert.equal(bench.store.get().activeFile in bench.store.get().files, true);
  await bench.undo();
  assert.equal(bench.store.get().files['templates/404.html'], '');
  close();
});

test('storage that keeps nothing is said', TIMEOUT, async () => {
  const { bench, close } = await openBench();
  await until(bench, ({ storage }) => storage?.code === 'storage-unavailable');
  close();
});

test('goals follow the tests, and are remembered', TIMEOUT, async () => {
  const { bench, server, progress, close } = await openBench();
  const result = (name: string, outcome: 'passed' | 'failed'): TestResult => ({
    id: name,
    name,
    doc: '',
    outcome,
    message: outcome === 'failed' ? 'Expected 404' : '',
    location: null,
    report: '',
    durationMs: 0,
    log: [],
    stdout: '',
    stderr: '',
  });
  server.report = { exitCode: 1, results: [result('test_a', 'passed'), result('test_b', 'failed')], output: '' };
  bench.edit('app.py', 'mine');
  await bench.runTests();
  assert.equal(server.starts.at(-1)?.['app.py'], 'mine', 'tests and server speak of the same code');
  const outcomes = ({ goals }: ReturnType<typeof bench.store.get>) => goals.map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(bench.store.get()), ['passed', 'failed']);
  close();
  const again = await openBench(PROJECT, progress);
  await until(again.bench, (state) => outcomes(state)[0] === 'passed');
  again.close();
});
