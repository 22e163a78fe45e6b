import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestResult } from '@/lib/runtime/live-server';
import { failure } from '@/lib/runtime/failures';
import { MAX_FILE_BYTES } from './file-size.ts';
import { memoryProgress, openBench, PROJECT, until } from './test-bench.ts';

const TIMEOUT = { timeout: 5_000 };

test('a draft is there again, and its files are what runs', TIMEOUT, async () => {
  const progress = memoryProgress();
  await progress.drafts.save(PROJECT.id, 'app.py', 'mine', PROJECT.baseHash);
  const { bench, server, close } = await openBench(PROJECT, progress);
  await until(bench, ({ started }) => started?.['app.py'] === 'mine');
  assert.equal(bench.store.get().files['app.py'], 'mine');
  assert.equal(server.starts.at(-1)?.['app.py'], 'mine');
  await until(bench, ({ network }) => network.length === 2);
  assert.deepEqual(
    server.requests.map(({ path }) => path),
    ['/', '/'],
    'the page is the draft’s, too',
  );
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

test('the solution of one file leaves the others as they are, runs, and can be undone', TIMEOUT, async () => {
  const solution = { 'app.py': 'solved', 'new.py': 'from the solution' };
  const { bench, server, close } = await openBench({ ...PROJECT, solution });
  bench.edit('app.py', 'mine');
  bench.edit('util.py', 'mine too');
  await bench.applySolutionTo('app.py');
  const applied = { 'app.py': 'solved', 'util.py': 'mine too' };
  assert.deepEqual(bench.store.get().files, applied);
  assert.deepEqual(server.starts.at(-1), applied);
  assert.match(bench.store.get().undo?.what ?? '', /app\.py/);
  await bench.undo();
  assert.deepEqual(bench.store.get().files, { 'app.py': 'mine', 'util.py': 'mine too' });

  await bench.applySolutionTo('util.py');
  assert.equal(bench.store.get().files['util.py'], 'util', 'the solution leaves this file as the lesson has it');
  await bench.applySolutionTo('new.py');
  assert.equal(bench.store.get().files['new.py'], 'from the solution');
  await bench.undo();
  assert.equal('new.py' in bench.store.get().files, false);
  const before = bench.store.get().files;
  await bench.applySolutionTo('nowhere.py');
  assert.deepEqual(bench.store.get().files, before, 'no file of the lesson');
  close();
});

test('files can be added and deleted, with names that a project may have', TIMEOUT, async () => {
  const { bench, close } = await openBench();
  assert.equal(bench.addFile('templates/404.html'), null);
  assert.equal(bench.store.get().activeFile, 'templates/404.html');
  assert.match(bench.addFile('app.py') ?? '', /already/);
  for (const name of ['', '../x.py', '/etc/passwd', 'dir/']) assert.notEqual(bench.addFile(name), null, name);
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

test('another name takes content, view and draft along, and the history can follow it', TIMEOUT, async () => {
  const { bench, progress, close } = await openBench();
  bench.edit('app.py', 'mine');
  assert.match(bench.renameFile('app.py', '../app.py') ?? '', /inside the project/);
  assert.match(bench.renameFile('app.py', 'util.py') ?? '', /already/);
  assert.equal(bench.renameFile('app.py', 'app.py'), null);
  assert.equal(bench.store.get().renamed, null, 'its own name is no change');
  assert.equal(bench.renameFile('app.py', ' my größe.py '), null);
  const { files, activeFile } = bench.store.get();
  assert.deepEqual(files, { 'my größe.py': 'mine', 'util.py': 'util' });
  assert.equal(activeFile, 'my größe.py');
  await bench.save();
  await bench.history();
  const draft = await progress.drafts.load(PROJECT.id);
  assert.deepEqual(draft.ok && draft.value?.files, { 'app.py': null, 'my größe.py': 'mine' });
  const history = await progress.drafts.history(PROJECT.id);
  assert.ok(history.ok);
  const renames = history.value.map(({ renamed }) => renamed).filter((renamed) => renamed !== undefined);
  assert.deepEqual(renames, [{ from: 'app.py', to: 'my größe.py' }]);
  close();
});

test('what is read only cannot be edited, renamed or deleted, and an old draft does not hide it', TIMEOUT, async () => {
  const progress = memoryProgress();
  await progress.drafts.save(PROJECT.id, 'util.py', 'from an older lesson', PROJECT.baseHash);
  await progress.drafts.save(PROJECT.id, 'app.py', 'mine', PROJECT.baseHash);
  const { bench, close } = await openBench({ ...PROJECT, readOnly: ['util.py'] }, progress);
  await until(bench, ({ files }) => files['app.py'] === 'mine');
  assert.equal(bench.store.get().files['util.py'], 'util');
  for (const act of [
    () => bench.edit('util.py', 'x'),
    () => bench.deleteFile('util.py'),
    () => bench.noteReadOnly('util.py'),
  ]) {
    bench.store.dispatch({ type: 'editor-noted', note: null });
    act();
    assert.match(bench.store.get().editorNote ?? '', /util\.py.*read only/);
  }
  assert.match(bench.renameFile('util.py', 'other.py') ?? '', /read only/);
  assert.equal(bench.store.get().files['util.py'], 'util');
  close();
});

test('a file that would be too large is refused, and nothing of it is lost', TIMEOUT, async () => {
  const { bench, close } = await openBench();
  bench.edit('app.py', 'mine');
  bench.edit('app.py', 'x'.repeat(5_000_000));
  assert.equal(bench.store.get().files['app.py'], 'mine');
  assert.match(bench.store.get().editorNote ?? '', /5\.0 MB.*1\.0 MB.*as it was/);
  bench.edit('app.py', 'ü'.repeat(MAX_FILE_BYTES / 2));
  assert.equal(bench.store.get().editorNote, null, 'exactly as much as is allowed');
  bench.edit('app.py', 'ü'.repeat(MAX_FILE_BYTES / 2 + 1));
  assert.match(bench.store.get().editorNote ?? '', /Not taken/);
  close();
});

test('what ran is in the history; a version comes back without a restart, and can be undone', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  for (const text of ['one', 'two']) {
    bench.edit('app.py', text);
    await bench.save();
  }
  bench.edit('app.py', 'typed since');
  const starts = server.starts.length;
  await bench.restoreFile('app.py', 'one', 'app.py is as it was.');
  assert.equal(bench.store.get().files['app.py'], 'one');
  assert.equal(server.starts.length, starts);
  const history = await bench.history();
  assert.ok(history.ok);
  assert.equal(history.value.lasting, false);
  assert.deepEqual(
    history.value.snapshots.map(({ reason, files }) => [reason, files['app.py']]),
    [
      ['restore', 'typed since'],
      ['started', 'two'],
      ['started', 'one'],
    ],
  );
  await bench.undo();
  assert.equal(bench.store.get().files['app.py'], 'typed since');
  close();
});

test('a start that failed is no version', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  server.startFailure = failure('project-syntax-error');
  bench.edit('app.py', 'def (');
  await bench.save();
  const history = await bench.history();
  assert.deepEqual(history.ok && history.value.snapshots, []);
  close();
});

test('what is kept is erased elsewhere: said, and what is here can be kept', TIMEOUT, async () => {
  const progress = memoryProgress();
  const { bench, close } = await openBench(PROJECT, progress);
  bench.edit('app.py', 'mine');
  bench.edit('util.py', 'mine too');
  // Written file by file: what is erased in between is another story.
  const allKept = new Promise<void>((resolve) => {
    progress.drafts.subscribe(PROJECT.id, (draft) => draft && 'util.py' in draft.files && resolve());
  });
  await bench.save();
  await allKept;
  const erased = await progress.ownership.erase();
  assert.ok(erased.ok);
  await until(bench, ({ draftNews }) => draftNews === 'gone');
  assert.equal(bench.store.get().files['app.py'], 'mine');
  await bench.keepThisTab();
  const draft = await progress.drafts.load(PROJECT.id);
  assert.deepEqual(draft.ok && draft.value?.files, { 'app.py': 'mine', 'util.py': 'mine too' });
  assert.equal(bench.store.get().draftNews, null);
  close();
});

test('what was gone and comes back is no news any more', TIMEOUT, async () => {
  const progress = memoryProgress();
  const { bench, close } = await openBench(PROJECT, progress);
  bench.edit('app.py', 'mine');
  await bench.save();
  const erased = await progress.ownership.erase();
  assert.ok(erased.ok);
  await until(bench, ({ draftNews }) => draftNews === 'gone');
  await progress.ownership.putBack(erased.value);
  await until(bench, ({ draftNews }) => draftNews === null);
  assert.equal(bench.store.get().files['app.py'], 'mine');
  close();
});

test('a reset of one’s own is no news', TIMEOUT, async () => {
  const progress = memoryProgress();
  const { bench, close } = await openBench(PROJECT, progress);
  bench.edit('app.py', 'mine');
  await bench.save();
  await bench.reset();
  bench.edit('app.py', 'again');
  await bench.save();
  const draft = await progress.drafts.load(PROJECT.id);
  assert.deepEqual(draft.ok && draft.value?.files, { 'app.py': 'again' });
  assert.equal(bench.store.get().draftNews, null);
  close();
});

test('goals that another tab reaches are reached here', TIMEOUT, async () => {
  const progress = memoryProgress();
  const { bench, close } = await openBench(PROJECT, progress);
  await progress.results.record(PROJECT.id, [{ test: 'test_a', outcome: 'passed', message: '' }]);
  await until(bench, ({ goals }) => goals[0]?.outcome === 'passed');
  await progress.ownership.erase();
  await until(bench, ({ goals }) => goals[0]?.outcome === 'untried');
  close();
});

test('the editor goes where the learner was, and its own first moves are none of theirs', TIMEOUT, async () => {
  const progress = memoryProgress();
  const editor = { file: 'util.py', line: 3, column: 5, top: 2 };
  await progress.places.visit('sample', { editor });
  const { bench, close } = await openBench(PROJECT, progress);
  bench.moved({ line: 1, column: 1, top: 1 });
  await until(bench, ({ resume }) => resume !== null);
  assert.deepEqual(bench.store.get().resume, editor);
  assert.equal(bench.store.get().activeFile, 'util.py');
  bench.moved({ line: 1, column: 1, top: 1 });
  bench.store.dispatch({ type: 'resumed', place: null });
  bench.moved({ line: 7, column: 2, top: 6 });
  close();
  let place = await progress.places.load('sample');
  while (place.ok && place.value?.editor?.line === 3) place = await progress.places.load('sample');
  assert.deepEqual(place.ok && place.value?.editor, { file: 'util.py', line: 7, column: 2, top: 6 });
});
