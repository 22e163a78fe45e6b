import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderList, HttpExchange } from '../runtime/live-server.ts';
import { answerDocument, type PageDocument } from './page-document.ts';

interface Answer {
  readonly method?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: HeaderList;
  readonly body?: string;
}

/** Node has no parser of HTML. With this one every page is empty, which is enough for what is said about it. */
function parseNothing(): void {
  class DOMParser {
    parseFromString() {
      const none = { querySelector: () => null, querySelectorAll: () => [], doctype: null };
      return { ...none, documentElement: { outerHTML: '<html><head></head></html>' } };
    }
  }
  Object.assign(globalThis, { DOMParser });
}
parseNothing();

function shown({
  method = 'GET',
  status = 200,
  reason = 'OK',
  headers = [],
  body = '',
}: Answer): Promise<PageDocument> {
  const exchange: HttpExchange = {
    id: '1',
    origin: 'page',
    request: { method, path: '/away', headers: [] },
    response: { status, reason, headers, body: new TextEncoder().encode(body), truncated: false },
    startedAt: 0,
    durationMs: 0,
    wsgiMs: 0,
  };
  const load = (): never => assert.fail('nothing is asked for');
  return answerDocument(exchange, 'http://localhost:5000/away', load, 'https://course.example');
}

const found = (location: string): Answer => ({
  status: 302,
  reason: 'FOUND',
  headers: [
    ['Content-Type', 'text/html'],
    ['Location', location],
  ],
  body: '<p>You should be redirected automatically',
});

test('a redirect to another host says where to, with its status', async () => {
  const { html } = await shown(found('https://example.com/?a=1&b=2'));
  assert.match(html, /Redirected out of the app/);
  assert.match(html, /answered 302 FOUND and sent the browser to https:\/\/example\.com\/\?a=1&amp;b=2/);
  assert.match(html, /on another host\. A browser would go there/);
  assert.doesNotMatch(html, /You should be/);
});

test('a redirect that was one too many says that browsers give up too', async () => {
  const { html } = await shown(found('/away'));
  assert.match(html, /Redirected too many times/);
  assert.match(html, /redirect 21 in a row.*ERR_TOO_MANY_REDIRECTS/);
});

test('the place of a redirect is text, not HTML', async () => {
  const { html } = await shown(found('web+x:<script>alert(1)</script>'));
  assert.doesNotMatch(html, /<script>/);
});

for (const type of ['text/html', 'text/csv', 'application/json', 'image/png', '']) {
  test(`an attachment of type "${type}" would be downloaded`, async () => {
    const { html } = await shown({
      headers: [
        ['Content-Type', type],
        ['Content-Disposition', 'Attachment; filename="report.csv"'],
      ],
      body: 'a,b',
    });
    assert.match(html, /report\.csv would be downloaded.*Content-Disposition/);
  });
}

test('what is to be shown inline is shown', async () => {
  const headers: HeaderList = [
    ['Content-Type', 'text/plain'],
    ['Content-Disposition', 'inline; filename="attachment.txt"'],
  ];
  const { html } = await shown({ headers, body: 'in the file' });
  assert.match(html, /in the file/);
});

for (const type of ['text/plain', 'text/html']) {
  test(`what is too long is cut, and that is said: ${type}`, async () => {
    const headers: HeaderList = [['Content-Type', type]];
    assert.deepEqual((await shown({ headers, body: 'short' })).notices, []);
    assert.match((await shown({ headers, body: 'x'.repeat(2_000_001) })).notices[0] ?? '', /first 2 MB/);
  });
}
