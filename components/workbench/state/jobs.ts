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
  readonly state: JobEvent['state'];
  readonly requestId: string | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly attempts: readonly Attempt[];
  readonly result: string | null;
}

const MOST = 200;

type Event = Extract<ServerEvent, { type: 'job' }>;

/** The newest first. */
export function addToJobs(before: readonly Job[], events: readonly Event[]): readonly Job[] {
  return events.reduce((jobs, { job: event }) => {
    const known = jobs.find(({ id }) => id === event.id);
    if (!known) return [begun(event), ...jobs].slice(0, MOST);
    return jobs.map((job) => (job === known ? after(job, event) : job));
  }, before);
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
