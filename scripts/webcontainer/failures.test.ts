/**
 * Everything that can go wrong with a WebContainer, caused with the real adapter over this machine's processes: each failure
 * has its code, and what comes after it works.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureCode } from '../../lib/runtime/failures.ts';
import type { LiveServer, ServerEvent } from '../../lib/runtime/live-server.ts';
import { err, ok } from '../../lib/runtime/result.ts';
import { failure } from '../../lib/runtime/failures.ts';
import type { OpenedApi, TabContainerOptions } from '../../lib/runtime/webcontainer/tab-container.ts';
import { app, get, post, text, until, view } from '../contract/projects.mts';
import { createLocalApi } from './local-container.mts';
import type { LocalOptions } from './local-container.mts';
import { createLocalServer, openedApi } from './local-server.mts';
import type { LocalServer } from './local-server.mts';

const never = (): Promise<never> => new Promise(() => undefined);

/** Runs with a server whose API is as it is but for `changes`, and leaves no process behind. */
async function withServer(
  changes: Partial<OpenedApi>,
  options: Partial<TabContainerOptions>,
  work: (local: LocalServer & { readonly disposed: () => number }) => Promise<void>,
  localOptions: LocalOptions = {},
): Promise<void> {
  const api = createLocalApi(localOptions);
  let disposed = 0;
  const opened = openedApi(api, { ...changes, dispose: () => disposed++ });
  const local = createLocalServer(api, { openApi: () => Promise.resolve(ok(opened)), ...options });
  try {
    await work({ ...local, disposed: () => disposed });
  } finally {
    await local.server.stop();
    local.containers.teardown();
  }
}

async function startFails(server: LiveServer, code: FailureCode): Promise<void> {
  const started = await server.start(app());
  assert.ok(!started.ok);
  assert.equal(started.error.code, code);
  assert.ok(server.state.status === 'failed');
  assert.equal(server.state.failure.code, code);
  const refused = await server.request(get('/'));
  assert.ok(!refused.ok);
  assert.equal(refused.error.code, 'not-running');
}

for (const [name, changes, options, code] of [
  ['the vendor’s host does not answer', { reachable: async () => false }, {}, 'webcontainer-unreachable'],
  ['boot() never settles', { boot: never }, { bootDeadlineMs: 300 }, 'webcontainer-boot-failed'],
  [
    'boot() never settles, and the connection is gone',
    { boot: never },
    { bootDeadlineMs: 300, isOnline: () => false },
    'offline',
  ],
  ['the browser refuses the vendor’s frame', { boot: never, refused: () => true }, {}, 'webcontainer-blocked'],
  [
    'boot() is rejected for want of cookies',
    { boot: () => Promise.reject(new Error('Failed to register a ServiceWorker: storage is blocked')) },
    {},
    'webcontainer-blocked',
  ],
  [
    'boot() is rejected for want of memory',
    { boot: () => Promise.reject(new RangeError('WebAssembly.Memory(): could not allocate memory')) },
    {},
    'webcontainer-out-of-memory',
  ],
  [
    'boot() is rejected without a reason',
    { boot: () => Promise.reject(new Error('x')) },
    {},
    'webcontainer-boot-failed',
  ],
] as const satisfies readonly (readonly [string, Partial<OpenedApi>, Partial<TabContainerOptions>, FailureCode])[])
  test(`${name}: ${code}, and the frame is thrown away`, () =>
    withServer(changes, options, async ({ server, disposed }) => {
      await startFails(server, code);
      assert.equal(disposed(), 1);
    }));

test('what is known beforehand keeps everything from being opened', () =>
  withServer({}, { openApi: () => Promise.resolve(err(failure('not-isolated'))) }, ({ server }) =>
    startFails(server, 'not-isolated'),
  ));

test('an unreachable host can be tried all the same', async () => {
  const api = createLocalApi();
  const opened = openedApi(api, { reachable: async () => false });
  const { server, containers } = createLocalServer(api, { openApi: () => Promise.resolve(ok(opened)) }, true);
  assert.ok((await server.start(app())).ok);
  await server.stop();
  containers.teardown();
});

test('whoever goes away while it boots leaves nothing behind, and can come back at once', async () => {
  const api = createLocalApi();
  let boots = 0;
  const opened = openedApi(api, { boot: (options) => (boots++ === 0 ? never() : api.boot(options)) });
  const { server, containers } = createLocalServer(api, { openApi: () => Promise.resolve(ok(opened)) });
  const starting = server.start(app());
  await server.stop();
  const cancelled = await starting;
  assert.ok(!cancelled.ok);
  assert.equal(cancelled.error.code, 'cancelled');
  assert.equal(server.state.status, 'off');
  assert.ok((await server.start(app())).ok);
  await server.stop();
  containers.teardown();
});

