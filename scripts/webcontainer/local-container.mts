/**
 * The part of @webcontainer/api that the course uses, over real processes, files and ports of this machine: the commands
 * that would run in a WebContainer run here. For tests. The compiler holds it to the package's own types (`Container`);
 * what differs from the vendor's engine is said where it does.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type {
  BootOptions,
  ErrorListener,
  FileSystemAPI,
  PortListener,
  ServerReadyListener,
  SpawnOptions,
  WebContainerProcess,
} from '@webcontainer/api';
import * as z from 'zod/mini';
import type { Container, WebContainerApi } from '../../lib/runtime/webcontainer/api.ts';
import { pythonCommand } from '../lib/python.mts';

const HERE = dirname(fileURLToPath(import.meta.url));
const report = z.object({ type: z.enum(['open', 'close']), port: z.number(), actual: z.number() });

export interface LocalOptions {
  /** Where a port of this machine is reached; at 127.0.0.1 by default. */
  readonly addressOf?: (port: number) => string;
  /** More words for Node itself, e.g. a memory limit. */
  readonly nodeOptions?: string;
}

interface Listeners {
  readonly 'server-ready': Set<ServerReadyListener>;
  readonly port: Set<PortListener>;
  readonly error: Set<ErrorListener>;
}

export class LocalContainer implements Container {
  readonly workdir = mkdtempSync(join(tmpdir(), 'graceful-container-'));
  private readonly processes = new Set<ChildProcess>();
  private readonly listeners: Listeners = { 'server-ready': new Set(), port: new Set(), error: new Set() };
  private tornDown = false;
  private frozen = false;

  constructor(
    private readonly options: LocalOptions,
    private readonly onTeardown: () => void,
  ) {}

  readonly fs: Container['fs'] = {
    writeFile: async (path, data) => {
      await writeFile(this.inside(path), data);
    },
    mkdir: (async (path: string, options?: { recursive?: boolean }) => {
      await mkdir(this.inside(path), options);
      return path;
    }) as FileSystemAPI['mkdir'],
    rm: async (path, options) => {
      await rm(this.inside(path), options);
    },
  };

  spawn(command: string, args: string[], options?: SpawnOptions): Promise<WebContainerProcess>;
  spawn(command: string, options?: SpawnOptions): Promise<WebContainerProcess>;
  async spawn(command: string, words?: string[] | SpawnOptions, more?: SpawnOptions): Promise<WebContainerProcess> {
    this.mustLive();
    if (command !== 'node') throw new Error(`Only node is run here, not ${command}`);
    const args = Array.isArray(words) ? words : [];
    const options = (Array.isArray(words) ? more : words) ?? {};
    const [python, ...pythonArgs] = pythonCommand();
    const node = [process.execPath, ...args];
    // Windows has no pseudo terminals of this kind; there a pipe has to do.
    const [program, ...rest] =
      process.platform === 'win32' ? node : [python, ...pythonArgs, join(HERE, 'terminal.py'), ...node];
    const child = spawn(program ?? '', rest, {
      cwd: this.inside(options.cwd ?? '.'),
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        ...Object.fromEntries(Object.entries(options.env ?? {}).map(([name, value]) => [name, String(value)])),
        NODE_OPTIONS: `--require ${JSON.stringify(join(HERE, 'ports.cjs'))} ${this.options.nodeOptions ?? ''}`,
        TERM: 'xterm-256color',
      },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.processes.add(child);
    this.readPorts(child);
    const running = processOf(child, () => this.frozen);
    void running.exit.then(() => this.processes.delete(child));
    if (options.terminal) running.resize(options.terminal);
    return running;
  }

  on(event: 'port', listener: PortListener): () => void;
  on(event: 'server-ready', listener: ServerReadyListener): () => void;
  on(event: 'error', listener: ErrorListener): () => void;
  on(event: 'preview-message' | 'xdg-open' | 'code', listener: unknown): () => void;
  on(event: string, listener: unknown): () => void {
    const set = this.listeners[event as keyof Listeners] as Set<unknown> | undefined;
    if (!set) throw new Error(`Nothing of this kind happens here: ${event}`);
    set.add(listener);
    return () => set.delete(listener);
  }

  teardown(): void {
    if (this.tornDown) throw new Error('WebContainer already torn down');
    this.tornDown = true;
    for (const child of this.processes) child.kill();
    // Processes that are ending may still write.
    rmSync(this.workdir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    this.onTeardown();
  }

  /** As the vendor's engine reports what went wrong inside it. */
  reportError(message: string): void {
    for (const listener of this.listeners.error) listener({ message });
  }

  /** The processes that run now, by id of their terminal. */
  get running(): readonly number[] {
    return [...this.processes].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Nothing that a process says comes through any more, as with an engine that hangs. */
  freeze(): void {
    this.frozen = true;
  }

  private inside(path: string): string {
    this.mustLive();
    const full = resolve(this.workdir, `./${path}`);
    if (relative(this.workdir, full).startsWith('..')) throw new Error(`${path} leads outside the container`);
    return full;
  }

  private mustLive(): void {
    if (this.tornDown) throw new Error('Proxy has been released and is not useable');
  }

  private readPorts(child: ChildProcess): void {
    const open = new Map<number, string>();
    createInterface({ input: child.stdio[4] as Readable }).on('line', (line) => {
      const { type, port, actual } = z.parse(report, JSON.parse(line));
      const url = this.options.addressOf?.(actual) ?? `http://127.0.0.1:${String(actual)}`;
      for (const listener of this.listeners.port) listener(port, type, url);
      if (type === 'close') open.delete(port);
      else {
        open.set(port, url);
        for (const listener of this.listeners['server-ready']) listener(port, url);
      }
    });
    child.once('exit', () => {
      for (const [port, url] of open) for (const listener of this.listeners.port) listener(port, 'close', url);
    });
  }
}

function processOf(child: ChildProcess, isFrozen: () => boolean): WebContainerProcess {
  const decoder = new TextDecoder();
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('spawned without pipes');
  const sizes = child.stdio[3] as Writable;
  // Whoever ends may leave something unwritten behind.
  for (const stream of [stdin, sizes]) stream.on('error', () => undefined);
  const output = new ReadableStream<string>({
    start(controller) {
      let open = 2;
      for (const stream of [stdout, stderr]) {
        // The package decodes each piece by itself, so a character on the border is lost there, and here.
        stream.on('data', (piece: Buffer) => {
          if (!isFrozen()) controller.enqueue(decoder.decode(piece));
        });
        stream.on('close', () => {
          open -= 1;
          if (open === 0) controller.close();
        });
      }
    },
  });
  return {
    output,
    input: new WritableStream<string>({
      write: (text) => {
        stdin.write(text);
      },
    }),
    exit: new Promise((resolvePromise) => {
      child.once('close', (code) => {
        resolvePromise(code ?? 137);
      });
    }),
    kill: () => {
      child.kill();
    },
    resize: ({ cols, rows }) => {
      if (sizes.writable) sizes.write(`${String(cols)}x${String(rows)}\n`);
    },
  };
}

export interface LocalApi extends WebContainerApi {
  /** The one that is booted. */
  readonly container: LocalContainer | null;
}

/** As in one tab: one container at a time. */
export function createLocalApi(options: LocalOptions = {}): LocalApi {
  let booted: LocalContainer | null = null;
  return {
    get container() {
      return booted;
    },
    boot(_: BootOptions = {}) {
      if (booted) return Promise.reject(new Error('Only a single WebContainer instance can be booted'));
      booted = new LocalContainer(options, () => (booted = null));
      return Promise.resolve(booted);
    },
  };
}
