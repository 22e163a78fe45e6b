/**
 * Interpreters under native CPython, one process each, for content checks: the same supervisor, the same Python, the Flask
 * of the lock file, and no WebAssembly. What is claimed of Flask has to hold here as well. Knows no lessons.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { failure } from '../../lib/runtime/failures.ts';
import type { InterpreterHost, InterpreterPort } from '../../lib/runtime/interpreter-host.ts';
import type { LiveServer } from '../../lib/runtime/live-server.ts';
import type { RawEvent } from '../../lib/runtime/protocol.ts';
import { err } from '../../lib/runtime/result.ts';
import { Supervisor } from '../../lib/runtime/supervisor.ts';
import { ROOT } from '../lib/paths.mts';
import { pythonCommand, pythonToolsEnvironment } from '../lib/python.mts';

/** Enough of stderr to see why a process ended. */
const LAST_WORDS = 2000;

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

const host: InterpreterHost = {
  onProgress: () => undefined,
  // Native Python has everything that is installed.
  workshopModules: () => [],
  readFile: async (file) => err(failure('bundle-missing', { cause: `${file}: native Python has no bundle` })),
  idle: () => new Promise((resolve) => setImmediate(resolve)),
  dispose: () => undefined,
  spawn(): InterpreterPort {
    const folder = mkdtempSync(join(tmpdir(), 'graceful-native-'));
    const [python, ...words] = pythonCommand();
    const child = spawn(python, [...words, '-m', 'graceful', folder], {
      cwd: ROOT,
      env: { ...process.env, ...pythonToolsEnvironment() },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    const port: InterpreterPort = {
      post: (message) => {
        // Bytes and files travel as base64.
        const line = JSON.stringify(message, (key, value: unknown) => {
          if (value instanceof Uint8Array) return encode(value);
          if (key !== 'files' && key !== 'tests') return value;
          const files = value as Readonly<Record<string, string | Uint8Array>>;
          return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, encode(content)]));
        });
        child.stdin.write(`${line}\n`);
      },
      onMessage: () => undefined,
      onFailure: () => undefined,
      terminate: () => {
        child.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
      },
    };
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-LAST_WORDS)));
    // Writing to a process that has just ended is its `close`, told below.
    child.stdin.on('error', (error) => (said += String(error)));
    createInterface({ input: child.stdout }).on('line', (line) => port.onMessage(decode(line)));
    child.on('error', (error) => port.onFailure(failure('interpreter-crashed', { cause: String(error) })));
    child.on('close', () => port.onFailure(failure('interpreter-crashed', { cause: said })));
    return port;
  },
};

function decode(line: string): unknown {
  const message = JSON.parse(line) as { type: string; events?: (Omit<RawEvent, 'data'> & { data: string | null })[] };
  if (message.type !== 'events') return message;
  const events = message.events?.map((event) => ({
    ...event,
    data: event.data === null ? null : new Uint8Array(Buffer.from(event.data, 'base64')),
  }));
  return { ...message, events };
}

/** A live server whose interpreters are processes of this machine's Python. Install the Python tools first. */
export const createNativeServer = (): LiveServer => new Supervisor(host);
