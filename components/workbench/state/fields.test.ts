import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellText, columnsOf, fieldRows, fieldRowsOfText, hasFields, termFor } from './fields.ts';
import { loadQueries } from '../logs/field-query.ts';
import type { OutputRow } from './log-rows.ts';

const output = (key: number, text: string): OutputRow => ({
  kind: 'output',
  stream: 'stdout',
  key,
  time: 0,
  requestId: `r${String(key)}`,
  text,
});

test('lines that are objects become rows, and others do not', () => {
  const rows = [output(1, 'plain\n{"a": 1}\n{broken\n{"a": 2, "b": {"c": "d"}}\n'), output(2, '[1]\n')];
  assert.equal(hasFields(rows), true);
  assert.equal(hasFields([output(3, 'plain {"a": 1}')]), false);
  assert.deepEqual(
    fieldRows(rows).map(({ key, fields, requestId }) => [key, fields, requestId]),
    [
      ['1.0', { a: 1 }, 'r1'],
      ['1.1', { a: 2, b: { c: 'd' } }, 'r1'],
    ],
  );
  assert.equal(fieldRowsOfText('{"a": 1}\n{"a": 2}\n').length, 2);
});

test('columns: the usual ones first, then by how often, the long ones last', () => {
  const rows = fieldRowsOfText(
    [
      '{"exc_info": "T", "shop": 1, "message": "m", "levelname": "INFO"}',
      '{"exc_info": "T", "status": 200, "message": "m"}',
      '{"exc_info": "T", "status": 200}',
    ].join('\n'),
  );
  assert.deepEqual(columnsOf(rows), ['levelname', 'message', 'status', 'shop', 'exc_info']);
});

test('queries find by value, by range, by words, and by what was pressed', async () => {
  const read = await loadQueries();
  const found = (query: string, fields: Record<string, unknown>): boolean | undefined => read(query)?.(fields);
  const row = {
    levelname: 'ERROR',
    status: 503,
    message: 'orders are late',
    http: { path: '/order' },
    'user id': 'x y',
  };
  for (const query of [
    'levelname:ERROR',
    'status:>=500 AND levelname:ERROR',
    'message:"are late"',
    'http.path:"/order"',
    'late',
    'NOT levelname:INFO',
    '',
  ])
    assert.equal(found(query, row), true, query);
  for (const query of ['levelname:INFO', 'status:<500', 'early']) assert.equal(found(query, row), false, query);
  for (const name of ['levelname', 'status', 'message'] as const)
    assert.equal(found(termFor(name, row[name]), row), true, termFor(name, row[name]));
  assert.equal(read('levelname:(ERROR'), null);
});

test('cells show text as it is and the rest as JSON', () => {
  assert.deepEqual([cellText('a'), cellText({ b: 1 }), cellText(null), cellText(2)], ['a', '{"b":1}', '', '2']);
});
