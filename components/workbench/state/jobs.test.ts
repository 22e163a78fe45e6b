/** Celery's events, put together to jobs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
