import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import { err } from '@/lib/runtime/result';
import { awaitsFiles } from '@/lib/runtime/server-state';
import { memoryProgress, openBench, PROJECT, until } from './test-bench.ts';

const TIMEOUT = { timeout: 5_000 };
const paths = (requests: readonly { readonly path: string }[]): string[] => requests.map(({ path }) => path);

test('opening starts the lesson’s files and shows its first page', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  assert.deepEqual(server.starts, [PROJECT.start]);
  assert.deepEqual(paths(server.requests), ['/']);
  assert.equal(bench.store.get().server.status, 'running');
  close();
});

test('a first request that is no GET is left to the learner', TIMEOUT, async () => {
  const { createBench } = await import('./bench.ts');
  const { fakeServer, memoryProgress } = await import('./test-bench.ts');
  const server = fakeServer();
  const progress = memoryProgress();
  const bench = createBench({
    project: { ...PROJECT, request: { method: 'POST', path: '/order' } },
    createServer: () => server,
    getProgress: async () => progress,
    schedule: (callback) => (queueMicrotask(callback), () => undefined),
    onLeave: () => () => undefined,
  });
  const close = bench.open();
  await until(bench, ({ server: { status } }) => status === 'running');
  await bench.visits.sendTyped();
  assert.deepEqual(
    server.requests.map(({ method, path }) => [method, path]),
    [['POST', '/order']],
  );
  close();
});

test('who sends again takes a request back that waits for files, and no other', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  const sent: AbortSignal[] = [];
  server.request = (_, { signal } = {}) => {
    if (signal) sent.push(signal);
    return new Promise(() => undefined);
  };
  const sendNext = async (): Promise<void> => {
    const count = sent.length;
    void bench.visits.sendTyped();
    while (sent.length === count) await new Promise(setImmediate);
  };
  await sendNext();
  await sendNext();
  const awaited = { loadedBytes: 30, totalBytes: 40 };
  server.emit({ type: 'state', state: { status: 'running', app: 'app:app', mode: 'production', awaited } });
  await until(bench, (state) => awaitsFiles(state.server));
  await sendNext();
  assert.deepEqual(
    sent.map(({ aborted }) => aborted),
    [false, true, false],
  );
  close();
});

test('a restart that overtakes the first start shows the first page', TIMEOUT, async () => {
  const { createBench } = await import('./bench.ts');
  const { fakeServer, memoryProgress } = await import('./test-bench.ts');
  const server = fakeServer();
  const start = server.start.bind(server);
  server.start = () => {
    server.start = start;
    return Promise.resolve(err(failure('cancelled')));
  };
  const progress = memoryProgress();
  const bench = createBench({
    project: PROJECT,
    createServer: () => server,
    getProgress: async () => progress,
    schedule: (callback) => (queueMicrotask(callback), () => undefined),
    onLeave: () => () => undefined,
  });
  const close = bench.open();
  await bench.save();
  assert.deepEqual(paths(server.requests), ['/']);
  close();
});

test('saving restarts with what was typed and shows the page again', TIMEOUT, async () => {
  const { bench, server, progress, close } = await openBench();
  bench.edit('app.py', 'mine');
  await bench.save();
  assert.deepEqual(server.starts.at(-1), { ...PROJECT.start, 'app.py': 'mine' });
  assert.deepEqual(paths(server.requests), ['/', '/']);
  assert.equal(bench.store.get().browser.history.visits.length, 1);
  await until(bench, () => true);
  const draft = await progress.drafts.load(PROJECT.id);
  assert.deepEqual(draft.ok && draft.value?.files, { 'app.py': 'mine' });
  close();
});

test(
  'what is typed into the address stays while the page comes again by itself, and goes when it is sent',
  TIMEOUT,
  async () => {
    const { bench, server, close } = await openBench();
    const saved = bench.save();
    bench.store.dispatch({ type: 'address-typed', address: '/half' });
    await saved;
    assert.equal(bench.store.get().browser.address, '/half');
    assert.deepEqual(paths(server.requests), ['/', '/']);
    await bench.visits.sendTyped();
    await bench.visits.go(-1);
    assert.match(bench.store.get().browser.address, /5000\/$/);
    close();
  },
);

