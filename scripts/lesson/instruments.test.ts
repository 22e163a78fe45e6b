/** The small apps of e2e/fixtures in the Node host: what the tracker receives and what the X-ray tells. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { join } from 'node:path';
import { createTrafficRun } from '../../components/workbench/bench/traffic-run.ts';
import type { BenchState } from '../../components/workbench/state/bench-state.ts';
import { addToJobs } from '../../components/workbench/state/jobs.ts';
import { reduce } from '../../components/workbench/state/reduce.ts';
import { createStore } from '../../components/workbench/state/store.ts';
import { NO_TRAFFIC, summaryOf } from '../../components/workbench/state/traffic.ts';
import { stepWords } from '../../components/workbench/xray/step-words.ts';
import type { HttpExchange, HttpRequest, ServerEvent, TraceStep } from '../../lib/runtime/live-server.ts';
import { createNodeServer } from '../../lib/runtime/node/node-host.ts';
import { NO_TRACKER, receive, type Tracker } from '../../lib/tracker/tracker.ts';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';
import { ROOT } from '../bundle/cache.mts';
import { installPythonTools, pythonCommand, pythonToolsEnvironment } from '../lib/python.mts';
import { run } from '../lib/run.mts';
import { createHttpServer } from '../../lib/runtime/node/http-server.ts';
import { readProject } from './project-folder.mts';
import { createTrackerHost } from './tracker-host.mts';

const server = createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });
let events: ServerEvent[] = [];
server.subscribe((event) => events.push(event));
after(() => server.stop());

async function serve(fixture: string, requestDeadlineMs = 10_000): Promise<void> {
  const started = await server.start(readProject(join(ROOT, 'e2e/fixtures', fixture)), { requestDeadlineMs });
  assert.ok(started.ok, JSON.stringify(started));
  events = [];
}

async function send(path: string, change: Partial<HttpRequest> = {}): Promise<HttpExchange> {
  events = [];
  const sent = await server.request({ method: 'GET', path, headers: [['Host', 'localhost:5000']], ...change });
  assert.ok(sent.ok, JSON.stringify(sent));
  return sent.value;
}

const tracked = (): Tracker =>
  events.filter((event) => event.type === 'envelope').reduce((tracker, event) => receive(tracker, event), NO_TRACKER);
const steps = (): readonly TraceStep[] => events.filter((event) => event.type === 'trace').map(({ step }) => step);
const told = (): readonly string[] => steps().map(({ kind, name }) => `${kind} ${name}`);
const inOrder = (wanted: readonly string[]): void => {
  const rest = [...told()];
  for (const step of wanted) {
    const at = rest.indexOf(step);
    assert.ok(at !== -1, `${step} is not among, or not in its place in, ${told().join(' | ')}`);
    rest.splice(0, at + 1);
  }
};

test('the real SDK reaches the tracker with stack, breadcrumbs, release and transaction', async () => {
  await serve('tracked-shop');
  assert.equal((await send('/share/cake')).response.status, 500);
  const { issues, transactions } = tracked();
  const [issue] = issues;
  assert.equal(issue?.title, 'ZeroDivisionError: division by zero');
  assert.equal(issue.culprit, 'app.py in share');
  assert.deepEqual([issue.last.environment, issue.last.release], ['production', 'shop@2.1.0']);
  const frames = issue.last.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  const own = frames.findLast(({ in_app: inApp }) => inApp);
  assert.equal(own?.context_line?.trim(), 'return jsonify(parts=12 // PRICES[item])');
  assert.ok(frames.some(({ in_app: inApp, filename }) => inApp === false && filename === 'flask/app.py'));
  assert.deepEqual(
    issue.last.breadcrumbs?.values.map(({ message }) => message),
    ['sharing cake'],
  );
  assert.deepEqual(
    transactions.map(({ name }) => name),
    ['share'],
  );
});

test('an event with an address in it is a leak; one that is too large is refused', async () => {
  await serve('tracked-shop');
  await send('/login', {
    method: 'POST',
    headers: [
      ['Host', 'localhost:5000'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: new TextEncoder().encode('email=reader%40example.org'),
  });
  assert.ok(tracked().issues[0]?.leaks.includes('e-mail address in user.email'));
  await send('/large');
  assert.match(tracked().refused.join(' '), /5\.0 MB/);
});

test('a malformed DSN is a failed start that names the line', async () => {
  const started = await server.start({
    'app.py': 'import sentry_sdk\nfrom flask import Flask\nsentry_sdk.init(dsn="nonsense")\napp = Flask(__name__)\n',
  });
  assert.ok(!started.ok);
  assert.equal(started.error.code, 'project-import-error');
  assert.deepEqual(started.error.location, { file: 'app.py', line: 3 });
  assert.match(started.error.cause ?? '', /BadDsn/);
});

test('the X-ray is off until it is switched on', async () => {
  await serve('layered-shop');
  await send('/stock/0');
  assert.deepEqual(steps(), []);
});

for (const [path, status, wanted] of [
  [
    '/stock/0',
    409,
    [
      'server serve',
      'wsgi_app wsgi_app',
      'routing match_request',
      'before_request identify',
      'view item',
      'raise item',
      'unwind item',
      'handle handle_user_exception',
      'lookup _find_error_handler',
      'handler sold_out',
      'after_request stamp',
      'response start_response',
      'teardown close',
    ],
  ],
  ['/hook', 500, ['before_request identify', 'raise identify', 'handle handle_exception', 'log app']],
  ['/template', 500, ['view template', 'template _render', 'raise template', 'log app']],
  ['/stream', 200, ['response start_response', 'stream stream.<locals>.rows', 'raise stream.<locals>.rows']],
  ['/gone', 410, ['view gone', 'raise gone', 'lookup _find_error_handler', 'response start_response']],
  [
    '/broken-handler',
    500,
    ['handler lookup', 'raise lookup', 'unwind handle_user_exception', 'handle handle_exception'],
  ],
  ['/nowhere', 404, ['routing match_request', 'lookup _find_error_handler', 'after_request stamp']],
] as const) {
  test(`the X-ray of ${path}`, async () => {
    await serve('layered-shop');
    server.instrument({ xray: true });
    assert.equal((await send(path)).response.status, status);
    inOrder(wanted);
    for (const step of steps())
      assert.ok(
        !/\bundefined\b(?!')|null|recording broke/.test(stepWords(step)) || step.kind === 'raise',
        stepWords(step),
      );
    server.instrument({ xray: false });
  });
}

test('a swallowed exception is seen to be caught, and recursion does not end the recording', async () => {
  const started = await server.start({
    'app.py': [
      'from flask import Flask',
      'app = Flask(__name__)',
      '@app.get("/")',
      'def index():',
      '    try:',
      '        int("x")',
      '    except ValueError:',
      '        return "fine"',
      '@app.get("/deep")',
      'def deep():',
      '    return deep()',
      '',
    ].join('\n'),
  });
  assert.ok(started.ok);
  server.instrument({ xray: true });
  await send('/');
  inOrder(['view index', 'raise index', 'caught index', 'return index']);
  assert.equal((await send('/deep')).response.status, 500);
  inOrder(['view deep', 'call deep', 'handle handle_exception', 'response start_response']);
  server.instrument({ xray: false });
});

test('a request that never returns leaves the steps that it took', async () => {
  await serve('layered-shop', 1500);
  server.instrument({ xray: true });
  const sent = await server.request({ method: 'GET', path: '/endless', headers: [['Host', 'localhost:5000']] });
  assert.ok(!sent.ok);
  assert.equal(sent.error.code, 'request-timeout');
  assert.equal(told().at(-1), 'view endless');
  server.instrument({ xray: false });
});

const bodyOf = ({ response }: HttpExchange): unknown => JSON.parse(new TextDecoder().decode(response.body));

for (const [condition, expected] of [
  ['normal', { books: ['Emma', 'Persuasion'], degraded: false }],
  ['slow', { books: [], degraded: true, why: 'ReadTimeout' }],
  ['timeout', { books: [], degraded: true, why: 'ReadTimeout' }],
  ['refuse', { books: [], degraded: true, why: 'ConnectionError' }],
  ['500', { books: [], degraded: true, why: 'HTTPError' }],
  ['503', { books: [], degraded: true, why: 'HTTPError' }],
  ['malformed', { books: [], degraded: true, why: 'JSONDecodeError' }],
  ['truncated', { books: [], degraded: true, why: 'ChunkedEncodingError' }],
] as const) {
  test(`requests meets an upstream that is ${condition}`, async () => {
    if (condition === 'normal') await serve('dependent-shop');
    server.instrument({ upstreams: { books: { condition, seconds: 5, seed: 1 } } });
    assert.deepEqual(bodyOf(await send('/recommended')), expected);
    const calls = events.filter((event) => event.type === 'upstream-call').map(({ call }) => call);
    assert.deepEqual(
      calls.map((call) => [call.upstream, call.condition]),
      [['books', condition]],
    );
    server.instrument({ upstreams: {} });
  });
}

const callConditions = (): readonly string[] =>
  events.filter((event) => event.type === 'upstream-call').map(({ call }) => call.condition);

/** The next event of an upstream that is asked; it comes before the upstream's answer. */
const nextCall = (): Promise<void> =>
  new Promise((resolve) => {
    const leave = server.subscribe((event) => {
      if (event.type !== 'upstream-call') return;
      leave();
      resolve();
    });
  });

