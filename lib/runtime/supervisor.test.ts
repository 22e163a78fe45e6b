/** What the supervisor does with interpreters, over one that answers by script; scripts/lesson has the same over real ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from './failures.ts';
import type { InterpreterHost, InterpreterPort, Tier } from './interpreter-host.ts';
import type { HttpRequest, ServerEvent } from './live-server.ts';
import type { FromInterpreter, RawEvent, ToInterpreter } from './protocol.ts';
import { Supervisor } from './supervisor.ts';

/** One that was asked for, and what became of it. */
class ScriptedInterpreter implements InterpreterPort {
  readonly asked: ToInterpreter[] = [];
  terminated = false;
  suits: NonNullable<InterpreterPort['suits']> = () => true;
  filesFor: NonNullable<InterpreterPort['filesFor']> = () => null;
  onMessage: (message: unknown) => void = () => undefined;
  onFailure: InterpreterPort['onFailure'] = () => undefined;

  constructor(
    readonly tier: Tier,
    private readonly answer: (message: ToInterpreter) => FromInterpreter[],
  ) {}

  post(message: ToInterpreter): void {
    this.asked.push(message);
    for (const answer of this.answer(message)) this.say(answer);
  }
  say(message: FromInterpreter): void {
    queueMicrotask(() => this.onMessage(message));
  }
  boot(): void {
    this.say({ type: 'booted', snapshotRejected: null, bootMs: 1 });
  }
  terminate(): void {
    this.terminated = true;
  }
}

const rawEvent = (kind: string, payload: object, data: RawEvent['data'] = null): RawEvent => ({
  kind,
  json: JSON.stringify(payload),
  data,
});

/** Loads whatever it is given and answers each request with its path. */
function obliging(message: ToInterpreter): FromInterpreter[] {
  const { id } = message;
  if (message.type === 'load')
    return [{ type: 'loaded', id, result: JSON.stringify({ ok: true, app: 'app:app' }), refused: null }];
  if (message.type === 'test')
    return [{ type: 'tested', id, report: JSON.stringify({ exitCode: 0, results: [], output: '' }), refused: null }];
  if (message.type === 'plan')
    return [{ type: 'planned', id, plan: JSON.stringify({ ok: true, requests: [] }), refused: null }];
  const events = [
    rawEvent('head', { id, status: 200, reason: 'OK', headers: [] }),
    rawEvent('chunk', { id }, new TextEncoder().encode(message.path)),
    rawEvent('end', { id, truncated: false, wsgiMs: 1 }),
  ];
  return [
    { type: 'events', events },
    { type: 'requested', id, refused: null },
  ];
}

function scripted(answer: (message: ToInterpreter) => FromInterpreter[] = obliging) {
  const interpreters: ScriptedInterpreter[] = [];
  const host: InterpreterHost = {
    spawn(tier) {
      const interpreter = new ScriptedInterpreter(tier, answer);
      interpreters.push(interpreter);
      interpreter.boot();
      return interpreter;
    },
    onProgress: () => undefined,
    workshopModules: () => ['requests'],
    readFile: () => Promise.reject(new Error('nobody asks')),
    idle: () => Promise.resolve(),
    dispose: () => undefined,
  };
  const server = new Supervisor(host);
  const events: ServerEvent[] = [];
  server.subscribe((event) => events.push(event));
  return { server, host, interpreters, events };
}

const get = (path: string): HttpRequest => ({ method: 'GET', path, headers: [] });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a second start overtakes the first, whose caller is told so', async () => {
  const { server, interpreters } = scripted();
  const first = server.start({ 'app.py': '1' });
  const second = server.start({ 'app.py': '2' });
  const overtaken = await first;
  assert.ok(!overtaken.ok && overtaken.error.code === 'cancelled');
  assert.ok((await second).ok);
  assert.equal(server.state.status, 'running');
  assert.equal(interpreters[0]?.terminated, true);
});

test('requests sent while the server starts wait for it, and are answered in their order', async () => {
  const { server, events } = scripted();
  const starting = server.start({ 'app.py': '' });
  const answers = await Promise.all(['/a', '/b', '/c'].map((path) => server.request(get(path))));
  await starting;
  assert.deepEqual(
    answers.map((answer) => (answer.ok ? new TextDecoder().decode(answer.value.response.body) : answer.error.code)),
    ['/a', '/b', '/c'],
  );
  const order = events.flatMap((event) =>
    event.type === 'request' ? [`> ${event.request.path}`] : event.type === 'exchange' ? ['<'] : [],
  );
  assert.deepEqual(order, ['> /a', '<', '> /b', '<', '> /c', '<']);
});

