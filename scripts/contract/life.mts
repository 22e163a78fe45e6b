/** The contract's cases about a server's life: states, restarts, aborts, tests beside it, instruments around it. */
import assert from 'node:assert/strict';
import type { ContractCase } from './contract.mts';
import { app, get, listen, ofType, text, until, view } from './projects.mts';

const TEST_OF_BAD = {
  'test_it.py':
    'from app import app\ndef test_bad():\n    """A goal."""\n    assert app.test_client().get("/bad").status_code == 200, "in words"\ndef test_good():\n    assert app.test_client().get("/").status_code == 200\n',
};

export const LIFE: readonly ContractCase[] = [
  {
    name: 'states come in order, and running names the app and the mode',
    async run(server) {
      const events = await listen(server, () => server.start(app(), { mode: 'debug' }));
      const states = ofType(events, 'state').map(({ state }) => state.status);
      const kinds = states.filter((status, at) => status !== states[at - 1]);
      assert.deepEqual(
        kinds.filter((status) => status !== 'loading'),
        ['starting', 'running'],
      );
      const { state } = server;
      assert.ok(state.status === 'running');
      assert.equal(state.mode, 'debug');
      assert.match(state.app, /app/);
    },
  },
  {
    name: 'a request sent while the server comes up waits for it',
    async run(server) {
      const starting = server.start(app('@app.get("/late")', 'def late():', '    return "late"'));
      const answer = await server.request(get('/late'));
      assert.ok(answer.ok);
      assert.equal(text(answer.value.response.body), 'late');
      assert.ok((await starting).ok);
    },
  },
  {
    name: 'of two starts the later one holds, and the earlier one is cancelled',
    async run(server) {
      const answering = (word: string): Record<string, string> =>
        app('@app.get("/word")', 'def word():', `    return "${word}"`);
      const [first, second] = await Promise.all([server.start(answering('first')), server.start(answering('second'))]);
      assert.ok(!first.ok && second.ok);
      assert.equal(first.error.code, 'cancelled');
      const word = await server.request(get('/word'));
      assert.ok(word.ok);
      assert.equal(text(word.value.response.body), 'second');
    },
  },
  {
    name: 'every start is a fresh process: nothing of the one before is left',
    async run(server) {
      const counting = view('app.count = getattr(app, "count", 0) + 1', 'return str(app.count)');
      const count = async (): Promise<string> => {
        const answer = await server.request(get('/bad'));
        return answer.ok ? text(answer.value.response.body) : answer.error.code;
      };
      assert.ok((await server.start(counting)).ok);
      assert.equal(await count(), '1');
      assert.equal(await count(), '2');
      assert.ok((await server.start(counting)).ok);
      assert.equal(await count(), '1');
    },
  },
  {
    name: 'an abort ends the request and its process, and the next request works',
    async run(server) {
      assert.ok((await server.start(view('while True: pass'))).ok);
      const controller = new AbortController();
      const asked = server.request(get('/bad'), { signal: controller.signal });
      const told = until(server, ({ type }) => type === 'request');
      await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 1000))]);
      controller.abort();
      const ended = await asked;
      assert.ok(!ended.ok);
      assert.equal(ended.error.code, 'cancelled');
      assert.ok((await server.request(get('/'))).ok);
    },
  },
  {
    name: 'stopped, it is off and refuses; started, it answers again',
    async run(server) {
      assert.ok((await server.start(app())).ok);
      await server.stop();
      assert.equal(server.state.status, 'off');
      const refused = await server.request(get('/'));
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'not-running');
      assert.ok((await server.start(app())).ok);
      assert.ok((await server.request(get('/'))).ok);
    },
  },
  {
    name: 'pytest reports outcome, docstring, message and log, and what was asked',
    async run(server) {
      assert.ok((await server.start(view('return 1 / 0'))).ok);
      let printed = '';
      const events = await listen(server, async () => {
        const report = await server.test(TEST_OF_BAD, { onOutput: (piece) => (printed += piece) });
        assert.ok(report.ok);
        assert.equal(report.value.exitCode, 1);
        const [bad, good] = report.value.results;
        assert.equal(bad?.doc, 'A goal.');
        assert.equal(bad.outcome, 'failed');
        assert.match(bad.message, /in words/);
        assert.equal(bad.log.at(-1)?.traceback?.type, 'ZeroDivisionError');
        assert.equal(good?.outcome, 'passed');
      });
      assert.match(printed, /1 failed, 1 passed/);
      const asked = ofType(events, 'test-exchange').map(({ exchange }) => exchange);
      assert.deepEqual(
        asked.map(({ request, response }) => [request.path, response?.status]),
        [
          ['/bad', 500],
          ['/', 200],
        ],
      );
      assert.equal(ofType(events, 'exchange').length, 0);
      assert.ok((await server.request(get('/'))).ok);
    },
  },
  {
    name: 'tests can be chosen, and may be of another project than the one that runs',
    async run(server) {
      assert.ok((await server.start(app())).ok);
      const report = await server.test(TEST_OF_BAD, {
        project: view('return "fine"'),
        select: ['test_it.py::test_bad'],
      });
      assert.ok(report.ok);
      assert.deepEqual(
        report.value.results.map(({ name, outcome }) => [name, outcome]),
        [['test_bad', 'passed']],
      );
      const missing = await server.request(get('/bad'));
      assert.ok(missing.ok);
      assert.equal(missing.value.response.status, 404);
    },
  },
  {
    name: 'tests that never end are ended, and the server goes on',
    async run(server) {
      assert.ok((await server.start(app())).ok);
      const endless = { 'test_it.py': 'def test_endless():\n    while True: pass\n' };
      const report = await server.test(endless, { deadlineMs: 3000 });
      assert.ok(!report.ok);
      assert.equal(report.error.code, 'request-timeout');
      assert.ok((await server.request(get('/'))).ok);
    },
  },
  {
    name: 'the X-ray records while it is on, and outlives a restart',
    async run(server) {
      assert.ok((await server.start(view('return 1 / 0'))).ok);
      const traced = async (): Promise<string[]> =>
        ofType(await listen(server, () => server.request(get('/bad'))), 'trace').map(({ step }): string => step.kind);
      assert.deepEqual(await traced(), []);
      server.instrument({ xray: true });
      const steps = await traced();
      for (const kind of ['routing', 'view', 'raise', 'lookup', 'response']) assert.ok(steps.includes(kind), kind);
      assert.ok((await server.start(view('return "x"'))).ok);
      assert.ok((await traced()).includes('view'));
      server.instrument({ xray: false });
      assert.deepEqual(await traced(), []);
    },
  },
  {
    name: 'an upstream is declared by the project, broken from outside, and its calls are told',
    async run(server) {
      const project = {
        'app.py': [
          'import requests',
          'from flask import Flask',
          'app = Flask(__name__)',
          '@app.get("/")',
          'def index():',
          '    return str(requests.get("http://books.example/list", timeout=1).status_code)',
          '',
        ].join('\n'),
        'upstreams/books.py':
          'from flask import Flask\nURL = "http://books.example"\napp = Flask(__name__)\n@app.get("/list")\ndef all():\n    return "all"\n',
      };
      const started = await listen(server, async () => assert.ok((await server.start(project)).ok));
      assert.deepEqual(ofType(started, 'upstreams').at(-1)?.upstreams, [
        { name: 'books', url: 'http://books.example' },
      ]);
      const ask = async (): Promise<[string, string | undefined]> => {
        let body = '';
        const events = await listen(server, async () => {
          const answer = await server.request(get('/'));
          body = answer.ok ? text(answer.value.response.body) : answer.error.code;
        });
        return [body, ofType(events, 'upstream-call')[0]?.call.condition];
      };
      assert.deepEqual(await ask(), ['200', 'normal']);
      server.instrument({ upstreams: { books: { condition: '503', seconds: 1, seed: 1 } } });
      assert.deepEqual(await ask(), ['503', '503']);
      server.instrument({ upstreams: {} });
    },
  },
  {
    name: 'what the Sentry SDK sends arrives as it sent it',
    async run(server) {
      const project = {
        'app.py': [
          'import sentry_sdk',
          'from flask import Flask',
          'sentry_sdk.init("http://key@localhost/1", default_integrations=True)',
          'app = Flask(__name__)',
          '@app.get("/")',
          'def index():',
          '    sentry_sdk.capture_message("größer ☃")',
          '    return "told"',
          '',
        ].join('\n'),
      };
      assert.ok((await server.start(project)).ok);
      const events = await listen(server, () => server.request(get('/')));
      const lines = ofType(events, 'envelope').flatMap(({ data }) => text(data ?? new Uint8Array()).split('\n'));
      const messages = lines.filter(Boolean).map((line) => (JSON.parse(line) as { message?: string }).message);
      assert.ok(messages.includes('größer ☃'), lines.join('\n').slice(0, 500));
    },
  },
  {
    name: 'visitors are drawn from the project: the same seed is the same traffic, a bad profile is named',
    async run(server) {
      assert.ok((await server.start(app())).ok);
      const plan = async (seed: number): Promise<unknown> => server.planTraffic({ seed, requests: 20 });
      const first = await server.planTraffic({ seed: 1, requests: 20 });
      assert.ok(first.ok && first.value.length === 20);
      assert.deepEqual(await plan(1), first);
      assert.notDeepEqual(await plan(2), first);
      assert.ok((await server.start({ ...app(), 'traffic.json': '{' })).ok);
      const refused = await server.planTraffic({ seed: 1, requests: 20 });
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'bad-traffic-profile');
    },
  },
];
