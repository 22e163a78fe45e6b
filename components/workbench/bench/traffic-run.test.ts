import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../../../lib/runtime/failures.ts';
import type { HttpRequest, LiveServer, PlannedRequest } from '../../../lib/runtime/live-server.ts';
import { err, ok } from '../../../lib/runtime/result.ts';
import { NO_TRAFFIC, type TrafficState } from '../state/traffic.ts';
import type { BenchState } from '../state/bench-state.ts';
import { reduce } from '../state/reduce.ts';
import { createStore } from '../state/store.ts';
import { createTrafficRun } from './traffic-run.ts';

const planned = (visitor: number, at = 0): PlannedRequest => ({
  at,
  visitor,
  malicious: false,
  method: 'GET',
  path: '/',
  headers: [],
  body: '',
});

/** Answers everything, gives each new visitor a cookie, and hears what is sent. */
function scripted(plan: readonly PlannedRequest[]) {
  const heard: HttpRequest[] = [];
  const live = {
    planTraffic: () => Promise.resolve(ok(plan)),
    request(request: HttpRequest) {
      heard.push(request);
      const response = {
        status: 200,
        reason: 'OK',
        headers: [['Set-Cookie', `visit=${String(heard.length)}; Path=/`]],
        body: new Uint8Array(),
        truncated: false,
      };
      return Promise.resolve(ok({ id: String(heard.length), request, response }));
    },
  } as unknown as LiveServer;
  return { live, heard };
}

function runWith(server: LiveServer | null) {
  // Traffic reads and changes nothing else of the state.
  const store = createStore(reduce, { traffic: NO_TRAFFIC } as unknown as BenchState);
  const traffic = (): TrafficState => store.get().traffic;
  const run = createTrafficRun({ store, server: () => server, schedule: (flush) => (flush(), () => undefined) });
  return { store, traffic, run };
}

const cookieOf = ({ headers }: HttpRequest): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1];

test('every visitor has cookies of their own, and all is counted', async () => {
  const { live, heard } = scripted([planned(1), planned(2), planned(1), planned(2)]);
  const { run, traffic } = runWith(live);
  await run.start({ seed: 1, requests: 4 });
  assert.deepEqual(heard.map(cookieOf), [undefined, undefined, 'visit=1', 'visit=2']);
  assert.equal(traffic().status, 'done');
  assert.deepEqual([traffic().planned, traffic().outcomes.length], [4, 4]);
});

test('stopping ends it between two requests, and a second start begins anew', async () => {
  const { live, heard } = scripted([planned(1), planned(1, 3_600_000)]);
  const { store, run, traffic } = runWith(live);
  const running = run.start({ seed: 1, requests: 2 });
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (traffic().outcomes.length === 1) resolve();
    };
    store.subscribe(check);
    check();
  });
  run.stop();
  await running;
  assert.equal(traffic().status, 'stopped');
  assert.equal(heard.length, 1);
});

test('a plan that cannot be made is told', async () => {
  const live = { planTraffic: () => Promise.resolve(err(failure('bad-traffic-profile'))) } as unknown as LiveServer;
  const { run, traffic } = runWith(live);
  await run.start({ seed: 1, requests: 2 });
  assert.equal(traffic().status, 'failed');
  assert.equal(traffic().failure?.code, 'bad-traffic-profile');
});

test('without a server it says that none runs', async () => {
  const { run, traffic } = runWith(null);
  await run.start({ seed: 1, requests: 2 });
  assert.equal(traffic().failure?.code, 'not-running');
});
