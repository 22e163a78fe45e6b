import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logItems, NO_FILTER, visibleRows } from './log-filter.ts';
import { rowOf, type LogRow } from './log-rows.ts';

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
