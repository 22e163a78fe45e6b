/** Background jobs and what became of each, from their events. Pure. */
import type { JobEvent, ServerEvent, Traceback } from '@/lib/runtime/live-server';

export interface Attempt {
  /** Null while it runs, or when it went well. */
  readonly error: Traceback | null;
  /** How long a worker would wait after it, in seconds; null when there is no next one, or it does not say. */
  readonly retryInSeconds: number | null;
}

export interface Job {
  readonly id: string;
  readonly task: string;
  readonly arguments: string;
  /** `ENDED`: the server process went away while it ran, so that nothing more is heard of it. */
  readonly state: JobEvent['state'] | 'ENDED';
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly attempts: readonly Attempt[];
  readonly result: string | null;
}

const MOST = 200;

type Event = Extract<ServerEvent, { type: 'job' | 'failure' | 'state' }>;

/** The newest first. */
export const addToJobs = (before: readonly Job[], events: readonly Event[]): readonly Job[] =>
  events.reduce(apply, before);

function apply(jobs: readonly Job[], event: Event): readonly Job[] {
  switch (event.type) {
    case 'job':
      return withJob(jobs, event.job);
    case 'failure':
      // A request that got no answer: its process was ended, and the job, which ran inside it, with it.
      return event.requestId === null ? endJobs(jobs) : endJobs(jobs, event.requestId);
    case 'state':
      return event.state.status === 'failed' || event.state.status === 'off' ? endJobs(jobs) : jobs;
  }
}

function withJob(jobs: readonly Job[], event: JobEvent): readonly Job[] {
  const known = jobs.find(({ id }) => id === event.id);
  if (!known) return [begun(event), ...jobs].slice(0, MOST);
  return jobs.map((job) => (job === known ? after(job, event) : job));
}

/** The jobs of one request, or all, that were still running are ended; the same list when none was. */
export function endJobs(jobs: readonly Job[], requestId?: string): readonly Job[] {
  const ends = (job: Job): boolean =>
    (job.state === 'STARTED' || job.state === 'RETRY') && (requestId === undefined || job.requestId === requestId);
  return jobs.some(ends) ? jobs.map((job) => (ends(job) ? { ...job, state: 'ENDED' as const } : job)) : jobs;
}

const begun = (event: JobEvent): Job => ({
  id: event.id,
  task: event.task,
  arguments: event.arguments ?? '',
  state: event.state,
  requestId: event.requestId,
  time: event.time,
  attempts: event.error ? [{ error: event.error, retryInSeconds: event.retryInSeconds }] : [],
  result: event.result,
});

function after(job: Job, { state, error, retryInSeconds, result }: JobEvent): Job {
  const ended = state === 'SUCCESS' || error !== null;
  return {
    ...job,
    state,
    result,
    attempts: ended ? [...job.attempts, { error, retryInSeconds }] : job.attempts,
  };
}