test('a restart takes the spare, and another is made', async () => {
  const { server, interpreters } = scripted();
  await server.start({ 'app.py': '' });
  await settled();
  assert.deepEqual(
    interpreters.map(({ tier }) => tier),
    ['server', 'workshop'],
  );
  await server.start({ 'app.py': '' });
  await settled();
  assert.deepEqual(
    interpreters.map(({ terminated, asked }) => [terminated, asked.length]),
    [
      [true, 1],
      [false, 1],
      [false, 0],
    ],
  );
});

test('a project that imports what only the workshop has gets one', async () => {
  const { server, interpreters } = scripted();
  server.warm();
  assert.ok((await server.start({ 'app.py': 'import requests\n' })).ok);
  assert.deepEqual(
    interpreters.slice(0, 2).map(({ tier, terminated }) => [tier, terminated]),
    [
      ['server', true],
      ['workshop', false],
    ],
  );
});

test('after a crash the request fails, the same project comes up again, and the next request is answered', async () => {
  let crashed = false;
  const { server } = scripted((message) => {
    if (message.type !== 'request' || crashed) return obliging(message);
    crashed = true;
    return [{ type: 'crashed', message: 'unreachable', refused: null }];
  });
  await server.start({ 'app.py': '' });
  const [bad, good] = await Promise.all([server.request(get('/a')), server.request(get('/b'))]);
  assert.ok(!bad.ok && bad.error.code === 'interpreter-crashed');
  assert.ok(good.ok);
});

test('a message that makes no sense ends the interpreter that sent it', async () => {
  const { server, interpreters } = scripted((message) =>
    message.type === 'request' ? [{ type: 'requested' } as unknown as FromInterpreter] : obliging(message),
  );
  await server.start({ 'app.py': '' });
  const answer = await server.request(get('/'));
  assert.ok(!answer.ok && answer.error.code === 'interpreter-crashed');
  assert.equal(interpreters[0]?.terminated, true);
});

test('a deadline ends the request; so does whoever asked', async () => {
  const { server } = scripted((message) => (message.type === 'request' ? [] : obliging(message)));
  await server.start({ 'app.py': '' }, { requestDeadlineMs: 1 });
  const late = await server.request(get('/'));
  assert.ok(!late.ok && late.error.code === 'request-timeout');
  await server.start({ 'app.py': '' });
  const aborter = new AbortController();
  const cancelled = server.request(get('/'), { signal: aborter.signal });
  await settled();
  aborter.abort();
  const answer = await cancelled;
  assert.ok(!answer.ok && answer.error.code === 'cancelled');
});

test('while the files that a project takes are on their way, it is loading', async () => {
  const { server, interpreters } = scripted();
  let haveCome: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => (haveCome = resolve));
  server.warm();
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  interpreter.filesFor = () => coming;
  const starting = server.start({ 'app.py': '' });
  await settled();
  assert.equal(server.state.status, 'loading');
  assert.deepEqual(interpreter.asked, []);
  haveCome();
  assert.ok((await starting).ok);
});

test('a start that is overtaken does not wait for its files', async () => {
  const { server, interpreters } = scripted();
  server.warm();
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  interpreter.filesFor = () => new Promise(() => undefined);
  const overtaken = server.start({ 'app.py': '1' });
  await settled();
  assert.ok((await server.start({ 'app.py': '2' })).ok);
  const answer = await overtaken;
  assert.ok(!answer.ok && answer.error.code === 'cancelled');
});

test('a deadline counts from when the files to answer have come', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { server, interpreters } = scripted((message) => (message.type === 'request' ? [] : obliging(message)));
  await server.start({ 'app.py': '' });
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  let haveCome: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => (haveCome = resolve));
  interpreter.filesFor = () => coming;
  let code: string | null = null;
  void server.request(get('/')).then((answer) => (code = answer.ok ? 'answered' : answer.error.code));
  await settled();
  context.mock.timers.tick(60_000);
  await settled();
  assert.equal(code, null);
  haveCome();
  await settled();
  context.mock.timers.tick(9_999);
  await settled();
  assert.equal(code, null);
  context.mock.timers.tick(1);
  await settled();
  assert.equal(code, 'request-timeout');
});

test('files that do not come after the first answer fail the server, though nobody asks', async () => {
  const { server, interpreters } = scripted();
  server.warm();
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  let giveUp: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => (giveUp = resolve));
  interpreter.filesFor = (message) => (message?.type === 'load' ? null : coming);
  assert.ok((await server.start({ 'app.py': '' })).ok);
  await settled();
  assert.equal(interpreters.length, 1, 'no spare competes for the line');
  interpreter.onFailure(failure('bundle-missing'));
  giveUp();
  await settled();
  assert.ok(server.state.status === 'failed' && server.state.failure.code === 'bundle-missing');
  assert.equal(interpreters.length, 1, 'nor afterwards');
});

