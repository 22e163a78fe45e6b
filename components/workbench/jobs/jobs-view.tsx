/** Background jobs: state, tries, and those that gave up. */
'use client';

import { useState } from 'react';
import { OutputText } from '../logs/output-text';
import type { Job } from '../state/jobs';
import { useBench, useBenchState } from '../workbench-context';

const STATES: Record<Job['state'], string> = {
  STARTED: 'running',
  RETRY: 'will be tried again',
  FAILURE: 'gave up',
  SUCCESS: 'done',
  ENDED: 'ended with the server process',
};

const TONES: Record<Job['state'], string> = {
  STARTED: 'text-s4',
  RETRY: 'text-s4',
  FAILURE: 'text-s5',
  SUCCESS: 'text-s2',
  ENDED: 'text-s5',
};

export function JobsView() {
  const jobs = useBenchState((state) => state.jobs);
  const dead = jobs.filter(({ state }) => state === 'FAILURE');
  return (
    <div className="h-full overflow-auto px-3 py-2 text-[0.8125rem]">
      <p className="pb-2 text-soft">
        Celery’s tasks run here at once, in place of a worker (<code>task_always_eager</code>), and waits between tries
        are skipped. An error in a job never reaches Flask’s error handlers.
      </p>
      {jobs.length === 0 ? <p className="text-soft">No job has been sent yet.</p> : null}
      {dead.length === 0 ? null : (
        <section aria-label="Dead letters" className="bench-notice mb-2" data-tone="bad">
          {dead.length} {dead.length === 1 ? 'job has' : 'jobs have'} failed for good. Nobody runs{' '}
          {dead.length === 1 ? 'it' : 'them'} again, and no visitor was told.
        </section>
      )}
      <ul aria-label="Jobs" className="grid gap-1">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </div>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const { store } = useBench();
  const [open, setOpen] = useState(false);
  const { requestId, attempts } = job;
  const tries = attempts.length === 1 ? '1 try' : `${String(attempts.length)} tries`;
  return (
    <li data-job-state={job.state} className="border-b border-line py-1">
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full flex-wrap items-baseline gap-x-3 text-left"
        onClick={() => setOpen(!open)}
      >
        <span className="font-mono font-semibold break-all">
          {job.task}({job.arguments})
        </span>
        <span className={TONES[job.state]}>
          {job.state}: {STATES[job.state]}
        </span>
        <span className="text-soft">{attempts.length === 0 ? '' : tries}</span>
      </button>
      {open ? (
        <div className="py-1 pl-3">
          {job.state === 'ENDED' ? (
            <p>
              It was still running when the server process was ended, and nobody will hear of it again. A worker of its
              own would have run on, for ever: give a task a <code>time_limit</code>.
            </p>
          ) : null}
          {job.result === null ? null : (
            <p>
              Returned <code>{job.result}</code>
            </p>
          )}
          {requestId === null ? null : (
            <p>
              <button
                type="button"
                className="bench-link"
                onClick={() => store.dispatch({ type: 'entry-chosen', id: requestId })}
              >
                Show the request that sent it
              </button>
            </p>
          )}
          <ol className="grid gap-1">
            {attempts.map(({ error, retryInSeconds }, index) => (
              <li key={index}>
                Try {index + 1}:{' '}
                {error ? (
                  <>
                    <span className="text-s5">
                      {error.type}: {error.message}
                    </span>
                    {retryInSeconds === null ? null : (
                      <span className="text-soft"> A worker would wait {retryInSeconds} s before the next.</span>
                    )}
                    <details>
                      <summary className="text-soft">Traceback</summary>
                      <div className="overflow-x-auto rounded bg-sunk px-2 py-1 font-mono text-xs whitespace-pre-wrap">
                        <OutputText text={error.text} />
                      </div>
                    </details>
                  </>
                ) : (
                  'went well.'
                )}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </li>
  );
}
