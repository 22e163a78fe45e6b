import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, type FailureCode } from '@/lib/runtime/failures';
import { logItems, NO_FILTER, silentFailures, visibleRows } from './log-filter.ts';
import type { NetworkEntry } from './network.ts';
import { NO_ROWS, rowOf, type LogRow } from './log-rows.ts';

let key = 0;
const record = (message: string, levelNumber: number, requestId: string | null): LogRow => ({
  ...rowOf({
    seq: ++key,
    requestId,
    time: 0,
    level: String(levelNumber),
    levelNumber,
    logger: 'shop.cart',
    message,
    location: { file: 'app.py', line: 1, function: 'f' },
    traceback: levelNumber < 40 ? null : { type: 'KeyError', message: 'x', frames: [], text: 'KeyError: sku' },
  }),
});
const output = (text: string, requestId: string | null): LogRow => ({
  kind: 'output',
  key: ++key,
  time: 0,
  requestId,
  stream: 'stdout',
  text,
});

const rows = [
  record('begins', 20, null),
  record('first', 10, 'r1'),
  record('other', 30, 'r2'),
  record('Second', 40, 'r1'),
  output('printed', 'r2'),
];
const said = (shown: readonly LogRow[]): string[] =>
  shown.map((row) => (row.kind === 'record' ? row.record.message : row.kind === 'output' ? row.text : row.kind));

test('a level leaves out records below it, and never what was printed', () => {
  assert.deepEqual(said(visibleRows(rows, { ...NO_FILTER, level: 30 })), ['other', 'Second', 'printed']);
});

for (const [search, found] of [
  ['SECOND', ['Second']],
  ['keyerror', ['Second']],
  ['shop.cart', ['begins', 'first', 'other', 'Second']],
  [' printed ', ['printed']],
  ['nothing of it', []],
] as const) {
  test(`a search for "${search}"`, () => {
    assert.deepEqual(said(visibleRows(rows, { ...NO_FILTER, search })), found);
  });
}

test('rows of one request stand together where its first one stood', () => {
  const shown = logItems(rows, true).map((item) =>
    item.kind === 'request' ? `${item.id} (${String(item.rows)})` : said([item.row])[0],
  );
  assert.deepEqual(shown, ['begins', 'r1 (2)', 'first', 'Second', 'r2 (2)', 'other', 'printed']);
  assert.equal(logItems(rows, false).length, rows.length);
});

test('a request that failed and logged nothing has its line, where it was sent', () => {
  const at = (time: number, row: LogRow): LogRow => ({ ...row, time });
  const shown = logItems([at(1, record('a', 20, 'r1')), at(5, record('b', 20, 'r3'))], true, [
    { id: 'r2', startedAt: 3 },
  ]);
  assert.deepEqual(
    shown.map((item) => (item.kind === 'request' ? `${item.id} (${String(item.rows)})` : said([item.row])[0])),
    ['r1 (1)', 'a', 'r2 (0)', 'r3 (1)', 'b'],
  );
});

test('only failures that the log never heard of are silent, and clearing makes none', () => {
  const entry = (id: string, status: number, startedAt: number): NetworkEntry => {
    const request = { method: 'GET', path: '/', headers: [] };
    const response = { status, reason: '', headers: [], body: new Uint8Array(), truncated: false };
    const exchange = { id, origin: 'page', request, response, startedAt, durationMs: 1, wsgiMs: 1 } as const;
    return { id, origin: 'page', request, startedAt, outcome: { kind: 'answered', exchange, bodyDropped: false } };
  };
  const lost = (id: string, code: FailureCode): NetworkEntry => ({
    ...entry(id, 0, 40),
    outcome: { kind: 'failed', failure: failure(code) },
  });
  const network = [
    entry('r1', 500, 10),
    entry('r2', 500, 20),
    entry('r3', 404, 30),
    lost('r4', 'request-timeout'),
    lost('r5', 'cancelled'),
  ];
  const heard = { ...NO_ROWS, rows: [record('x', 40, 'r1')] };
  assert.deepEqual(
    silentFailures(network, heard).map(({ id }) => id),
    ['r2', 'r4'],
  );
  assert.deepEqual(silentFailures(network, { ...NO_ROWS, since: 41 }), []);
});
