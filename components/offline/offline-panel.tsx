/** Whether the course is on this device, in words, with what the learner can do about it. */
'use client';

import type { ReactNode } from 'react';
import { keepCourse, removeCourse, useOffline } from './offline-client';
import { percentOf } from './offline-words';

interface OfflinePanelProps {
  /** About how much is fetched, in megabytes. */
  readonly megabytes: number;
}

export function OfflinePanel({ megabytes }: OfflinePanelProps) {
  const { kept } = useOffline();
  const keep = (words: string): ReactNode => (
    <button type="button" className="button button-quiet" onClick={keepCourse}>
      {words}
    </button>
  );
  switch (kept.status) {
    case 'unknown':
      return <Panel status={kept.status}>Nothing is kept yet. It begins when the page has nothing better to do.</Panel>;
    case 'unsupported':
      return (
        <Panel status={kept.status}>
          This browser keeps no pages for this site, so the course needs a network. Everything else works. Private
          windows and strict settings do this, and so does plain http.{' '}
          <span className="font-mono text-xs">{kept.cause}</span>
        </Panel>
      );
    case 'held':
      return (
        <Panel status={kept.status} action={keep('Keep it on this device')}>
          {kept.because === 'saves-data'
            ? `Your connection saves data, so nothing is kept unless you ask. About ${String(megabytes)} MB are fetched.`
            : `You have removed it. About ${String(megabytes)} MB are fetched if you want it back.`}
        </Panel>
      );
    case 'saving':
      return <Panel status={kept.status}>Being kept on this device: {percentOf(kept)}. You can go on meanwhile.</Panel>;
    case 'ready':
      return (
        <Panel
          status={kept.status}
          action={
            <button type="button" className="button button-quiet" onClick={removeCourse}>
              Remove it
            </button>
          }
        >
          <strong>Ready offline.</strong> Pages, editor and Python are on this device and need no network.
        </Panel>
      );
    case 'failed':
      return (
        <Panel status={kept.status} action={keep('Try again')}>
          {kept.failure.message} {kept.failure.suggestion}{' '}
          <span className="font-mono text-xs">{kept.failure.code}</span>
        </Panel>
      );
  }
}

interface PanelProps {
  readonly status: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

function Panel({ status, children, action }: PanelProps) {
  return (
    <div
      data-offline={status}
      className="not-prose my-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-raised px-4 py-3 text-sm leading-relaxed"
    >
      <p role="status" className="m-0 grow basis-64">
        {children}
      </p>
      {action}
    </div>
  );
}
