/**
 * A real port in front of a live server: what arrives is handed over as it came, and what leaves is sent as the app sent it.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { FailureCode, ServerFailure } from '../failures.ts';
import type { HeaderList, HttpExchange, LiveServer } from '../live-server.ts';

/** Takes requests that are not for the app behind this port. */
export interface SideDoor {
  isFor(incoming: IncomingMessage): boolean;
  answer(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void;
}

/** What a reverse proxy in front of a dead or slow process answers. */
const STATUS: Partial<Record<FailureCode, [number, string]>> = {
  'request-timeout': [504, 'Gateway Timeout'],
  'boot-timeout': [504, 'Gateway Timeout'],
  'interpreter-crashed': [502, 'Bad Gateway'],
  'out-of-memory': [502, 'Bad Gateway'],
  'output-flood': [502, 'Bad Gateway'],
};

export function createHttpServer(server: LiveServer, sideDoor?: SideDoor): Server {
  return createServer({ keepAliveTimeout: 5000, maxHeaderSize: 64 * 1024 }, (incoming, outgoing) => {
    void answer(server, incoming, outgoing, sideDoor);
  });
}

async function answer(
  server: LiveServer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  sideDoor: SideDoor | undefined,
): Promise<void> {
  let body: Buffer;
  try {
    body = await buffer(incoming);
  } catch {
    // The client left in the middle of its request, or sent a body that is none; Node has said so to whoever still listens.
    outgoing.destroy();
    return;
  }
  if (sideDoor?.isFor(incoming)) {
    sideDoor.answer(incoming, body, outgoing);
    return;
  }
  // Date and Server come from the WSGI host.
  outgoing.sendDate = false;
  const result = await server.request(
    {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: pairs(incoming.rawHeaders),
      body,
    },
    {
      onPiece: (piece) => {
        if (piece.type === 'head') outgoing.writeHead(piece.status, piece.reason, piece.headers.flat());
        else outgoing.write(piece.data);
      },
    },
  );
  if (!result.ok) refuse(outgoing, result.error);
  else if (result.value.response.truncated) outgoing.destroy();
  else outgoing.end();
}

function refuse(outgoing: ServerResponse, fault: ServerFailure): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const [status, reason] = STATUS[fault.code] ?? [503, 'Service Unavailable'];
  outgoing.writeHead(status, reason, { 'Content-Type': 'text/plain; charset=utf-8' });
  outgoing.end(`${String(status)} ${reason} (${fault.code})\n\n${fault.message}\n${fault.suggestion}\n`);
}

/** As a development server prints it. */
export const accessLine = ({ request, response, startedAt }: HttpExchange): string =>
  `127.0.0.1 - - [${new Date(startedAt).toISOString()}] "${request.method} ${request.path}" ${String(response.status)} -`;

function pairs(raw: readonly string[]): HeaderList {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''] as const,
  );
}
