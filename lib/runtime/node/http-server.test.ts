/** What a client may do to a port: the server behind it stays, and so does the process. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { HttpExchange, LiveServer } from '../live-server.ts';
import { ok } from '../result.ts';
import { createHttpServer } from './http-server.ts';

/** A port before a server that answers everything with its path. */
async function open(t: TestContext): Promise<number> {
  const server = {
    request: ({ path }, { onPiece } = {}) => {
      onPiece?.({ type: 'head', status: 200, reason: 'OK', headers: [['Content-Type', 'text/plain']] });
      onPiece?.({ type: 'chunk', data: Buffer.from(path) });
      return Promise.resolve(ok({ response: { truncated: false } } as HttpExchange));
    },
  } as Pick<LiveServer, 'request'>;
  const http = createHttpServer(server as LiveServer).listen(0, '127.0.0.1');
  t.after(() => {
    http.close();
    http.closeAllConnections();
  });
  await once(http, 'listening');
  return (http.address() as AddressInfo).port;
}

async function leaveAfter(port: number, words: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(words, () => socket.destroy());
  await once(socket, 'close');
}

async function replyTo(port: number, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(words);
  let reply = '';
  for await (const piece of socket.setEncoding('latin1')) reply += String(piece);
  return reply;
}

test('a client that leaves in the middle of its body leaves the port to others', async (t) => {
  const port = await open(t);
  await leaveAfter(port, 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\nabc');
  assert.equal(await (await fetch(`http://127.0.0.1:${String(port)}/next`)).text(), '/next');
});

test('a body in chunks that are none is a bad request, and nothing more', async (t) => {
  const port = await open(t);
  const head = 'PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  assert.match(await replyTo(port, `${head}zz\r\nabc\r\n0\r\n\r\n`), /^HTTP\/1\.1 400 /);
  assert.equal(await (await fetch(`http://127.0.0.1:${String(port)}/next`)).text(), '/next');
});
