import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpResponse } from '../../../lib/runtime/live-server.ts';
import { classOf, isFallback, isRawErrorPage, percentile, seriesOf, summaryOf, type Outcome } from './traffic.ts';

const outcome = (change: Partial<Outcome>): Outcome => ({
  at: 0,
  visitor: 1,
  malicious: false,
  status: 200,
  ms: 10,
  raw: false,
  helped: false,
  ...change,
});
const answer = (status: number, text: string, headers: HttpResponse['headers'] = []): HttpResponse => ({
  status,
  reason: '',
  headers,
  body: new TextEncoder().encode(text),
  truncated: false,
});

test('statuses have classes, and no answer has its own', () => {
  assert.deepEqual([200, 302, 404, 503, null, 100].map(classOf), ['2xx', '3xx', '4xx', '5xx', 'none', 'none']);
});

test('percentiles are by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  assert.deepEqual(
    [50, 95, 99, 100].map((share) => percentile(hundred, share)),
    [50, 95, 99, 100],
  );
  assert.equal(percentile([7], 99), 7);
  assert.equal(percentile([], 50), 0);
});

test('visitors are counted once, and those who mean harm are not among the hurt', () => {
  const summary = summaryOf([
    outcome({ visitor: 1, raw: true, status: 500 }),
    outcome({ visitor: 1, raw: true, status: 500 }),
    outcome({ visitor: 2, status: null, ms: 90 }),
    outcome({ visitor: 3, helped: true }),
    outcome({ visitor: 4, malicious: true, raw: true, status: 404 }),
  ]);
  assert.deepEqual([summary.sent, summary.visitors, summary.hurt, summary.helped, summary.malicious], [5, 4, 2, 1, 1]);
  assert.deepEqual(summary.classes, { '2xx': 1, '3xx': 0, '4xx': 1, '5xx': 2, none: 1 });
  assert.equal(summary.p99, 10, 'no answer has no time');
});

test('time is cut into at most sixty equal stretches', () => {
  const series = seriesOf([outcome({ at: 100 }), outcome({ at: 2100, status: 500, ms: 30 })]);
  assert.deepEqual(series.seconds, [0, 1, 2]);
  assert.deepEqual(series.classes['2xx'], [1, 0, 0]);
  assert.deepEqual(series.classes['5xx'], [0, 0, 1]);
  assert.deepEqual(series.p50, [10, null, 30]);
  const long = seriesOf(Array.from({ length: 3601 }, (_, index) => outcome({ at: index * 1000 })));
  assert.ok(long.seconds.length <= 61);
  assert.equal(
    long.classes['2xx'].reduce((sum, count) => sum + count, 0),
    3601,
  );
  assert.deepEqual(seriesOf([]).seconds, []);
});

test('raw error pages are those nobody wrote', () => {
  const werkzeug = '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>';
  assert.ok(isRawErrorPage(answer(404, werkzeug)));
  assert.ok(isRawErrorPage(answer(500, '<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>')));
  assert.ok(!isRawErrorPage(answer(200, werkzeug)));
  assert.ok(!isRawErrorPage(answer(404, '<!doctype html><html lang="en"><title>404 - Shop</title>')));
});

test('a fallback says so in a header, in JSON or in HTML', () => {
  assert.ok(isFallback(answer(200, '', [['x-degraded', 'books']])));
  assert.ok(isFallback(answer(200, '{"books": [], "degraded": true}')));
  assert.ok(isFallback(answer(200, '<p data-degraded>Later</p>')));
  assert.ok(!isFallback(answer(200, '{"degraded": false}')));
  assert.ok(!isFallback(answer(500, '{"degraded": true}')));
});
