/** Personal data in the log, wherever a row has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogRecord } from '@/lib/runtime/live-server';
import { leaksIn } from './log-leaks.ts';
import { rowOf, type LogRow } from './log-rows.ts';

const record = (change: Partial<LogRecord>): LogRecord => ({
  seq: 1,
  requestId: 'r1',
  time: 1,
  level: 'ERROR',
  levelNumber: 40,
  logger: 'app',
  message: 'Exception on /login [POST]',
  location: { file: 'app.py', line: 3, function: 'login' },
  traceback: null,
  ...change,
});
const printed = (text: string): LogRow => ({
  kind: 'output',
  key: 1,
  time: 1,
  requestId: 'r1',
  stream: 'stdout',
  text,
});
const traceback = (last: string): string =>
  [
    'Traceback (most recent call last):',
    '  File "app.py", line 3, in login',
    '    password = request.form["password"]',
    '    ~~~~~~~~~~~~^^^^^^^^^^^^',
    last,
    '',
  ].join('\n');
const raised = (message: string): LogRow =>
  rowOf(
    record({
      traceback: { type: 'ValueError', message, frames: [], text: traceback(`ValueError: ${message}`) },
    }),
  );

for (const [where, row, expected] of [
  ['the message', rowOf(record({ message: 'login of reader@example.org' })), ['e-mail address']],
  ['the exception', raised('no account for reader@example.org'), ['e-mail address']],
  ['what a handler printed', { ...rowOf(record({})), printed: 'card 4242 4242 4242 4242\n' }, ['card number']],
  ['a printed line', printed('password=hunter22\n'), ['password or secret']],
  ['a field of a JSON line', printed('{"message": "in", "session_id": "f81d4fae"}\n'), ['token']],
  [
    'the exception of a JSON line',
    printed(`${JSON.stringify({ exc_info: traceback('E: a@example.org') })}\n`),
    ['e-mail address'],
  ],
] as const) {
  test(`personal data in ${where} is found`, () => {
    assert.deepEqual(leaksIn([row]), expected);
  });
}

test('the source lines of a traceback are code, and each kind is told once', () => {
  assert.deepEqual(leaksIn([raised('no such account')]), []);
  assert.deepEqual(leaksIn([printed('a@example.org\n'), printed('b@example.org\n')]), ['e-mail address']);
});
