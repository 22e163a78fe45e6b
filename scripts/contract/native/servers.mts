/** Both servers, each in a process of its own, on ports of this machine: `npm run lesson -- serve`, and gunicorn. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../lib/paths.mts';
import { pythonCommand, pythonToolsEnvironment } from '../../lib/python.mts';

export interface Ports {
  readonly node: number;
  readonly native: number;
}

const APP = join(ROOT, 'scripts/contract/native/app');
const READY_DEADLINE_MS = 120_000;

/** The Python tools must be installed. @throws Error with the process's own words when one does not come up */
export async function startBoth(): Promise<{ readonly ports: Ports; readonly stop: () => Promise<void> }> {
  const [node, native] = [await freePort(), await freePort()];
  const [python, ...words] = pythonCommand();
  const gunicorn = [
    '-m',
    'gunicorn',
    '--chdir',
    APP,
    '--bind',
    `127.0.0.1:${String(native)}`,
    '--workers',
    '1',
    'app:app',
  ];
  const running = [
    await start(
      process.execPath,
      ['--import', 'tsx', 'scripts/lesson.mts', 'serve', APP, '--port', String(node)],
      'Serving',
    ),
    await start(python, [...words, ...gunicorn], 'Booting worker'),
  ];
  return {
    ports: { node, native },
    stop: async () => {
      await Promise.all(running.map(end));
    },
  };
}

/** Resolves when it has said `word`. */
async function start(command: string, args: readonly string[], word: string): Promise<ChildProcess> {
  const env = { ...process.env, ...pythonToolsEnvironment() };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${args.join(' ')} ${why}:\n${said.slice(-2000)}`));
    const late = setTimeout(() => {
      child.kill();
      fail('did not get ready in time');
    }, READY_DEADLINE_MS);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes(word)) {
          clearTimeout(late);
          resolve();
        }
      });
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(`ended with exit code ${String(code)}`);
    });
  });
  return child;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
