/**
 * Serves an exported site as a good static host would: clean URLs, the real 404 page, precompressed files, caching,
 * and the headers of headers.mjs. Used by `npm start`, the browser tests and the bench. Knows nothing of the course.
 *
 * From the command line: npm run serve -- [--dir out] [--port 3000] [--bits-per-second 20000000]
 */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { headersFor } from './headers.mjs';
import { BASE_PATH, SITE } from './lib/paths.mts';
import { CommandFailure } from './lib/run.mts';
import { reportFailure } from './lib/stages.mts';
import { findFile, sitePath, type StaticFile } from './lib/static-files.mts';
import { SharedLine } from './lib/throttle.mts';

export interface ServeOptions {
  readonly dir: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Speed of the line all clients share; as fast as it goes by default. */
  readonly throttleBitsPerSecond?: number;
  /** The path that the site lives under, as GRACEFUL_BASE_PATH says it: `/courses/graceful`. The root by default. */
  readonly basePath?: string;
  /** Serve as a host that sends no header of ours. */
  readonly withoutHeaders?: boolean;
  /** Called when a file has been sent whole. */
  readonly onSent?: (path: string, bytes: number) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Ends every connection; safe to call twice. */
  close(): Promise<void>;
}

/** Only this machine is served. HOST names another address to listen on, e.g. 0.0.0.0 inside a container. */
const HOSTS = process.env.HOST ? [process.env.HOST] : ['127.0.0.1', '::1'];

/** @throws CommandFailure when the port is taken or may not be used */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const line = options.throttleBitsPerSecond === undefined ? null : new SharedLine(options.throttleBitsPerSecond);
  const answerRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, options, line).catch((error: unknown) => {
      // The client left in the middle of a file: nobody to tell.
      if (!isCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) console.error(error);
      response.destroy();
    });
  };
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map(closeServer));
  };
  let port = options.port;
  for (const host of HOSTS) {
    const server = createServer(answerRequest);
    try {
      port = await listen(server, port, host);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 has no ::1, and 127.0.0.1 is enough.
      if (servers.length > 0 && (isCode(error, 'EADDRNOTAVAIL') || isCode(error, 'EAFNOSUPPORT'))) continue;
      await close();
      throw portFailure(error, port);
    }
  }
  return { url: `http://localhost:${String(port)}${options.basePath ?? ''}/`, port, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { dir, onSent, basePath = '', withoutHeaders = false }: ServeOptions,
  line: SharedLine | null,
): Promise<void> {
  const headersOf = withoutHeaders ? () => ({}) : headersFor;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...headersOf('/'), Allow: 'GET, HEAD', 'Content-Length': '0' }).end();
    return;
  }
  const asked = sitePath(request.url ?? '/');
  if (basePath !== '' && asked === basePath) {
    // As hosts do for a folder: what is relative in a page would lead beside the site.
    response.writeHead(301, { Location: `${basePath}/` }).end();
    return;
  }
  const path = asked?.startsWith(`${basePath}/`) ? asked.slice(basePath.length) : null;
  const accepted = request.headers['accept-encoding']?.toString() ?? '';
  const found = path === null ? null : await findFile(resolve(dir), path, accepted);
  const file = found ?? (await findFile(resolve(dir), '/404.html', accepted));
  const status = found ? 200 : 404;
  // A page that is not there must not be kept as if it were one that never changes.
  const headers: Record<string, string> = headersOf(found && path !== null ? path : '/404.html');
  if (!file) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const entityTag = `"${file.size.toString(36)}-${Math.round(file.modifiedMs).toString(36)}${file.encoding ? `-${file.encoding}` : ''}"`;
  Object.assign(headers, file.negotiated ? { Vary: 'Accept-Encoding' } : {}, { ETag: entityTag });
  if (found && request.headers['if-none-match']?.split(/\s*,\s*/).includes(entityTag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, ...entityHeaders(file) });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const bytes = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  await (line ? pipeline(bytes, line.stream(), response) : pipeline(bytes, response));
  if (path !== null) onSent?.(path, file.size);
}

function entityHeaders(file: StaticFile): Record<string, string> {
  return {
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    ...(file.encoding ? { 'Content-Encoding': file.encoding } : {}),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolvePort, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      resolvePort(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => {
      done();
    });
    server.closeAllConnections();
  });
}

function portFailure(error: unknown, port: number): unknown {
  const other = `Choose another one: PORT=${String(port === 65535 ? 8080 : port + 1)} npm start`;
  if (isCode(error, 'EADDRINUSE'))
    return new CommandFailure({ message: `Port ${String(port)} is taken by another program.`, wayOn: other });
  if (isCode(error, 'EACCES'))
    return new CommandFailure({
      message: `Port ${String(port)} may not be used by this user.`,
      wayOn: 'Choose one above 1023: PORT=8080 npm start',
    });
  return error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** @throws CommandFailure when the text is not a port number */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new CommandFailure({
    message: `"${text}" is not a port number.`,
    wayOn: 'Use one from 1024 to 65535: PORT=3001 npm start',
  });
}

/** Serves until Ctrl-C or SIGTERM, then ends every connection so that the process can leave at once. */
export function closeOnSignal(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void server.close());
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({
      options: { dir: { type: 'string' }, port: { type: 'string' }, 'bits-per-second': { type: 'string' } },
    });
    const bits = values['bits-per-second'];
    const running = await serve({
      dir: values.dir ?? SITE,
      basePath: BASE_PATH,
      port: parsePort(values.port ?? process.env.PORT ?? '3000'),
      ...(bits === undefined ? {} : { throttleBitsPerSecond: Number(bits) }),
    });
    closeOnSignal(running);
    console.log(running.url);
  } catch (error) {
    reportFailure(error);
  }
}
