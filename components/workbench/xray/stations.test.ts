/** The picture of a recording at each of its steps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceKind, TraceStep } from '@/lib/runtime/live-server';
import { STATIONS, branchAt, lookupAt, pictureAt, stationsOf } from './stations.ts';
import { stepWords } from './step-words.ts';

const step = (n: number, kind: TraceKind, depth: number, more: Partial<TraceStep> = {}): TraceStep => ({
  n,
  kind,
  depth,
  place: null,
  ms: n,
  name: kind,
  ...more,
});

const CRASH = [
  step(1, 'server', 0, { method: 'GET', path: '/crash' }),
  step(2, 'wsgi_app', 1),
  step(3, 'routing', 2, { rule: '/crash', endpoint: 'crash', arguments: '{}' }),
  step(4, 'view', 2, { name: 'crash' }),
  step(5, 'call', 3, { name: 'helper' }),
  step(6, 'raise', 4, { exception: 'KeyError', message: "'k'" }),
  step(7, 'unwind', 3, { of: 5, name: 'helper', exception: 'KeyError' }),
  step(8, 'handle', 2, { name: 'handle_exception', exception: 'KeyError' }),
  step(9, 'log', 3, { level: 'ERROR', name: 'app', message: 'Exception on /crash [GET]', traceback: true }),
  step(10, 'lookup', 3, { exception: 'InternalServerError', code: 500, chosen: null, candidates: [] }),
  step(11, 'response', 2, { status: '500 INTERNAL SERVER ERROR' }),
];

const at = (index: number): Record<string, string> =>
  Object.fromEntries(
    pictureAt(CRASH, index)
      .filter(({ state }) => state !== 'never' && state !== 'ahead')
      .map(({ name, state, said }) => [name, `${state}: ${said}`]),
  );

test('each station is filled as far as the recording has come', () => {
  assert.deepEqual(at(0), { request: 'now: GET /crash' });
  assert.deepEqual(at(4), { request: 'passed: GET /crash', router: 'passed: /crash', view: 'now: crash' });
  assert.deepEqual(at(10), {
    request: 'passed: GET /crash',
    router: 'passed: /crash',
    view: 'passed: crash',
    error: 'passed: KeyError',
    handler: 'passed: none fits',
    log: 'passed: ERROR',
    response: 'now: 500 INTERNAL SERVER ERROR',
  });
});

test('what was never reached says so from the beginning', () => {
  const never = pictureAt(CRASH, 0).filter(({ state }) => state === 'never');
  assert.deepEqual(
    never.map(({ name }) => name),
    ['before', 'after', 'teardown'],
  );
  assert.equal(pictureAt([], 0).filter(({ state }) => state === 'never').length, STATIONS.length);
});

test('at the fork a request goes to the handlers or past them, and it is open until then', () => {
  assert.deepEqual(
    CRASH.map((_, index) => branchAt(CRASH, index)),
    [...Array<string>(7).fill('open'), ...Array<string>(4).fill('yes')],
  );
  assert.equal(lookupAt(CRASH, 8), null);
  assert.equal(lookupAt(CRASH, 10)?.code, 500);
  const fine = [step(1, 'server', 0), step(2, 'view', 1), step(3, 'after_request', 1), step(4, 'response', 1)];
  assert.deepEqual(
    fine.map((_, index) => branchAt(fine, index)),
    ['open', 'open', 'no', 'no'],
  );
  const fork = (steps: readonly TraceStep[], index: number): unknown => {
    const { state, said } = pictureAt(steps, index).find(({ name }) => name === 'error') ?? {};
    return [state, said];
  };
  assert.deepEqual(
    [fork(fine, 1), fork(fine, 2)],
    [
      ['ahead', ''],
      ['passed', 'no'],
    ],
  );
  const caught = [step(1, 'view', 0), step(2, 'raise', 1), step(3, 'caught', 1), step(4, 'response', 0)];
  assert.equal(branchAt(caught, 3), 'no');
  const nowhere = [step(1, 'routing', 0), step(2, 'lookup', 0, { exception: 'NotFound', chosen: null })];
  assert.deepEqual(fork(nowhere, 1), ['passed', 'NotFound']);
});

test('a call and a return belong to the call around them', () => {
  const steps = [
    step(1, 'server', 0),
    step(2, 'handler', 1),
    step(3, 'call', 2),
    step(4, 'return', 2, { of: 3, value: '1' }),
    step(5, 'return', 1, { of: 2, value: "'x'" }),
    step(6, 'call', 1),
  ];
  assert.deepEqual(stationsOf(steps), ['request', 'handler', 'handler', 'handler', 'handler', 'request']);
});

test('every step is a sentence', () => {
  for (const found of CRASH) assert.match(stepWords(found), /^[A-Z\w].{3,}/);
  assert.equal(
    stepWords(step(1, 'routing', 0, { exception: 'NotFound', code: 404 })),
    'The router finds no view. NotFound (404) is kept, and raised after before_request.',
  );
  assert.equal(
    stepWords(step(1, 'limit', 0, { name: '1000' })),
    'The recording ends here, after 1000 steps. The request went on.',
  );
});