for (const [before, during, after, next] of [
  ['slow', ['slow', 'slow'], 'refuse', { first: 'ConnectionError', second: 'ConnectionError' }],
  ['timeout', ['timeout', 'timeout'], 'normal', { first: 'fine', second: 'fine' }],
  ['normal', ['normal', 'normal'], 'timeout', { first: 'ReadTimeout', second: 'ReadTimeout' }],
] as const) {
  test(`an upstream that is switched from ${before} to ${after} while a request runs: the next request meets it`, async () => {
    const started = await server.start(
      {
        'app.py': [
          'import requests',
          'from flask import Flask',
          'app = Flask(__name__)',
          'def ask():',
          '    try:',
          '        return requests.get("http://a.example", timeout=1).text',
          '    except requests.RequestException as error:',
          '        return type(error).__name__',
          '@app.get("/")',
          'def index():',
          '    return {"first": ask(), "second": ask()}',
        ].join('\n'),
        'upstreams/a.py':
          'URL = "http://a.example"\ndef app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"fine"]\n',
      },
      { requestDeadlineMs: 10_000 },
    );
    assert.ok(started.ok, JSON.stringify(started));
    server.instrument({ upstreams: { a: { condition: before, seconds: 0.5, seed: 1 } } });
    const asked = nextCall();
    const running = send('/');
    await asked;
    server.instrument({ upstreams: { a: { condition: after, seconds: 0.5, seed: 1 } } });
    const met = before === 'timeout' ? 'ReadTimeout' : 'fine';
    assert.deepEqual(bodyOf(await running), { first: met, second: met });
    assert.deepEqual(callConditions(), during);
    assert.deepEqual(bodyOf(await send('/')), next);
    server.instrument({ upstreams: {} });
  });
}

