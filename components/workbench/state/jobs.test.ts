/** Celery's events, put together to jobs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '@/lib/runtime/failures';
import type { JobEvent, Traceback } from '@/lib/runtime/live-server';
import { addToJobs, type Job } from './jobs.ts';

const ERROR: Traceback = { type: 'OSError', message: 'no', frames: [], text: 'OSError: no' };

const event = (
  id: string,
  state: JobEvent['state'],
  change: Partial<JobEvent> = {},
): { type: 'job'; job: JobEvent } => ({
  type: 'job',
  job: {
    requestId: 'r1',
    time: 1,
    id,
    task: 'app.send',
    state,
    arguments: null,
    error: null,
    retryInSeconds: null,
    result: null,
    ...change,
  },
});

const short = (jobs: readonly Job[]): unknown =>
  jobs.map(({ id, state, attempts }) => [id, state, attempts.map(({ retryInSeconds }) => retryInSeconds)]);

test('retries are attempts of one job, and the last failure ends it', () => {
  const retry = event('a', 'RETRY', { error: ERROR, retryInSeconds: 2 });
  const jobs = addToJobs(
    [],
    [event('a', 'STARTED', { arguments: '1' }), retry, event('a', 'STARTED'), event('a', 'FAILURE', { error: ERROR })],
  );
  assert.deepEqual(short(jobs), [['a', 'FAILURE', [2, null]]]);
  assert.equal(jobs[0]?.arguments, '1');
});

test('the newest job is first, and a good one has its result', () => {
  const jobs = addToJobs(addToJobs([], [event('a', 'STARTED')]), [
    event('b', 'STARTED'),
    event('b', 'SUCCESS', { result: '3' }),
  ]);
  assert.deepEqual(short(jobs), [
    ['b', 'SUCCESS', [null]],
    ['a', 'STARTED', []],
  ]);
  assert.equal(jobs[0]?.result, '3');
});

test('a job whose request got no answer has ended with it, and those of other requests go on', () => {
  const jobs = addToJobs(
    [],
    [
      event('done', 'SUCCESS'),
      event('endless', 'STARTED'),
      event('again', 'RETRY', { error: ERROR, retryInSeconds: 2 }),
      event('other', 'STARTED', { requestId: 'r2' }),
      { type: 'failure', failure: failure('request-timeout'), requestId: 'r1' },
    ],
  );
  const states = (all: readonly Job[]): unknown => Object.fromEntries(all.map(({ id, state }) => [id, state]));
  assert.deepEqual(states(jobs), { done: 'SUCCESS', endless: 'ENDED', again: 'ENDED', other: 'STARTED' });
  const stopped = addToJobs(jobs, [{ type: 'state', state: { status: 'failed', failure: failure('boot-timeout') } }]);
  assert.deepEqual(states(stopped), { done: 'SUCCESS', endless: 'ENDED', again: 'ENDED', other: 'ENDED' });
});
