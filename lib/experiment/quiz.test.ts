/** What a server did is read as the one option it is, or as none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AskedQuiz } from '../course/vocabulary.ts';
import type { LogRecord, TraceStep } from '../runtime/live-server.ts';
import type { Observation } from './observe.ts';
import { answerOf, expectedAnswer, experimentOf, filled } from './quiz.ts';

const asked = { id: 'q', question: '?', request: { method: 'GET', path: '/' } };
const step = (kind: TraceStep['kind'], name: string): TraceStep => ({ n: 1, kind, depth: 0, place: null, ms: 0, name });
const record: LogRecord = {
  ...{ seq: 1, requestId: null, time: 0, level: 'ERROR', levelNumber: 40, logger: 'app', message: 'boom' },
  ...{ location: { file: '', line: 0, function: '' }, traceback: null },
};
const seen = (more: Partial<Observation>): Observation => ({
  ...{ response: null, log: [], printed: '', events: [], tracked: 0, files: {}, jobs: [], trace: [] },
  ...{ test: null, failure: null, ...more },
});
const answered = (status: number): Observation =>
  seen({ response: { status, reason: '', headers: [], body: new Uint8Array(), truncated: false } });

test('a status, no answer, and one that nobody offered', () => {
  const options = [
    { status: 404, why: 'w' },
    { status: 'none' as const, why: 'w' },
  ];
  const quiz: AskedQuiz = { kind: 'status', ...asked, answer: 404, options };
  assert.equal(answerOf(quiz, answered(404)), '404');
  assert.equal(answerOf(quiz, seen({})), 'none');
  assert.equal(answerOf(quiz, answered(500)), null);
  assert.equal(expectedAnswer(quiz), '404');
});

test('the handler that ran, none, and two of which one cannot choose', () => {
  const options = ['f', 'g', 'none'].map((handler) => ({ handler, why: 'w' }));
  const quiz: AskedQuiz = { kind: 'handler', ...asked, answer: 'f', options };
  assert.equal(answerOf(quiz, seen({ trace: [step('view', 'g'), step('handler', 'f')] })), 'f');
  assert.equal(answerOf(quiz, seen({})), 'none');
  assert.equal(answerOf(quiz, seen({ trace: [step('handler', 'f'), step('handler', 'g')] })), null);
});

test('the log as it is, exactly', () => {
  const options = [
    { id: 'a', text: 't', why: 'w', log: [] },
    { id: 'b', text: 't', why: 'w', log: [{ says: 'boom' }] },
  ];
  const quiz: AskedQuiz = { kind: 'log', ...asked, answer: 'b', options };
  assert.equal(answerOf(quiz, seen({})), 'a');
  assert.equal(answerOf(quiz, seen({ log: [record] })), 'b');
  assert.equal(answerOf(quiz, seen({ log: [record, record] })), null);
});

test('an outcome is what one option alone has evidence for', () => {
  const options = [
    { id: 'a', text: 't', why: 'w', evidence: { status: 500, log: [] } },
    { id: 'b', text: 't', why: 'w', evidence: { status: 500, log: [{ says: 'boom' }] } },
    { id: 'c', text: 't', why: 'w' },
  ];
  const quiz: AskedQuiz = { kind: 'outcome', ...asked, answer: 'b', options };
  assert.equal(answerOf(quiz, { ...answered(500), log: [record] }), 'b');
  assert.equal(answerOf(quiz, answered(500)), 'a');
  assert.equal(answerOf(quiz, answered(404)), null, 'no evidence is no answer');
  const [first] = options;
  const both = first ? [...options, { ...first, id: 'd' }] : [];
  assert.equal(answerOf({ ...quiz, options: both }, answered(500)), null);
  assert.equal(expectedAnswer(quiz), 'b');
});

test('what comes before is sent to the same process, in the same conditions', () => {
  const { steps, programs, upstreams } = experimentOf(
    {
      request: { method: 'GET', path: '/last' },
      before: [{ request: { method: 'POST', path: '/first' }, body: 'x=1' }],
      upstreams: { catalogue: 'refuse' },
    },
    { 'app.py': 'app = 1' },
  );
  assert.deepEqual(
    steps.map(({ request, body }) => `${request?.method ?? ''} ${request?.path ?? ''} ${body ?? ''}`),
    ['POST /first x=1', 'GET /last '],
  );
  assert.deepEqual(new Set(steps.map(({ program }) => program)), new Set(Object.keys(programs)));
  assert.deepEqual(upstreams, { catalogue: 'refuse' });
});

test('the first of each kind decides an order; a step that is missing leaves none', () => {
  const steps = [
    { id: 'one', text: 't', why: 'w', kind: 'log' as const },
    { id: 'two', text: 't', why: 'w', kind: 'handler' as const, name: 'f' },
    { id: 'three', text: 't', why: 'w', kind: 'teardown' as const },
  ];
  const quiz: AskedQuiz = { kind: 'order', ...asked, steps };
  const trace = [
    step('handler', 'g'),
    step('log', 'app'),
    step('handler', 'f'),
    step('log', 'app'),
    step('teardown', 'x'),
  ];
  assert.equal(answerOf(quiz, seen({ trace })), 'one > two > three');
  assert.equal(answerOf(quiz, seen({ trace: trace.slice(0, 2) })), null);
  assert.equal(expectedAnswer(quiz), 'one > two > three');
});

test('a line is put in at the indent of the blank', () => {
  const fill = { files: { 'app.py': 'def f():\n    ____\n' }, tests: {}, file: 'app.py', line: 2 };
  assert.deepEqual(filled(fill, '  return 1 '), { 'app.py': 'def f():\n    return 1\n' });
});