test('a flapping upstream flaps as its seed says, and the client meets each turn of it', async () => {
  const flaps = async (seed: number): Promise<readonly string[]> => {
    await serve('dependent-shop');
    server.instrument({ upstreams: { books: { condition: 'flapping', seconds: 0, seed } } });
    const met: string[] = [];
    for (let call = 0; call < 12; call += 1) {
      const { why = 'normal' } = bodyOf(await send('/recommended')) as { why?: string };
      const [condition = ''] = callConditions();
      assert.equal(why, { normal: 'normal', refuse: 'ConnectionError' }[condition] ?? 'HTTPError');
      met.push(condition);
    }
    server.instrument({ upstreams: {} });
    return met;
  };
  const first = await flaps(7);
  assert.deepEqual(await flaps(7), first);
  assert.notDeepEqual(await flaps(8), first);
  assert.ok(first.includes('normal') && new Set(first).size > 1, first.join(', '));
});

test('a host that nobody declared is unknown', async () => {
  await serve('dependent-shop');
  assert.equal((await send('/elsewhere')).response.status, 500);
  const records = events.filter((event) => event.type === 'log').map(({ record }) => record);
  assert.match(records[0]?.traceback?.text ?? '', /Name or service not known/);
});

test('an SQLite file is locked, full, and well again', async () => {
  await serve('dependent-shop');
  for (const [condition, error] of [
    ['locked', 'database is locked'],
    ['full', 'database or disk is full'],
    ['constraint', 'UNIQUE constraint failed: orders.number'],
  ] as const) {
    server.instrument({ databases: { 'shop.db': condition } });
    assert.deepEqual(bodyOf(await send('/order')), { error });
  }
  server.instrument({ databases: {} });
  assert.equal((await send('/order')).response.status, 201);
});

