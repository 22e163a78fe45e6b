/**
 * The site behind a bad line: a proxy before the server under test that spoils the files it is told to. Everything else
 * passes as it is. Knows HTTP, not the course.
 */
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/**
 * missing: 404. cut: the connection ends halfway. wrong: one byte is another. gone: the connection ends before anything came.
 * silent: half of it comes, then nothing, and the connection stays. slow: all of it, in pieces.
 */
export type Fault = 'missing' | 'cut' | 'wrong' | 'gone' | 'silent' | 'slow';

export interface FaultySite {
  readonly url: string;
  /** From now on, files whose path contains `part` fail so; null mends them. */
  set(part: string, fault: Fault | null): void;
  close(): Promise<void>;
}

const PIECES = 20;
const PIECE_PAUSE_MS = 150;

export async function openFaultySite(target: string): Promise<FaultySite> {
  const faults = new Map<string, Fault>();
  const server = createServer((request, response) => {
    const fault = [...faults].find(([part]) => request.url?.includes(part))?.[1];
    pass(request, response, { target, fault });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}/`,
    set(part, fault) {
      if (fault) faults.set(part, fault);
      else faults.delete(part);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Way {
  readonly target: string;
  readonly fault: Fault | undefined;
}

function pass(request: IncomingMessage, response: ServerResponse, { target, fault }: Way): void {
  if (fault === 'gone') {
    request.socket.destroy();
    return;
  }
  if (fault === 'missing') {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('gone');
    return;
  }
  const { host: _host, ...headers } = request.headers;
  // Packed bytes with one changed would not unpack, which is another fault.
  if (fault) headers['accept-encoding'] = 'identity';
  const onward = ask(new URL(request.url ?? '/', target), { method: request.method, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      void deliver(Buffer.concat(chunks), response, fault);
    });
  });
  onward.on('error', () => response.destroy());
  onward.end();
}

async function deliver(bytes: Buffer, response: ServerResponse, fault: Fault | undefined): Promise<void> {
  const half = bytes.subarray(0, bytes.length >> 1);
  switch (fault) {
    case 'wrong':
      bytes.writeUInt8(bytes.readUInt8(half.length) ^ 1, half.length);
      response.end(bytes);
      break;
    case 'cut':
      response.write(half, () => response.destroy());
      break;
    case 'silent':
      response.write(half);
      break;
    case 'slow':
      for (let piece = 0; piece < PIECES && !response.destroyed; piece += 1) {
        const from = Math.floor((bytes.length * piece) / PIECES);
        response.write(bytes.subarray(from, Math.floor((bytes.length * (piece + 1)) / PIECES)));
        await new Promise((resolve) => setTimeout(resolve, PIECE_PAUSE_MS));
      }
      response.end();
      break;
    default:
      response.end(bytes);
  }
}