test('typing alone restarts nothing', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  bench.edit('app.py', 'mine');
  assert.equal(server.starts.length, 1);
  close();
});

test('nor does typing while it is not known yet whether there is a draft', TIMEOUT, async () => {
  const kept = memoryProgress();
  await kept.places.visit('sample', { editor: { file: 'util.py', line: 1, column: 1, top: 1 } });
  let found: () => void = () => undefined;
  const looking = new Promise<void>((resolve) => (found = resolve));
  const drafts = { ...kept.drafts, load: (id: string) => looking.then(() => kept.drafts.load(id)) };
  const { bench, server, close } = await openBench(PROJECT, { ...kept, drafts });
  bench.edit('app.py', 'mine');
  found();
  // Where the learner was is looked for after the draft.
  await until(bench, ({ resume }) => resume !== null);
  await new Promise(setImmediate);
  assert.deepEqual(server.starts, [PROJECT.start]);
  close();
});

test('a POST is not sent again after a restart, and the page says so', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  await bench.visits.send({ method: 'POST', path: '/order', headers: [] }, 'composer');
  await bench.save();
  assert.deepEqual(paths(server.requests), ['/', '/order']);
  assert.match(bench.store.get().browser.note?.words ?? '', /POST was not sent again/);
  close();
});

test('a start that fails marks the line, keeps the page, and the next good one mends it', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  server.startFailure = failure('project-syntax-error', { location: { file: 'app.py', line: 3 } });
  await bench.save();
  const failed = bench.store.get();
  assert.equal(failed.server.status, 'failed');
  assert.equal(failed.fault?.line, 3);
  assert.equal(failed.browser.view.kind, 'answer');
  assert.match(failed.browser.note?.words ?? '', /from before/);
  server.startFailure = null;
  await bench.save();
  assert.equal(bench.store.get().server.status, 'running');
  assert.equal(bench.store.get().fault, null);
  assert.equal(bench.store.get().browser.note, null);
  close();
});

test('a request without an answer is shown as none, and remembered in the network', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  server.answer = () => failure('request-timeout');
  await bench.visits.send({ method: 'GET', path: '/loop', headers: [] }, 'composer');
  await until(bench, ({ network }) => network.at(-1)?.outcome.kind === 'failed');
  const { browser, fallen } = bench.store.get();
  assert.equal(browser.view.kind, 'no-answer');
  assert.equal(fallen?.code, 'request-timeout');
  close();
});

test('an address of another host is refused in words and not sent', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  bench.store.dispatch({ type: 'address-typed', address: 'https://example.org/' });
  await bench.visits.sendTyped();
  assert.match(bench.store.get().browser.problem ?? '', /localhost:5000/);
  assert.equal(server.requests.length, 1);
  close();
});

test('back and forward ask again for where one was', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  await bench.visits.send({ method: 'GET', path: '/a', headers: [] }, 'page');
  await bench.visits.go(-1);
  assert.equal(bench.store.get().browser.address, 'http://localhost:5000/');
  await bench.visits.go(1);
  await bench.visits.go(1);
  assert.deepEqual(paths(server.requests), ['/', '/a', '/', '/a']);
  close();
});

test('a redirect after a POST is remembered as where it ended', TIMEOUT, async () => {
  const { bench, server, close } = await openBench();
  server.answer = ({ path }) =>
    path === '/save' ? { status: 303, headers: [['Location', '/done']] } : { status: 200 };
  const headers = [['Content-Type', 'text/plain']] as const;
  await bench.visits.send({ method: 'POST', path: '/save', headers, body: new Uint8Array(1) }, 'page');
  await bench.visits.reload();
  assert.deepEqual(
    server.requests.slice(1).map(({ method, path }) => `${method} ${path}`),
    ['POST /save', 'GET /done', 'GET /done'],
  );
  const { view } = bench.store.get().browser;
  assert.ok(view.kind === 'answer');
  close();
});
