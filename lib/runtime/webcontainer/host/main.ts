/**
 * The process in a WebContainer: the Node host behind a real port, served to the page over this process's own terminal.
 * `node host.mjs TOKEN`; the bundle's files lie beside it and may come later. Built by scripts/bundle.mts.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LiveServer, ProjectFiles, StartOptions, TestOptions } from '../../live-server.ts';
import { accessLine, createHttpServer } from '../../node/http-server.ts';
import { NodeHost } from '../../node/node-host.ts';
import { serveRemote } from '../../remote/serve-remote.ts';
import type { Channel } from '../../remote/remote-server.ts';
import { awaitsFiles } from '../../server-state.ts';
import { Supervisor } from '../../supervisor.ts';
import { APP_PORT, WORKER_NAME } from '../layout.ts';
import { createProcessChannel, fromPlain } from '../process-channel.ts';
import { Arrivals } from './arrivals.ts';
import { createTerminal } from './terminal.ts';

/** The page takes three longer silences for the end. */
const ALIVE_MS = 4000;

const token = process.argv[2] ?? '';
const home = `${dirname(fileURLToPath(import.meta.url))}/`;

/** Remembers what it was given, so that the terminal can ask for it again. */
class ProcessServer extends Supervisor implements LiveServer {
  private started: readonly [ProjectFiles, StartOptions] | null = null;
  private tested: ProjectFiles = {};

  override start(files: ProjectFiles, options: StartOptions = {}): ReturnType<LiveServer['start']> {
    this.started = [files, options];
    return super.start(files, options);
  }
  override test(tests: ProjectFiles, options: TestOptions = {}): ReturnType<LiveServer['test']> {
    this.tested = tests;
    return super.test(tests, options);
  }
  async startAgain(): Promise<void> {
    if (this.started) await this.start(...this.started);
  }
  async testAgain(print: (text: string) => void): Promise<void> {
    const result = await super.test(this.tested, { onOutput: print, color: true });
    if (!result.ok) print(`${result.error.message}\n${result.error.suggestion}\n`);
  }
}

const arrivals = new Arrivals();
const server = new ProcessServer(
  new NodeHost({
    bundleDir: home,
    workerScript: join(home, WORKER_NAME),
    pyodideDir: home,
    arrival: (file) => arrivals.wait(file),
  }),
);

const write = (text: string): void => void process.stdout.write(text);
const toPage: Channel = {
  send: (text) => {
    channel.say('server', text);
  },
  onText: () => undefined,
};
const channel = createProcessChannel('process', token, write, (topic, text) => {
  switch (topic) {
    case 'server':
      toPage.onText(text);
      break;
    case 'typed':
      terminal.type(fromPlain(text));
      break;
    case 'size': {
      const [columns = 80, rows = 24] = text.split('x').map(Number);
      terminal.resize(columns, rows);
      break;
    }
    case 'arrived':
      arrivals.came(text);
      break;
    case 'missing':
      arrivals.missing(text);
      break;
    case 'coming':
      arrivals.coming(text);
      break;
    case 'ready':
    case 'alive':
      break;
  }
});

const terminal = createTerminal(process.stdout, {
  get: (path) =>
    server.request(
      { method: 'GET', path, headers: [['Host', `localhost:${String(APP_PORT)}`]] },
      { origin: 'composer' },
    ),
  restart: () => server.startAgain(),
  test: (print) => server.testAgain(print),
  quit: () => process.exit(0),
});

const printLine = (text: string): void => terminal.print(`${text}\n`);
server.subscribe((event) => {
  if (event.type === 'output') terminal.print(event.text);
  if (event.type === 'exchange') printLine(accessLine(event.exchange));
  if (event.type === 'failure') printLine(event.failure.message);
  if (event.type === 'state' && event.state.status === 'running' && !awaitsFiles(event.state))
    printLine(` * Serving ${event.state.app} (${event.state.mode}) on port ${String(APP_PORT)}`);
  if (event.type === 'state' && event.state.status === 'failed')
    printLine(event.state.failure.cause ?? event.state.failure.message);
});
serveRemote(server, toPage, readFolder);

// Raw, so that nothing between page and process echoes, edits or cuts what is said.
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  channel.reader.push(chunk);
});

createHttpServer(server)
  .on('error', (error) => {
    terminal.print(`Port ${String(APP_PORT)} could not be opened: ${error.message}`);
  })
  .listen(APP_PORT);
terminal.print(`Node ${process.version}, process ${String(process.pid)}. Type help for what this terminal can do.`);
channel.say('ready');
setInterval(() => {
  channel.say('alive');
}, ALIVE_MS);

/** Everything below it, as the page wrote it. */
function readFolder(folder: string): ProjectFiles {
  const files: Record<string, Uint8Array> = {};
  const walk = (path: string, prefix: string): void => {
    for (const name of readdirSync(path)) {
      const full = join(path, name);
      if (statSync(full).isDirectory()) walk(full, `${prefix}${name}/`);
      else files[prefix + name] = readFileSync(full);
    }
  };
  walk(join(home, '..', folder), '');
  return files;
}
