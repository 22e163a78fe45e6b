/** The contract's cases about programs that fail: what each ends in, and that the next good request works. */
import assert from 'node:assert/strict';
import type { FailureCode } from '../../lib/runtime/failures.ts';
import type { LiveServer, ProjectFiles } from '../../lib/runtime/live-server.ts';
import type { ContractCase } from './contract.mts';
import { app, get, text, view } from './projects.mts';

async function answersWell(server: LiveServer): Promise<void> {
  const good = await server.request(get('/'));
  assert.ok(good.ok);
  assert.equal(text(good.value.response.body), 'good');
}

const BAD_PROJECTS: readonly (readonly [name: string, files: ProjectFiles, code: FailureCode])[] = [
  ['a syntax error', { 'app.py': 'def (\n' }, 'project-syntax-error'],
  ['an import error', { 'app.py': 'import nothing_of_that_name\n' }, 'project-import-error'],
  ['no app', { 'app.py': 'x = 1\n' }, 'no-app-found'],
  ['an app that is not WSGI', { 'app.py': 'app = 3\n' }, 'no-app-found'],
  ['no app.py', { 'other.txt': 'x' }, 'no-app-found'],
  ['sys.exit() at import', { 'app.py': 'import sys\nsys.exit(3)\n' }, 'project-import-error'],
  ['an endless loop at import', { 'app.py': 'while True: pass\n' }, 'boot-timeout'],
  ['a file name that leads outside', { '../app.py': '' }, 'no-app-found'],
];

const BAD_VIEWS: readonly (readonly [name: string, body: readonly string[], code: FailureCode])[] = [
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
];

export const FAULTS: readonly ContractCase[] = [
  ...BAD_PROJECTS.map(([name, files, code]): ContractCase => ({
    name: `${name} is ${code}, and the next good project starts`,
    async run(server) {
      const started = await server.start(files);
      assert.ok(!started.ok);
      assert.equal(started.error.code, code);
      assert.ok(started.error.message.length > 0 && started.error.suggestion.length > 0);
      assert.equal(server.state.status, 'failed');
      assert.ok((await server.start(app())).ok);
      await answersWell(server);
    },
  })),
  ...BAD_VIEWS.map(([name, body, code]): ContractCase => ({
    name: `${name} is ${code}, and the next good request works`,
    async run(server) {
      // Only a loop is ended by its deadline; on a busy machine the others must not be.
      const requestDeadlineMs = code === 'request-timeout' ? 2000 : 120_000;
      assert.ok((await server.start(view(...body), { requestDeadlineMs })).ok);
      const bad = await server.request(get('/bad'));
      assert.ok(!bad.ok);
      assert.equal(bad.error.code, code);
      await answersWell(server);
    },
  })),
  {
    name: 'a failure points at the line that is to blame',
    async run(server) {
      const started = await server.start({ 'app.py': 'import flask\n\nflask.nothing\n' });
      assert.ok(!started.ok);
      assert.deepEqual(started.error.location, { file: 'app.py', line: 3 });
      assert.match(started.error.cause ?? '', /AttributeError/);
    },
  },
  {
    name: 'a request to a server that did not start is refused, and told as a request and as a failure',
    async run(server) {
      await server.start({ 'app.py': 'def (\n' });
      const told: string[] = [];
      const leave = server.subscribe((event) => told.push(event.type));
      const refused = await server.request(get('/'));
      leave();
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'not-running');
      assert.deepEqual(told, ['request', 'failure']);
    },
  },
];
