/** What the server's events make of the state: the learner's line that a failure marks, and what is no news. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import type { ServerEvent, ServerState, Traceback } from '@/lib/runtime/live-server';
import { refusal } from '@/lib/runtime/server-state';
import { PROJECT } from '../bench/test-bench.ts';
import { initialState } from './bench-state.ts';
import { reduce } from './reduce.ts';

const FLASK = '/lib/python3.14/site-packages/flask/app.py';

const faultAfter = (...events: readonly ServerEvent[]) =>
  reduce(initialState(PROJECT), { type: 'server-events', events, now: 0, wide: false }).fault;

const frame = (file: string, line: number, own: boolean): Traceback['frames'][number] => ({
  file,
  line,
  function: 'f',
  source: '',
  own,
});

function logged(traceback: Traceback | null): ServerEvent {
  const location = { file: FLASK, line: 875, function: 'log_exception' };
  const said = { level: 'ERROR', levelNumber: 40, logger: 'app', message: 'Exception on / [GET]' };
  return { type: 'log', record: { seq: 1, requestId: 'r1', time: 0, ...said, location, traceback } };
}

const CRASH: Traceback = {
  type: 'KeyError',
  message: '7',
  frames: [frame(FLASK, 1511, false), frame('app.py', 12, true), frame('util.py', 3, true), frame(FLASK, 9, false)],
  text: '',
};

test('a logged crash marks the innermost line of the learner’s own, with the error as its message', () => {
  assert.deepEqual(faultAfter(logged(CRASH)), { file: 'util.py', line: 3, message: 'KeyError: 7' });
});

test('an error without words is its type', () => {
  assert.equal(faultAfter(logged({ ...CRASH, message: '' }))?.message, 'KeyError');
});

test('a record without a traceback, or with none of the learner’s lines in it, marks nothing', () => {
  assert.equal(faultAfter(logged(null)), null);
  assert.equal(faultAfter(logged({ ...CRASH, frames: [frame(FLASK, 1511, false)] })), null);
  assert.equal(faultAfter(logged({ ...CRASH, frames: [frame('gone.py', 1, true)] })), null);
});

test('a printed traceback marks its line too; other output does not', () => {
  const printed = (text: string): ServerEvent => ({ type: 'output', stream: 'stderr', text, requestId: 'r1', time: 0 });
  const text = `Traceback (most recent call last):
  File "${FLASK}", line 1511, in wsgi_app
    response = self.full_dispatch_request()
  File "app.py", line 12, in home
    return BOOKS[7]
KeyError: 7
`;
  assert.deepEqual(faultAfter(printed(text)), { file: 'app.py', line: 12, message: 'KeyError: 7' });
  assert.equal(faultAfter(printed('  File "app.py", line 12, in home\n')), null);
});

test('what marks no line leaves the mark that is there', () => {
  assert.equal(faultAfter(logged(CRASH), logged(null))?.line, 3);
  const broken = failure('project-syntax-error', { location: { file: 'app.py', line: 12 }, cause: 'SyntaxError: no' });
  const down: ServerState = { status: 'failed', failure: broken };
  const refused: ServerEvent = { type: 'failure', failure: refusal(down), requestId: 'r1' };
  assert.equal(faultAfter({ type: 'state', state: down }, refused)?.message, 'SyntaxError: no');
});

test('what the learner has stopped is a row of Network, and none of the log', () => {
  const request = { method: 'GET', path: '/', headers: [] };
  const events: readonly ServerEvent[] = [
    { type: 'request', id: 'r1', origin: 'composer', request, time: 0 },
    { type: 'failure', failure: failure('cancelled'), requestId: 'r1' },
    { type: 'request', id: 'r2', origin: 'composer', request, time: 0 },
    { type: 'failure', failure: failure('request-timeout'), requestId: 'r2' },
  ];
  const { log, network } = reduce(initialState(PROJECT), { type: 'server-events', events, now: 0, wide: false });
  assert.deepEqual(
    network.map(({ outcome }) => outcome.kind),
    ['failed', 'failed'],
  );
  assert.deepEqual(
    log.rows.map(({ requestId }) => requestId),
    ['r2'],
  );
});
