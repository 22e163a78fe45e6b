/**
 * The interpreter's side of the protocol: takes messages, drives `graceful.host`, sends back what Python emits.
 * The same in a browser's worker and in a Node worker. Knows no deadlines: whoever spawned it ends it.
 */
import type { PyodideAPI } from 'pyodide';
import type { ProjectFiles } from '../live-server.ts';
import type { EarlyAsk, FromInterpreter, RawEvent, Refused, ToInterpreter } from '../protocol.ts';
import { bootInterpreter } from './boot.ts';
import type { Booted, InterpreterParts } from './boot.ts';
import { pythonCrypto } from './crypto.ts';

type Post = (message: FromInterpreter) => void;

/** `graceful.host`, as Pyodide shows it. Strings are JSON. */
interface PythonHost {
  boot(emit: (kind: string, json: string, data: PythonBuffer | null | undefined) => void): void;
  load(options: string): string;
  request(meta: string, body: Uint8Array): void;
  plan_traffic(options: string): string;
  run_tests(options: string): string;
}
interface PythonBuffer {
  toJs(): Uint8Array<ArrayBuffer>;
}

const PROJECT_ROOT = '/app';
const TESTS_ROOT = '/tests';

/** After so many events in one call they are sent in batches: a million log lines must not be a million messages. */
const PROMPT_EVENTS = 200;
const BATCH_BYTES = 256 * 1024;
const BATCH_MS = 16;
/** Pieces of one response wait for each other, so that a small response is one message. */
const PATIENT = new Set(['head', 'chunk']);

/** Collects what Python emits and posts it soon enough that nothing is lost before an endless loop. */
class Outbox {
  private queue: RawEvent[] = [];
  private bytes = 0;
  private sent = 0;
  private lastPost = 0;

  constructor(private readonly post: Post) {}

  beginCall(): void {
    this.sent = 0;
    this.lastPost = performance.now();
  }

  add(event: RawEvent): void {
    this.queue.push(event);
    this.bytes += event.json.length + (event.data?.length ?? 0);
    const due = this.bytes > BATCH_BYTES || performance.now() - this.lastPost > BATCH_MS;
    if (due || (!PATIENT.has(event.kind) && event.kind !== 'end' && ++this.sent <= PROMPT_EVENTS)) this.flush();
  }

  flush(): void {
    this.lastPost = performance.now();
    if (this.queue.length === 0) return;
    const events = this.queue;
    this.queue = [];
    this.bytes = 0;
    this.post({ type: 'events', events });
  }
}

/** Boots, announces itself, and returns the function that takes the supervisor's messages. */
export async function startInterpreter(
  parts: InterpreterParts,
  post: Post,
): Promise<((message: EarlyAsk) => void) | null> {
  const started = performance.now();
  let booted: Booted;
  let host: PythonHost;
  const outbox = new Outbox(post);
  try {
    booted = await bootInterpreter(parts);
    booted.pyodide.registerJsModule('graceful_js', pythonCrypto);
    host = booted.pyodide.pyimport('graceful.host') as PythonHost;
    host.boot((kind, json, data) => {
      outbox.add({ kind, json, data: data ? data.toJs() : null });
    });
  } catch (error) {
    post({ type: 'boot-failed', message: describe(error) });
    return null;
  }
  post({ type: 'booted', snapshotRejected: booted.snapshotRejected, bootMs: performance.now() - started });

  const answer = (message: ToInterpreter): void => {
    outbox.beginCall();
    try {
      const answer = handle(booted.pyodide, host, message, booted.takeRefused);
      outbox.flush();
      post(answer);
    } catch (error) {
      // Python's own exceptions stay inside the host: what arrives here is the interpreter itself giving up.
      outbox.flush();
      post({ type: 'crashed', message: describe(error), refused: booted.takeRefused() });
    }
  };
  let isWhole = false;
  const whole = booted.library.then(
    () => {
      isWhole = true;
    },
    (error: unknown) => {
      post({ type: 'crashed', message: describe(error), refused: booted.takeRefused() });
    },
  );
  return (message) => {
    if (isWhole || message.early) answer(message);
    else
      void whole.then(() => {
        if (isWhole) answer(message);
      });
  };
}

function handle(
  pyodide: PyodideAPI,
  host: PythonHost,
  message: ToInterpreter,
  takeRefused: () => Refused,
): FromInterpreter {
  const { id } = message;
  switch (message.type) {
    case 'load': {
      writeFiles(pyodide, PROJECT_ROOT, message.files);
      const result = host.load(JSON.stringify({ root: PROJECT_ROOT, mode: message.mode }));
      return { type: 'loaded', id, result, refused: takeRefused() };
    }
    case 'request': {
      const { method, path, headers, body, clock, instruments } = message;
      host.request(JSON.stringify({ id, method, path, headers, clock, ...instruments }), body);
      return { type: 'requested', id, refused: takeRefused() };
    }
    case 'plan': {
      const { seed, requests } = message;
      const plan = host.plan_traffic(JSON.stringify({ seed, requests }));
      return { type: 'planned', id, plan, refused: takeRefused() };
    }
    case 'test': {
      writeFiles(pyodide, PROJECT_ROOT, message.files);
      const apart = Object.keys(message.tests).length > 0;
      if (apart) writeFiles(pyodide, TESTS_ROOT, message.tests);
      const { select, args, color } = message;
      const report = host.run_tests(
        JSON.stringify({ root: PROJECT_ROOT, tests: apart ? TESTS_ROOT : null, select, args, color }),
      );
      return { type: 'tested', id, report, refused: takeRefused() };
    }
  }
}

function writeFiles(pyodide: PyodideAPI, root: string, files: ProjectFiles): void {
  pyodide.FS.mkdirTree(root);
  for (const [path, content] of Object.entries(files)) {
    const full = `${root}/${path}`;
    pyodide.FS.mkdirTree(full.slice(0, full.lastIndexOf('/')));
    pyodide.FS.writeFile(full, content);
  }
}

/** Pyodide prints its whole source line when it throws at top level under Node: keep it short. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > 2000 ? `${text.slice(0, 500)} … ${text.slice(-1500)}` : text;
}
