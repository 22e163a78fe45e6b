import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_REDIRECTS, createBrowserSession, redirectTarget } from './browser-session.ts';
import type { HeaderList, HttpRequest, LiveServer } from './live-server.ts';
import { ok } from './result.ts';

interface Answer {
  status: number;
  headers?: HeaderList;
}

/** A server of fixed answers: what is under test is what the browser around it does. */
function serverOf(answer: (request: HttpRequest) => Answer): { server: LiveServer; seen: HttpRequest[] } {
  const seen: HttpRequest[] = [];
  const server: LiveServer = {
    state: { status: 'off' },
    start: () => Promise.resolve(ok(undefined)),
    test: () => Promise.resolve(ok({ exitCode: 0, results: [], output: '' })),
    instrument: () => undefined,
    planTraffic: () => Promise.reject(new Error('nobody asks')),
    librarySource: () => Promise.reject(new Error('nobody asks')),
    subscribe: () => () => undefined,
    stop: () => Promise.resolve(),
    request: (request) => {
      seen.push(request);
      const { status, headers = [] } = answer(request);
      const response = { status, reason: '', headers, body: new Uint8Array(), truncated: false };
      return Promise.resolve(
        ok({
          id: String(seen.length),
          origin: 'page' as const,
          request,
          response,
          startedAt: 0,
          durationMs: 0,
          wsgiMs: 0,
        }),
      );
    },
  };
  return { server, seen };
}

const header = (request: HttpRequest | undefined, name: string): string | undefined =>
  request?.headers.find(([key]) => key.toLowerCase() === name)?.[1];
const get = (path: string): HttpRequest => ({ method: 'GET', path, headers: [] });

test('a cookie comes back on its path only', async () => {
  const { server, seen } = serverOf(() => ({ status: 200, headers: [['Set-Cookie', 'a=1; Path=/in; HttpOnly']] }));
  const session = createBrowserSession(server);
  await session.fetch(get('/in'), 'page');
  await session.fetch(get('/in/side'), 'page');
  await session.fetch(get('/out'), 'page');
  assert.equal(header(seen[1], 'cookie'), 'a=1');
  assert.equal(header(seen[2], 'cookie'), undefined);
});

test('Max-Age=0 removes a cookie, and two Set-Cookie headers are two cookies', async () => {
  let headers: HeaderList = [
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2; SameSite=Lax'],
  ];
  const { server, seen } = serverOf(() => ({ status: 200, headers }));
  const session = createBrowserSession(server);
  await session.fetch(get('/'), 'page');
  headers = [['Set-Cookie', 'a=; Max-Age=0']];
  await session.fetch(get('/'), 'page');
  await session.fetch(get('/'), 'page');
  assert.equal(header(seen[1], 'cookie'), 'a=1; b=2');
  assert.equal(header(seen[2], 'cookie'), 'b=2');
});

for (const [status, method, expected] of [
  [302, 'POST', 'GET'],
  [303, 'PUT', 'GET'],
  [307, 'POST', 'POST'],
  [308, 'POST', 'POST'],
  [301, 'GET', 'GET'],
] as const) {
  test(`${String(status)} after ${method} goes on as ${expected}`, async () => {
    const { server, seen } = serverOf(({ path }) =>
      path === '/a' ? { status, headers: [['Location', '/b?x=1']] } : { status: 200 },
    );
    const body = new TextEncoder().encode('x=1');
    const result = await createBrowserSession(server).navigate(
      { method, path: '/a', headers: [['Content-Type', 'text/plain']], body },
      'page',
    );
    assert.ok(result.ok);
    assert.equal(result.value.url, 'http://localhost:5000/b?x=1');
    assert.equal(result.value.redirects.length, 1);
    assert.equal(seen[1]?.method, expected);
    assert.equal(header(seen[1], 'content-type'), expected === method ? 'text/plain' : undefined);
  });
}

test('a circle of redirects ends at the redirect that browsers follow no more', async () => {
  const { server, seen } = serverOf(() => ({ status: 302, headers: [['Location', '/']] }));
  const result = await createBrowserSession(server).navigate(get('/'), 'page');
  assert.ok(result.ok);
  assert.equal(result.value.redirects.length, MAX_REDIRECTS);
  assert.equal(seen.length, MAX_REDIRECTS + 1);
  assert.equal(redirectTarget(result.value.exchange, result.value.url)?.href, 'http://localhost:5000/');
});

test('as many redirects as browsers follow are followed', async () => {
  const { server } = serverOf(({ path }) => {
    const at = Number(path.slice(1));
    return at < MAX_REDIRECTS ? { status: 302, headers: [['Location', `/${String(at + 1)}`]] } : { status: 200 };
  });
  const result = await createBrowserSession(server).navigate(get('/0'), 'page');
  assert.ok(result.ok);
  assert.equal(result.value.exchange.response.status, 200);
});

for (const target of ['https://example.org/', 'http://localhost:3000/', 'mailto:a@b.c']) {
  test(`a redirect to ${target} is not followed: it is the answer`, async () => {
    const { server, seen } = serverOf(({ path }) => ({
      status: 302,
      headers: [['Location', path === '/' ? '/away' : target]],
    }));
    const result = await createBrowserSession(server).navigate(get('/'), 'page');
    assert.ok(result.ok);
    const { exchange, url, redirects } = result.value;
    assert.equal(seen.length, 2);
    assert.equal(url, 'http://localhost:5000/away');
    assert.equal(redirects.length, 1);
    assert.equal(exchange.response.status, 302);
    assert.equal(redirectTarget(exchange, url)?.href, target);
  });
}