test('an upstream that never answers a client without patience of its own ends with the request’s deadline', async () => {
  const started = await server.start(
    {
      'app.py':
        'import urllib.request\nfrom flask import Flask\napp = Flask(__name__)\n@app.get("/")\ndef index():\n    return urllib.request.urlopen("http://a.example").read()\n',
      'upstreams/a.py': 'URL = "http://a.example"\ndef app(environ, start_response):\n    return []\n',
    },
    { requestDeadlineMs: 1500 },
  );
  assert.ok(started.ok, JSON.stringify(started));
  server.instrument({ upstreams: { a: { condition: 'timeout', seconds: 1, seed: 1 } } });
  const sent = await server.request({ method: 'GET', path: '/', headers: [['Host', 'localhost:5000']] });
  assert.ok(!sent.ok);
  assert.equal(sent.error.code, 'request-timeout');
  server.instrument({ upstreams: {} });
});

test('jobs retry with backoff, die, and never reach an error handler', async () => {
  await serve('queued-shop');
  assert.equal((await send('/order')).response.status, 202);
  const jobs = addToJobs(
    [],
    events.filter((event) => event.type === 'job'),
  );
  assert.deepEqual(
    jobs.map(({ task, state, attempts }) => [task, state, attempts.map(({ retryInSeconds }) => retryInSeconds)]),
    [
      ['app.charge', 'FAILURE', [1, 2, 4, null]],
      ['app.receipt', 'SUCCESS', [null]],
    ],
  );
});

test('a job that never ends ends with its request', async () => {
  await serve('queued-shop', 1500);
  const sent = await server.request({ method: 'GET', path: '/endless', headers: [['Host', 'localhost:5000']] });
  assert.ok(!sent.ok);
  assert.equal(sent.error.code, 'request-timeout');
  const heard = events.filter((event) => event.type === 'job' || event.type === 'failure' || event.type === 'state');
  assert.deepEqual(
    addToJobs([], heard).map(({ task, state, attempts }) => [task, state, attempts]),
    [['app.endless', 'ENDED', []]],
  );
});

/** What the traffic of a seed comes to, without its times. */
async function trafficOf(
  seed: number,
  requests: number,
): Promise<{ statuses: unknown; classes: unknown; hurt: number; helped: number }> {
  const store = createStore(reduce, { traffic: NO_TRAFFIC } as unknown as BenchState);
  store.dispatch({ type: 'traffic-speed', speed: 100_000 });
  const run = createTrafficRun({ store, server: () => server, schedule: (flush) => (flush(), () => undefined) });
  await run.start({ seed, requests });
  const { status, outcomes, failure } = store.get().traffic;
  assert.equal(status, 'done', JSON.stringify(failure));
  const { classes, hurt, helped } = summaryOf(outcomes);
  return { statuses: outcomes.map((outcome) => outcome.status), classes, hurt, helped };
}

test('traffic of one seed is the same twice, and of another is another', async () => {
  await serve('busy-shop');
  const first = await trafficOf(7, 150);
  assert.deepEqual(await trafficOf(7, 150), first);
  assert.notDeepEqual((await trafficOf(8, 150)).statuses, first.statuses);
  assert.ok(first.hurt > 0 && first.helped > 0, JSON.stringify(first));
});

test('traffic against a server that keeps dying: nobody is answered, and it ends', async () => {
  const started = await server.start({
    'app.py':
      'import os\nfrom flask import Flask\napp = Flask(__name__)\n@app.get("/")\ndef index():\n    os._exit(1)\n',
    'traffic.json': '{"malicious": 0}',
  });
  assert.ok(started.ok);
  const { classes } = await trafficOf(1, 5);
  assert.deepEqual(classes, { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 5 });
});

