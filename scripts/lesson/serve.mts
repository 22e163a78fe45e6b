/**
 * `npm run lesson -- serve DIR`: any folder with a Flask project, on a real port, in the course's own runtime.
 */
import { watch } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isStopped, type ServerFailure } from '../../lib/runtime/failures.ts';
import type { LiveServer, ProjectFiles, RunMode } from '../../lib/runtime/live-server.ts';
import { accessLine, createHttpServer } from '../../lib/runtime/node/http-server.ts';
import { createTrackerHost } from './tracker-host.mts';
import { isOfProject, readProject } from './project-folder.mts';

/** An editor writes a file in several steps: wait until it is quiet. */
const SETTLE_MS = 100;

export interface ServeOptions {
  readonly folder: string;
  readonly port: number;
  readonly mode: RunMode;
  readonly server: LiveServer;
}

/** Serves until SIGINT or SIGTERM; resolves with the exit code. */
export async function serveProject({ folder, port, mode, server }: ServeOptions): Promise<number> {
  server.subscribe((event) => {
    if (event.type === 'output') (event.stream === 'stdout' ? process.stdout : process.stderr).write(event.text);
    if (event.type === 'failure') report(event.failure);
    if (event.type === 'exchange') console.log(accessLine(event.exchange));
  });
  const tracker = createTrackerHost((line) => console.error(line));
  server.subscribe((event) => {
    if (event.type === 'envelope') tracker.receive(event);
    if (event.type === 'alert') console.error(`alert: ${event.alert.name} is ${event.alert.state}`);
    if (event.type === 'alert-rules' && event.problem !== null) console.error(`alert rules: ${event.problem}`);
  });
  const http = createHttpServer(server, tracker);
  const taken = await listen(http, port);
  if (taken !== null) {
    console.error(taken);
    return 1;
  }
  const started = await start(server, folder, mode);
  const at = `127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  console.log(
    `${started ? 'Serving' : 'Waiting for a change in'} ${folder} on http://${at}/ (${mode}). Files the app writes stay in memory. Ctrl-C ends it.\n` +
      `Tracker: http://any@${at}/1 is a DSN for any other program on this machine.`,
  );
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(folder, { recursive: true }, (_, name) => {
      if (name !== null && !isOfProject(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        console.log(` * Detected a change${name === null ? '' : ` in ${name}`}, restarting`);
        void start(server, folder, mode);
      }, SETTLE_MS);
    });
    const end = (): void => {
      watcher.close();
      clearTimeout(timer);
      http.close();
      http.closeAllConnections();
      void server.stop().then(() => {
        resolve(0);
      });
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}

/** True when the project runs. What is in the way is printed. */
async function start(server: LiveServer, folder: string, mode: RunMode): Promise<boolean> {
  let files: ProjectFiles;
  try {
    files = readProject(folder);
  } catch (error) {
    console.error(`The folder could not be read: ${(error as Error).message}`);
    return false;
  }
  const started = await server.start(files, { mode });
  if (!started.ok && !isStopped(started.error)) report(started.error);
  return started.ok;
}

export function report(fault: ServerFailure): void {
  const where = fault.location ? ` (${fault.location.file}, line ${String(fault.location.line)})` : '';
  if (fault.cause !== undefined) process.stderr.write(`${fault.cause.trimEnd()}\n`);
  console.error(`${fault.code}: ${fault.message}${where}\n${fault.suggestion}`);
}

function listen(http: Server, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? `Port ${String(port)} is taken by another program. Choose another: npm run lesson -- serve DIR --port ${String(port + 1)}`
          : `Port ${String(port)} could not be opened: ${error.message}`,
      );
    });
    http.listen(port, '127.0.0.1', () => {
      resolve(null);
    });
  });
}
