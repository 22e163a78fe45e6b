import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '@/lib/runtime/live-server';
import { addRows, MAX_ROWS, NO_ROWS } from './log-rows.ts';

const record = (message: string, requestId: string | null = 'r1'): LogRecord => ({
  seq: 1,
  requestId,
  time: 5,
  level: 'ERROR',
  levelNumber: 40,
  logger: 'app',
  message,
  location: { file: 'app.py', line: 1, function: 'f' },
  traceback: null,
});
const log = (message: string, requestId?: string | null) =>
  ({ type: 'log', record: record(message, requestId) }) as const;
const output = (text: string, requestId: string | null = 'r1') =>
  ({ type: 'output', stream: 'stderr', text, requestId, time: 6 }) as const;

test('a record that is printed is one row', () => {
  const { rows } = addRows(NO_ROWS, [log('boom'), output('[10:00] ERROR in app: boom\n')], 0);
  assert.equal(rows.length, 1);
  assert.ok(rows[0]?.kind === 'record');
  assert.equal(rows[0].printed, '[10:00] ERROR in app: boom\n');
});

test('each record is joined with its own print, also when two handlers print', () => {
  const { rows } = addRows(NO_ROWS, [log('boom'), output('boom\n'), output('again boom\n')], 0);
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['record', 'output'],
  );
});

test('a block of lines belongs to many records of a request that prints without end', () => {
  const records = Array.from({ length: 600 }, (_, index) => log(`number ${index}`));
  const block = Array.from({ length: 50 }, (_, index) => `number ${index + 550}\n`).join('');
  const { rows } = addRows(NO_ROWS, [...records, output(block)], 0);
  const printed = rows.filter((row) => row.kind === 'record' && row.printed !== null);
  assert.equal(rows.length, 600);
  assert.deepEqual(
    printed.map((row) => (row.kind === 'record' ? row.record.message : '')).filter((_, index) => index % 49 === 0),
    ['number 550', 'number 599'],
  );
});

test('a print of another request does not join', () => {
  const { rows } = addRows(NO_ROWS, [log('boom', 'r1'), output('boom\n', 'r2')], 0);
  assert.equal(rows.length, 2);
});

test('printed lines of one request share a row', () => {
  const { rows } = addRows(NO_ROWS, [output('a\n'), output('b\n'), output('c\n', 'r2')], 0);
  assert.deepEqual(
    rows.map((row) => (row.kind === 'output' ? row.text : row.kind)),
    ['a\nb\n', 'c\n'],
  );
});

test('only the latest rows are kept, and the rest is counted', () => {
  const events = Array.from({ length: MAX_ROWS + 7 }, (_, index) => log(`m${index}`));
  const { rows, dropped } = addRows(NO_ROWS, events, 0);
  assert.equal(rows.length, MAX_ROWS);
  assert.equal(dropped, 7);
  assert.ok(rows[0]?.kind === 'record');
  assert.equal(rows[0].record.message, 'm7');
  assert.equal(new Set(rows.map(({ key }) => key)).size, MAX_ROWS);
});