test('a traffic profile that is no JSON is named', async () => {
  const started = await server.start({
    'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    'traffic.json': '{',
  });
  assert.ok(started.ok);
  const plan = await server.planTraffic({ seed: 1, requests: 5 });
  assert.ok(!plan.ok);
  assert.equal(plan.error.code, 'bad-traffic-profile');
  assert.match(plan.error.message, /traffic\.json is no JSON/);
});

const alertsHeard = (): readonly (readonly [string, string])[] =>
  events.filter((event) => event.type === 'alert').map(({ alert }) => [alert.name, alert.state]);

test('a rule pages after its third error, by the visitors’ clock, and is quiet again', async () => {
  const all: ServerEvent[] = [];
  const leave = server.subscribe((event) => all.push(event));
  await serve('paged-shop');
  leave();
  const [rules] = all.filter((event) => event.type === 'alert-rules');
  assert.deepEqual(
    rules?.rules.map(({ name }) => name),
    ['Crashes', 'Budget'],
  );
  for (const heard of [[], [], [['Crashes', 'firing']]]) {
    await send('/crash');
    assert.deepEqual(alertsHeard(), heard);
  }
  events = [];
  const later = { clock: Date.now() + 120_000 };
  await server.request({ method: 'GET', path: '/', headers: [['Host', 'localhost:5000']] }, later);
  assert.deepEqual(alertsHeard(), [['Crashes', 'resolved']]);
  const printed = events.filter((event) => event.type === 'output').map(({ text }) => text);
  assert.equal((JSON.parse(printed.join('')) as { status: number }).status, 200);
});

test('rules that cannot be used are named, and the server runs', async () => {
  const all: ServerEvent[] = [];
  const leave = server.subscribe((event) => all.push(event));
  const app = 'from flask import Flask\napp = Flask(__name__)\n';
  const started = await server.start({ 'app.py': app, 'alerts.json': '{"alerts": [{"kind": "sum"}]}' });
  leave();
  assert.ok(started.ok);
  const [rules] = all.filter((event) => event.type === 'alert-rules');
  assert.match(rules?.problem ?? '', /kind must be one of/);
});

test('the SDK of another process reaches the tracker over HTTP, at a DSN that is this host', async () => {
  await installPythonTools();
  await serve('tracked-shop');
  const lines: string[] = [];
  const tracker = createTrackerHost((line) => lines.push(line));
  const http = createHttpServer(server, tracker).listen(0, '127.0.0.1');
  after(() => http.close());
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const program = [
    'import sentry_sdk',
    `sentry_sdk.init(dsn="http://any@127.0.0.1:${String(port)}/1", release="shop@3")`,
    'sentry_sdk.set_user({"email": "reader@example.org"})',
    'try:',
    '    1 / 0',
    'except ZeroDivisionError:',
    '    sentry_sdk.capture_exception()',
    'sentry_sdk.flush()',
  ].join('\n');
  const [python, ...args] = pythonCommand();
  await run(python, [...args, '-c', program], { env: pythonToolsEnvironment() });
  const [issue] = tracker.tracker.issues;
  assert.equal(issue?.title, 'ZeroDivisionError: division by zero');
  assert.equal(issue.last.release, 'shop@3');
  assert.match(lines.join('\n'), /ZeroDivisionError.*1×[^]*e-mail address in user\.email/);

  const send = async (
    body: BodyInit,
    headers: Record<string, string> = {},
    path = '/api/1/envelope/',
  ): Promise<number> =>
    (await fetch(`http://127.0.0.1:${String(port)}${path}`, { method: 'POST', body, headers })).status;
  const auth = { 'X-Sentry-Auth': 'Sentry sentry_key=any' };
  assert.equal(await send('{}\n{"type":"weather"}\n{}\n', auth), 200);
  assert.deepEqual(tracker.tracker.others, { weather: 1 });
  assert.equal(await send('nonsense', auth), 400);
  assert.equal(await send('not gzip', { ...auth, 'Content-Encoding': 'gzip' }), 400);
  assert.equal(await send(new Uint8Array(5_000_000), auth), 413);
  assert.equal(await send('{}', {}), 404, 'without an SDK’s header it is the app’s');
});
