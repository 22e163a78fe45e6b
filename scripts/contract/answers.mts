/** The contract's cases about requests and what comes back: bodies, headers, pieces, order, records, files. */
import assert from 'node:assert/strict';
import type { ContractCase } from './contract.mts';
import { app, bytes, get, listen, ofType, post, text, view } from './projects.mts';

export const ANSWERS: readonly ContractCase[] = [
  {
    name: 'an unhandled error is a bare 500, and its log record has the traceback and the request',
    async run(server) {
      assert.ok((await server.start(view('return 1 / 0'))).ok);
      const events = await listen(server, () => server.request(get('/bad')));
      const [exchange] = ofType(events, 'exchange');
      assert.equal(exchange?.exchange.response.status, 500);
      const [log] = ofType(events, 'log');
      assert.equal(log?.record.requestId, exchange.exchange.id);
      assert.equal(log.record.traceback?.type, 'ZeroDivisionError');
      assert.equal(log.record.traceback.frames.at(-1)?.file, 'app.py');
    },
  },
  {
    name: 'an error after the first streamed chunk leaves a 200 that is cut off',
    async run(server) {
      const project = view('def g():', '    yield b"first"', '    raise RuntimeError', 'return Response(g())');
      assert.ok((await server.start(project)).ok);
      const answer = await server.request(get('/bad'));
      assert.ok(answer.ok);
      assert.equal(answer.value.response.status, 200);
      assert.equal(text(answer.value.response.body), 'first');
      assert.equal(answer.value.response.truncated, true);
    },
  },
  {
    name: 'binary bodies come and go as they are',
    async run(server) {
      assert.ok((await server.start(view('return request.get_data()'))).ok);
      const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const answer = await server.request(post('/bad', body));
      assert.ok(answer.ok);
      assert.deepEqual([...answer.value.response.body], [...body]);
    },
  },
  {
    name: 'four megabytes there and back arrive whole',
    async run(server) {
      assert.ok((await server.start(view('return request.get_data()[::-1]'))).ok);
      const body = Uint8Array.from({ length: 4_000_000 }, (_, at) => (at * 31) % 251);
      const answer = await server.request(post('/bad', body));
      assert.ok(answer.ok);
      assert.equal(Buffer.compare(Buffer.from(answer.value.response.body).reverse(), Buffer.from(body)), 0);
    },
  },
  {
    name: 'a header of 1 MB does not break the server',
    async run(server) {
      assert.ok((await server.start(app())).ok);
      const large = await server.request(get('/', [['X-Large', 'x'.repeat(1_000_000)]]));
      assert.ok(large.ok);
      assert.equal(large.value.response.status, 200);
    },
  },
  {
    name: 'letters of every kind come and go as they are: path, header, body, log',
    async run(server) {
      const lines = [
        'app.logger.warning("gelesen: %s", request.args["q"])',
        'answer = Response("größer ☃ 𝄞 " + request.args["q"])',
        'answer.headers["X-Word"] = "größer"',
        'return answer',
      ];
      assert.ok((await server.start(view(...lines))).ok);
      const events = await listen(server, () => server.request(get(`/bad?q=${encodeURIComponent('naïve ☕')}`)));
      const [exchange] = ofType(events, 'exchange');
      assert.equal(text(exchange?.exchange.response.body ?? bytes('')), 'größer ☃ 𝄞 naïve ☕');
      assert.equal(exchange?.exchange.response.headers.find(([name]) => name === 'X-Word')?.[1], 'größer');
      assert.equal(ofType(events, 'log')[0]?.record.message, 'gelesen: naïve ☕');
    },
  },
  {
    name: 'headers keep their order and their number',
    async run(server) {
      const lines = ['answer = Response("x")', 'answer.set_cookie("a", "1")', 'answer.set_cookie("b", "2")'];
      assert.ok((await server.start(view(...lines, 'return answer'))).ok);
      const answer = await server.request(get('/bad'));
      assert.ok(answer.ok);
      const cookies = answer.value.response.headers.filter(([name]) => name === 'Set-Cookie').map(([, value]) => value);
      assert.deepEqual(cookies, ['a=1; Path=/', 'b=2; Path=/']);
    },
  },
  {
    name: 'a response leaves in pieces: its head, then its chunks, as the app makes them',
    async run(server) {
      assert.ok((await server.start(view('return Response(iter([b"one ", b"two ", b"three"]))'))).ok);
      const pieces: string[] = [];
      const answer = await server.request(get('/bad'), {
        onPiece: (piece) => pieces.push(piece.type === 'head' ? String(piece.status) : text(piece.data)),
      });
      assert.ok(answer.ok);
      assert.equal(pieces[0], '200');
      assert.equal(pieces.slice(1).join(''), 'one two three');
      assert.equal(text(answer.value.response.body), 'one two three');
    },
  },
  {
    name: 'what happens is told in order: request, what it printed and logged, exchange',
    async run(server) {
      assert.ok((await server.start(view('print("printed")', 'app.logger.error("logged")', 'return "x"'))).ok);
      const events = await listen(server, () => server.request(get('/bad'), { origin: 'composer' }));
      const types = events.map(({ type }) => type).filter((type) => type !== 'file');
      assert.deepEqual(types[0], 'request');
      assert.deepEqual(types.at(-1), 'exchange');
      const [request] = ofType(events, 'request');
      assert.equal(request?.origin, 'composer');
      assert.equal(ofType(events, 'exchange')[0]?.exchange.id, request.id);
      assert.equal(ofType(events, 'log')[0]?.record.requestId, request.id);
      const printed = ofType(events, 'output').filter(({ stream }) => stream === 'stdout');
      assert.equal(printed.map((output) => output.text).join(''), 'printed\n');
      assert.equal(printed[0]?.requestId, request.id);
    },
  },
  {
    name: 'requests that come together are answered one after the other',
    async run(server) {
      const lines = [
        'open("/tmp/trace", "a").write("in ")',
        'time.sleep(0.05)',
        'open("/tmp/trace", "a").write("out ")',
      ];
      const project = {
        'app.py': `${view(...lines, 'return "x"')['app.py'] ?? ''}@app.get("/trace")\ndef trace():\n    return open("/tmp/trace").read()\n`,
      };
      assert.ok((await server.start(project)).ok);
      await Promise.all([1, 2, 3].map(() => server.request(get('/bad'))));
      const trace = await server.request(get('/trace'));
      assert.ok(trace.ok);
      assert.equal(text(trace.value.response.body), 'in out in out in out ');
    },
  },
  {
    name: 'a file that the app writes is told, inside the project and outside of it',
    async run(server) {
      const lines = ['open("notes.txt", "w").write("kept")', 'open("/tmp/elsewhere.txt", "w").write("x")'];
      assert.ok((await server.start(view(...lines, 'return "done"'))).ok);
      const files = ofType(await listen(server, () => server.request(get('/bad'))), 'file').map(({ file }) => file);
      assert.deepEqual(files.map(({ path }) => path).sort(), ['/tmp/elsewhere.txt', 'notes.txt']);
      assert.equal(files.find(({ path }) => path === 'notes.txt')?.tail, 'kept');
    },
  },
  {
    name: 'the project’s own files are there, binary ones too, and none of the project before',
    async run(server) {
      const image = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 128, 10, 13]);
      const list = view('import os', 'return " ".join(sorted(p for p in os.listdir(".") if not p.startswith("__")))');
      assert.ok((await server.start({ ...list, 'static/dot.png': image, 'old.txt': 'old', 'a/b.txt': 'x' })).ok);
      const served = await server.request(get('/static/dot.png'));
      assert.ok(served.ok);
      assert.deepEqual([...served.value.response.body], [...image]);
      assert.ok((await server.start({ ...list, 'new.txt': 'new', a: 'a file now' })).ok);
      const names = await server.request(get('/bad'));
      assert.ok(names.ok);
      assert.equal(text(names.value.response.body), 'a app.py new.txt');
    },
  },
  {
    name: 'werkzeug.security works, and its hashes are native ones',
    async run(server) {
      const hashes = [
        'pbkdf2:sha256:1000$IqYpxOLYhflHYMUg$094d1833620731522ff52be0d4b03c2a8d6b81f47834cbe01685ceebd8c8b09e',
        'scrypt:1024:8:1$17VR6ReuY45N0Rgn$87bd420b8fa819a47ad420c4570f3ce5809e118383ca9d295fc35227b5367f7d759de004eaf86846ae6ba25b27df59ace1961b486e0304f534227d0be9e2489f',
      ];
      const lines = [
        'from werkzeug.security import check_password_hash, generate_password_hash',
        `found = [check_password_hash(h, "native") for h in ${JSON.stringify(hashes)}]`,
        'return str(found) + str(check_password_hash(generate_password_hash("yes"), "yes"))',
      ];
      assert.ok((await server.start(view(...lines))).ok);
      const answer = await server.request(get('/bad'));
      assert.ok(answer.ok);
      assert.equal(text(answer.value.response.body), '[True, True]True');
    },
  },
  {
    name: 'ctypes finds CPython’s own functions, and calls back',
    async run(server) {
      const lines = [
        'import ctypes',
        'length = ctypes.pythonapi.PyUnicode_GetLength',
        'length.argtypes, length.restype = [ctypes.py_object], ctypes.c_ssize_t',
        'called = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda n: n + 1)',
        'return f"{length(request.path)} {called(41)} {hasattr(ctypes.pythonapi, \'PyNo_Such\')}"',
      ];
      assert.ok((await server.start(view(...lines))).ok);
      const answer = await server.request(get('/bad'));
      assert.ok(answer.ok);
      assert.equal(text(answer.value.response.body), '4 42 False');
    },
  },
  {
    name: 'debug mode shows Werkzeug’s debugger',
    async run(server) {
      assert.ok((await server.start(view('return 1 / 0'), { mode: 'debug' })).ok);
      const answer = await server.request(get('/bad'));
      assert.ok(answer.ok);
      assert.match(text(answer.value.response.body), /Werkzeug Debugger|__debugger__/);
    },
  },
  {
    name: 'Flask’s own source, and the standard library’s, by the paths that tracebacks print',
    async run(server) {
      assert.ok((await server.start(view('import json; json.loads("{")'))).ok);
      const logs = ofType(await listen(server, () => server.request(get('/bad'))), 'log');
      const frames = logs.flatMap(({ record }) => record.traceback?.frames.map(({ file }) => file) ?? []);
      const libraries = [...new Set(frames.filter((file) => file.startsWith('/')))];
      assert.ok(libraries.some((file) => file.endsWith('flask/app.py')));
      assert.ok(libraries.some((file) => file.includes('json/')));
      for (const path of libraries) {
        const source = await server.librarySource(path);
        assert.ok(source.ok, path);
        assert.match(source.value, /\bdef \w+\(/);
      }
      const none = await server.librarySource('/site-packages/flask/no_such.py');
      assert.ok(!none.ok && none.error.suggestion.length > 0);
      assert.ok(!(await server.librarySource('/etc/passwd')).ok);
    },
  },
];
