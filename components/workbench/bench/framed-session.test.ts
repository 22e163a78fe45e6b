/** Visits by a frame of the server's own address: heard from the server, redirects and failures included. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserSession } from '@/lib/runtime/browser-session';
import { failure } from '@/lib/runtime/failures';
import type { HttpExchange, HttpRequest, LiveServer, ServerEvent } from '@/lib/runtime/live-server';
import { ok } from '@/lib/runtime/result';
import { framedSession } from './framed-session.ts';

const get = (path: string): HttpRequest => ({ method: 'GET', path, headers: [['Accept', 'text/html']] });

const exchange = (id: string, path: string, status: number, location?: string): HttpExchange => ({
  id,
  origin: 'page',
  request: get(path),
  response: {
    status,
    reason: '',
    headers: location === undefined ? [] : [['Location', location]],
    body: new Uint8Array(),
    truncated: false,
  },
  startedAt: 0,
  durationMs: 1,
  wsgiMs: 1,
});

/** A server that only tells, a session that only counts, and a frame that tells where it was sent. */
function parts(onGo: (path: string, tell: (event: ServerEvent) => void) => void) {
  const listeners = new Set<(event: ServerEvent) => void>();
  const tell = (event: ServerEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const subscribe: LiveServer['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const asked: string[] = [];
  const plain: BrowserSession = {
    fetch: (request) => Promise.resolve(ok(exchange('plain', request.path, 200))),
    navigate: (request) => {
      asked.push(`${request.method} ${request.path}`);
      return Promise.resolve(ok({ exchange: exchange('plain', request.path, 200), url: '', redirects: [] }));
    },
  };
  let gaveUp = 0;
  const frame = { go: (path: string) => onGo(path, tell), giveUp: () => gaveUp++ };
  const session = framedSession(plain, { subscribe } as LiveServer, () => frame, 50);
  return { session, asked, gaveUp: () => gaveUp, listeners };
}

const requested = (id: string, path: string): ServerEvent => ({
  type: 'request',
  id,
  origin: 'page',
  request: get(path),
  time: 0,
});

test('a page is asked for by the frame alone, and its redirects are followed', async () => {
  const { session, asked, listeners } = parts((path, tell) => {
    tell(requested('1', path));
    tell({ type: 'exchange', exchange: exchange('1', path, 302, '/there?a=1') });
    tell(requested('2', '/there?a=1'));
    tell({ type: 'exchange', exchange: exchange('2', '/there?a=1', 404) });
  });
  const visited = await session.navigate({ ...get('/here'), headers: [['Referer', 'http://localhost:5000/']] }, 'page');
  assert.ok(visited.ok);
  assert.equal(visited.value.framed, true);
  assert.equal(visited.value.exchange.response.status, 404);
  assert.equal(visited.value.url, 'http://localhost:5000/there?a=1');
  assert.deepEqual(
    visited.value.redirects.map(({ id }) => id),
    ['1'],
  );
  assert.deepEqual(asked, []);
  assert.equal(listeners.size, 0);
});

test('a request that gets no answer is that failure', async () => {
  const { session } = parts((path, tell) => {
    tell(requested('1', path));
    tell({ type: 'failure', failure: failure('request-timeout'), requestId: '1' });
  });
  const visited = await session.navigate(get('/slow'), 'page');
  assert.ok(!visited.ok);
  assert.equal(visited.error.code, 'request-timeout');
});

test('a frame that never reaches the server is given up, and the page comes as ever', async () => {
  const { session, asked, gaveUp, listeners } = parts(() => undefined);
  const visited = await session.navigate(get('/here'), 'page');
  assert.ok(visited.ok);
  assert.equal(visited.value.framed, undefined);
  assert.deepEqual(asked, ['GET /here']);
  assert.equal(gaveUp(), 1);
  assert.equal(listeners.size, 0);
});

test('what a frame cannot do goes as ever: other methods, bodies, headers', async () => {
  const { session, asked } = parts(() => assert.fail('the frame was sent'));
  await session.navigate({ ...get('/a'), method: 'POST' }, 'page');
  await session.navigate({ ...get('/b'), headers: [['X-Own', '1']] }, 'composer');
  await session.navigate({ ...get('/c'), headers: [['Referer', 'http://localhost:5000/']] }, 'composer');
  assert.deepEqual(asked, ['POST /a', 'GET /b', 'GET /c']);
});