test('a tab’s second workbench is told that the container is in use, and gets it once it is free', () =>
  withServer({}, { keepMs: 60_000 }, async ({ server, second }) => {
    assert.ok((await server.start(app())).ok);
    await startFails(second, 'webcontainer-busy');
    await server.stop();
    assert.ok((await second.start(app())).ok);
    await second.stop();
  }));

test('a container that nobody comes back to is torn down, and one that somebody comes back to is not', async () => {
  const api = createLocalApi();
  let boots = 0;
  let disposed = 0;
  let tornDown = (): void => undefined;
  const torn = new Promise<void>((resolve) => (tornDown = resolve));
  const opened = openedApi(api, {
    boot: (options) => {
      boots++;
      return api.boot(options);
    },
    dispose: () => {
      disposed++;
      tornDown();
    },
  });
  const { server } = createLocalServer(api, { openApi: () => Promise.resolve(ok(opened)), keepMs: 2000 });
  for (const _again of [1, 2]) {
    assert.ok((await server.start(app())).ok);
    await server.stop();
  }
  assert.deepEqual({ boots, disposed }, { boots: 1, disposed: 0 });
  await torn;
  assert.equal(api.container, null);
});

test('a process that ends is named with its exit code, and the next start has a new one', () =>
  withServer({}, {}, async ({ server }) => {
    assert.ok((await server.start(app())).ok);
    const failed = until(server, isFailed);
    server.process.type('quit\r');
    await failed;
    assert.ok(server.state.status === 'failed');
    assert.equal(server.state.failure.code, 'webcontainer-ended');
    assert.match(server.state.failure.message, /exit code 0/);
    assert.ok((await server.start(app())).ok);
    const answer = await server.request(get('/'));
    assert.ok(answer.ok);
    assert.equal(text(answer.value.response.body), 'good');
  }));

test('a process that runs out of memory is named so', () =>
  withServer(
    {},
    {},
    async ({ server }) => {
      assert.ok((await server.start(view('return request.get_data()'))).ok);
      const failed = until(server, isFailed);
      await server.request(post('/bad', new Uint8Array(12_000_000)));
      await failed;
      assert.ok(server.state.status === 'failed');
      assert.equal(server.state.failure.code, 'webcontainer-out-of-memory');
    },
    { nodeOptions: '--max-old-space-size=24' },
  ));

test('an engine that reports want of memory is believed', () =>
  withServer({}, {}, async ({ server, api }) => {
    assert.ok((await server.start(app())).ok);
    const failed = until(server, isFailed);
    api.container?.reportError('RangeError: Out of memory');
    await failed;
    assert.ok(server.state.status === 'failed');
    assert.equal(server.state.failure.code, 'webcontainer-out-of-memory');
  }));

test('an engine that hangs is noticed by its silence', () =>
  withServer({}, {}, async ({ server, api }) => {
    assert.ok((await server.start(app())).ok);
    const failed = until(server, isFailed);
    api.container?.freeze();
    await failed;
    assert.ok(server.state.status === 'failed');
    assert.equal(server.state.failure.code, 'webcontainer-ended');
    assert.match(server.state.failure.message, /stopped answering/);
    assert.match(server.state.failure.cause ?? '', /Serving app:app/, 'what it printed last');
  }));

test('the terminal takes what is typed and shows what the process prints; its port is a real one', () =>
  withServer({}, {}, async ({ server }) => {
    assert.ok((await server.start(view('print("from the view")', 'return "typed for"'))).ok);
    let shown = '';
    const saw = (words: RegExp): Promise<void> =>
      new Promise((resolve) => {
        const leave = server.process.onTerminal((piece) => {
          shown += piece;
          if (words.test(shown))
            queueMicrotask(() => {
              leave();
              resolve();
            });
        });
      });
    await saw(/Serving/);
    server.process.resize(100, 30);
    server.process.type('get /bad\r');
    await saw(/typed for/);
    assert.match(shown, /HTTP\/1\.1 200 OK/);
    assert.match(shown, /from the view/);
    const { address } = server.process;
    assert.ok(address !== null);
    assert.equal(await (await fetch(`${address}/`)).text(), 'good');
  }));

const isFailed = (event: ServerEvent): boolean => event.type === 'state' && event.state.status === 'failed';
