/** The live server over the real bundle: what bad programs end in, and that the next good request works. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { BUNDLE_DIR, NODE_WORKER, PYODIDE_DIR } from '../bundle.mts';
import type { HttpRequest, LogRecord, ServerEvent } from '../../lib/runtime/live-server.ts';
import { createNodeServer } from '../../lib/runtime/node/node-host.ts';

const server = createNodeServer({ bundleDir: BUNDLE_DIR, workerScript: NODE_WORKER, pyodideDir: PYODIDE_DIR });
after(() => server.stop());

const get = (path: string): HttpRequest => ({ method: 'GET', path, headers: [['Host', 'localhost:5000']] });
const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const app = (...lines: string[]): Record<string, string> => ({
  'app.py': [
    'import sys',
    'from flask import Flask, Response, request',
    'app = Flask(__name__)',
    '@app.get("/")',
    'def index():',
    '    return "good"',
    ...lines,
    '',
  ].join('\n'),
});
const view = (...body: string[]): Record<string, string> =>
  app('@app.route("/bad", methods=["GET", "POST"])', 'def bad():', ...body.map((line) => `    ${line}`));

for (const [name, files, code] of [
  ['a syntax error', { 'app.py': 'def (\n' }, 'project-syntax-error'],
  ['an import error', { 'app.py': 'import nothing_of_that_name\n' }, 'project-import-error'],
  ['no app', { 'app.py': 'x = 1\n' }, 'no-app-found'],
  ['an app that is not WSGI', { 'app.py': 'app = 3\n' }, 'no-app-found'],
  ['no app.py', { 'other.txt': 'x' }, 'no-app-found'],
  ['sys.exit() at import', { 'app.py': 'import sys\nsys.exit(3)\n' }, 'project-import-error'],
  ['an endless loop at import', { 'app.py': 'while True: pass\n' }, 'boot-timeout'],
  ['a file name that leads outside', { '../app.py': '' }, 'no-app-found'],
] as const) {
  test(`${name} is ${code}, and the next good project starts`, async () => {
    const started = await server.start(files);
    assert.ok(!started.ok);
    assert.equal(started.error.code, code);
    assert.ok(started.error.message.length > 0 && started.error.suggestion.length > 0);
    assert.equal(server.state.status, 'failed');
    assert.ok((await server.start(app())).ok);
    const good = await server.request(get('/'));
    assert.ok(good.ok);
    assert.equal(text(good.value.response.body), 'good');
  });
}

for (const [name, body, code] of [
  ['sys.exit() in a view', ['sys.exit(1)'], 'interpreter-crashed'],
  ['an endless loop in a view', ['while True: pass'], 'request-timeout'],
  [
    'recursion past the stack',
    ['sys.setrecursionlimit(10**9)', 'def down(): return [down()]', 'return down()'],
    'out-of-memory',
  ],
  [
    'a view that allocates until memory ends',
    ['kept = []', 'while True: kept.append(bytearray(10_000_000))'],
    'out-of-memory',
  ],
  ['a million log lines', ['for n in range(1_000_000): app.logger.error("line %s", n)'], 'output-flood'],
  ['a response of 100 MB', ['return b"x" * 100_000_000'], 'output-flood'],
  [
    'a generator that never ends',
    ['def g():', '    while True: yield b"x" * 1000', 'return Response(g())'],
    'output-flood',
  ],
] as const) {
  test(`${name} is ${code}, and the next good request works`, async () => {
    assert.ok(
      (await server.start(view(...body), { requestDeadlineMs: code === 'request-timeout' ? 4000 : 60_000 })).ok,
    );
    const bad = await server.request(get('/bad'));
    assert.ok(!bad.ok);
    assert.equal(bad.error.code, code);
    const good = await server.request(get('/'));
    assert.ok(good.ok);
    assert.equal(text(good.value.response.body), 'good');
  });
}

test('an unhandled error is a bare 500, and its log record has the traceback and the request', async () => {
  const records: LogRecord[] = [];
  const unsubscribe = server.subscribe((event: ServerEvent) => {
    if (event.type === 'log') records.push(event.record);
  });
  assert.ok((await server.start(view('return 1 / 0'))).ok);
  const answer = await server.request(get('/bad'));
  unsubscribe();
  assert.ok(answer.ok);
  assert.equal(answer.value.response.status, 500);
  const [record] = records;
  assert.equal(record?.requestId, answer.value.id);
  assert.equal(record.traceback?.type, 'ZeroDivisionError');
  assert.deepEqual(record.traceback.frames.at(-1)?.file, 'app.py');
});

test('an error after the first streamed chunk leaves a 200 that is cut off', async () => {
  assert.ok(
    (await server.start(view('def g():', '    yield b"first"', '    raise RuntimeError', 'return Response(g())'))).ok,
  );
  const answer = await server.request(get('/bad'));
  assert.ok(answer.ok);
  assert.equal(answer.value.response.status, 200);
  assert.equal(text(answer.value.response.body), 'first');
  assert.equal(answer.value.response.truncated, true);
});

test('binary bodies come and go as they are, and a header of 1 MB does not break the server', async () => {
  assert.ok((await server.start(view('return request.get_data()'))).ok);
  const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const answer = await server.request({ ...get('/bad'), method: 'POST', body, headers: [['Content-Length', '256']] });
  assert.ok(answer.ok);
  assert.deepEqual([...answer.value.response.body], [...body]);
  const large = await server.request({ ...get('/'), headers: [['X-Large', 'x'.repeat(1_000_000)]] });
  assert.ok(large.ok);
  assert.equal(large.value.response.status, 200);
});

test('a file written outside the project stays in the interpreter and is reported', async () => {
  const written: string[] = [];
  const unsubscribe = server.subscribe((event) => {
    if (event.type === 'file') written.push(event.file.path);
  });
  assert.ok((await server.start(view('open("/tmp/elsewhere.txt", "w").write("x")', 'return "done"'))).ok);
  assert.ok((await server.request(get('/bad'))).ok);
  unsubscribe();
  assert.deepEqual(written, ['/tmp/elsewhere.txt']);
});

test('werkzeug.security works, and its hashes are native ones', async () => {
  assert.ok(
    (
      await server.start(
        view(
          'from werkzeug.security import check_password_hash, generate_password_hash',
          `return str([check_password_hash(h, "native") for h in ("pbkdf2:sha256:1000$IqYpxOLYhflHYMUg$094d1833620731522ff52be0d4b03c2a8d6b81f47834cbe01685ceebd8c8b09e", "scrypt:1024:8:1$17VR6ReuY45N0Rgn$87bd420b8fa819a47ad420c4570f3ce5809e118383ca9d295fc35227b5367f7d759de004eaf86846ae6ba25b27df59ace1961b486e0304f534227d0be9e2489f")]) + str(check_password_hash(generate_password_hash("yes"), "yes"))`,
        ),
      )
    ).ok,
  );
  const answer = await server.request(get('/bad'));
  assert.ok(answer.ok);
  assert.equal(text(answer.value.response.body), '[True, True]True');
});

test('debug mode shows Werkzeug’s debugger', async () => {
  assert.ok((await server.start(view('return 1 / 0'), { mode: 'debug' })).ok);
  const answer = await server.request(get('/bad'));
  assert.ok(answer.ok);
  assert.match(text(answer.value.response.body), /Werkzeug Debugger|__debugger__/);
});

test('pytest reports outcome, docstring, message and log', async () => {
  assert.ok((await server.start(view('return 1 / 0'))).ok);
  const tests = {
    'test_it.py':
      'from app import app\ndef test_bad():\n    """A goal."""\n    assert app.test_client().get("/bad").status_code == 200, "in words"\n',
  };
  const report = await server.test(tests);
  assert.ok(report.ok);
  assert.equal(report.value.exitCode, 1);
  const [result] = report.value.results;
  assert.equal(result?.doc, 'A goal.');
  assert.equal(result.outcome, 'failed');
  assert.match(result.message, /in words/);
  assert.equal(result.log.at(-1)?.traceback?.type, 'ZeroDivisionError');
  assert.ok((await server.request(get('/'))).ok);
});

test('Flask’s own source, and the standard library’s, by the paths that tracebacks print', async () => {
  assert.ok((await server.start(view('import json; json.loads("{")'))).ok);
  const frames: string[] = [];
  const leave = server.subscribe((event) => {
    if (event.type === 'log') frames.push(...(event.record.traceback?.frames.map(({ file }) => file) ?? []));
  });
  await server.request(get('/bad'));
  leave();
  const libraries = [...new Set(frames.filter((file) => file.startsWith('/')))];
  assert.ok(
    libraries.some((file) => file.endsWith('flask/app.py')) && libraries.some((file) => file.includes('json/')),
  );
  for (const path of libraries) {
    const source = await server.librarySource(path);
    assert.ok(source.ok, path);
    assert.match(source.value, /\bdef \w+\(/);
  }
  const none = await server.librarySource('/site-packages/flask/no_such.py');
  assert.ok(!none.ok && none.error.suggestion.length > 0);
  assert.ok(!(await server.librarySource('/etc/passwd')).ok);
});