test('a request that waits for files can be cancelled', async () => {
  const { server, interpreters } = scripted();
  await server.start({ 'app.py': '' });
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  let haveCome: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => (haveCome = resolve));
  interpreter.filesFor = () => coming;
  const aborter = new AbortController();
  const waiting = server.request(get('/'), { signal: aborter.signal });
  await settled();
  aborter.abort();
  const answer = await waiting;
  assert.ok(!answer.ok && answer.error.code === 'cancelled');
  assert.equal(interpreter.asked.length, 1);
  assert.equal(interpreter.terminated, false, 'it was not asked, so nothing has to be ended');
  const next = server.request(get('/next'));
  haveCome();
  assert.ok((await next).ok);
});

test('while a request waits for files, the state says how many have come, and the wait is not the app’s', async (context) => {
  context.mock.timers.enable({ apis: ['Date'] });
  const { server, host, interpreters } = scripted();
  await server.start({ 'app.py': '' });
  const [interpreter] = interpreters;
  assert.ok(interpreter);
  const seen: unknown[] = [];
  server.subscribe((event) => {
    if (event.type === 'state')
      seen.push(event.state.status === 'running' ? event.state.awaited?.loadedBytes : event.state);
  });
  let haveCome: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => (haveCome = resolve));
  interpreter.filesFor = () => coming;
  host.onProgress('bundle', 20, 40);
  const waiting = server.request(get('/'));
  await settled();
  host.onProgress('bundle', 30, 40);
  context.mock.timers.tick(5000);
  haveCome();
  const answer = await waiting;
  assert.ok(answer.ok);
  assert.equal(answer.value.startedAt, 5000);
  assert.deepEqual(seen, [0, 20, 30, undefined]);
});

test('a deadline in the middle of a flood of log records is named as what it is', async () => {
  const record = {
    seq: 1,
    requestId: 'r1',
    time: 0,
    level: 'WARNING',
    levelNumber: 30,
    logger: 'app',
    message: 'again',
    location: { file: 'app.py', line: 1, function: 'bad' },
    traceback: null,
  };
  const events = Array.from({ length: 1500 }, () => rawEvent('log', record));
  const { server } = scripted((message) =>
    message.type === 'request' ? [{ type: 'events', events }] : obliging(message),
  );
  await server.start({ 'app.py': '' }, { requestDeadlineMs: 50 });
  const answer = await server.request(get('/'));
  assert.ok(!answer.ok && answer.error.code === 'output-flood');
  assert.match(answer.error.message, /1500 log records/);
});

test('tests run in the spare, which is then thrown away', async () => {
  const { server, interpreters } = scripted();
  await server.start({ 'app.py': '' });
  await settled();
  const report = await server.test({ 'test_app.py': '' });
  assert.ok(report.ok);
  assert.deepEqual(
    interpreters[1]?.asked.map(({ type }) => type),
    ['test'],
  );
  assert.deepEqual(
    interpreters.slice(0, 2).map(({ terminated }) => terminated),
    [false, true],
  );
});

test('an interpreter that cannot be had fails the start with the host’s own reason', async () => {
  const { server, interpreters } = scripted();
  const starting = server.start({ 'app.py': '' });
  interpreters[0]?.onFailure(failure('bundle-missing', { message: 'wasm could not be fetched.' }));
  const started = await starting;
  assert.ok(!started.ok && started.error.code === 'bundle-missing');
  assert.equal(server.state.status, 'failed');
  const answer = await server.request(get('/'));
  assert.ok(!answer.ok && answer.error.code === 'not-running');
});

test('a spare that was asked for another project already is ended, and only a new one is asked', async () => {
  const { server, interpreters } = scripted();
  server.warm();
  const [spare] = interpreters;
  assert.ok(spare);
  const asked: ToInterpreter[] = [];
  spare.suits = (first) => {
    asked.push(first);
    return false;
  };
  const started = await server.start({ 'app.py': 'app = 1' });
  assert.ok(started.ok);
  assert.deepEqual(asked, [{ type: 'load', id: 'load', files: { 'app.py': 'app = 1' }, mode: 'production' }]);
  assert.ok(spare.terminated);
  assert.deepEqual(spare.asked, []);
  assert.deepEqual(interpreters[1]?.asked, asked);
});
