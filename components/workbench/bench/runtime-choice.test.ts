/** Changing the runtime: the learner's files go along, the one before is ended, and what fails has its way back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import type { LiveServer } from '@/lib/runtime/live-server';
import type { Runtime } from '@/lib/runtime/runtimes';
import { createBench, type Bench } from './bench.ts';
import { fakeServer, memoryProgress, PROJECT, until, type FakeServer } from './test-bench.ts';

const TIMEOUT = { timeout: 5_000 };

interface Choice {
  readonly bench: Bench;
  readonly made: { readonly runtime: Runtime; readonly anyway: boolean; readonly server: FakeServer }[];
  close(): void;
}

/** @param come when the code of a server of this kind is there */
async function openChoice(come: (runtime: Runtime) => Promise<void> | undefined = () => undefined): Promise<Choice> {
  const made: Choice['made'][number][] = [];
  const progress = memoryProgress();
  const bench = createBench({
    project: PROJECT,
    createServer(runtime, anyway): LiveServer | Promise<LiveServer> {
      const server = fakeServer();
      made.push({ runtime, anyway, server });
      const coming = come(runtime);
      return coming ? coming.then(() => server) : server;
    },
    getProgress: async () => progress,
    schedule: (callback) => (queueMicrotask(callback), () => undefined),
    now: () => 0,
    onLeave: () => () => undefined,
  });
  const close = bench.open();
  await until(bench, ({ browser }) => browser.view.kind !== 'blank');
  return { bench, made, close };
}

test('what was typed runs in the other one, and the page is asked for again', TIMEOUT, async () => {
  const { bench, made, close } = await openChoice();
  bench.edit('app.py', 'mine');
  await bench.setRuntime('webcontainer');
  const [sandbox, container] = made;
  assert.equal(container?.runtime, 'webcontainer');
  assert.equal(container.anyway, false);
  assert.equal(sandbox?.server.state.status, 'off');
  assert.deepEqual(container.server.starts, [{ ...PROJECT.start, 'app.py': 'mine' }]);
  assert.deepEqual(
    container.server.requests.map(({ path }) => path),
    ['/'],
  );
  assert.equal(bench.store.get().runtime, 'webcontainer');
  close();
});

test('one that cannot run says so, keeps the work, and the sandbox goes on with it', TIMEOUT, async () => {
  const { bench, made, close } = await openChoice();
  bench.edit('app.py', 'mine');
  const changing = bench.setRuntime('webcontainer');
  const container = made.at(-1)?.server;
  assert.ok(container);
  container.startFailure = failure('webcontainer-unreachable');
  await changing;
  const { server, files } = bench.store.get();
  assert.ok(server.status === 'failed');
  assert.equal(server.failure.code, 'webcontainer-unreachable');
  assert.equal(files['app.py'], 'mine');
  await bench.setRuntime('sandbox');
  assert.equal(bench.store.get().server.status, 'running');
  assert.deepEqual(made.at(-1)?.server.starts, [{ ...PROJECT.start, 'app.py': 'mine' }]);
  close();
});

test('code that cannot be fetched is a failure, not a silence', TIMEOUT, async () => {
  const { bench, close } = await openChoice((runtime) =>
    runtime === 'webcontainer' ? Promise.reject(new TypeError('Failed to fetch')) : undefined,
  );
  await bench.setRuntime('webcontainer');
  const { server } = bench.store.get();
  assert.ok(server.status === 'failed');
  assert.equal(server.failure.code, 'bundle-missing');
  await bench.setRuntime('sandbox');
  assert.equal(bench.store.get().server.status, 'running');
  close();
});

test('a server that comes after its learner has gone back is stopped, and nobody hears of it', TIMEOUT, async () => {
  let arrive: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (arrive = resolve));
  const { bench, made, close } = await openChoice((runtime) => (runtime === 'webcontainer' ? late : undefined));
  const first = bench.setRuntime('webcontainer');
  await bench.setRuntime('sandbox');
  arrive();
  await first;
  const container = made.find(({ runtime }) => runtime === 'webcontainer')?.server;
  assert.ok(container);
  assert.deepEqual(container.starts, []);
  container.emit({ type: 'state', state: { status: 'failed', failure: failure('webcontainer-boot-failed') } });
  assert.equal(bench.store.get().server.status, 'running');
  close();
});

test('the terminal is left with its runtime, and an address with its process', TIMEOUT, async () => {
  const { bench, close } = await openChoice();
  await bench.setRuntime('webcontainer');
  bench.store.dispatch({ type: 'pane-chosen', pane: 'terminal' });
  bench.store.dispatch({ type: 'address-known', address: 'https://app.example' });
  bench.store.dispatch({ type: 'own-address-shown', on: true });
  assert.equal(bench.store.get().showsOwnAddress, true);
  await bench.setRuntime('sandbox');
  const { tab, pane, ownAddress, showsOwnAddress } = bench.store.get();
  assert.deepEqual(
    { tab, pane, ownAddress, showsOwnAddress },
    { tab: 'page', pane: 'page', ownAddress: null, showsOwnAddress: false },
  );
  close();
});
