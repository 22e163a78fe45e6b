/** Both sides of one observed step: what the visitor sees, what the developer can know. Draws it, asks nobody. */
'use client';

import { useMemo } from 'react';
import { LogEntry } from '@/components/ui/log-entry';
import { mimeType } from '@/lib/preview/data-url';
import { headerOf } from '@/lib/runtime/browser-session';
import { bodyOf } from '@/lib/experiment/judge';
import type { Observation } from '@/lib/experiment/observe';
import { titleOf } from '@/lib/tracker/event';
import { stillPage } from './still-page';

interface SideProps {
  readonly observation: Observation;
  /** What names this page among the others, e.g. `GET /crash, step 1`. */
  readonly name: string;
}

export function VisitorSide({ observation, name }: SideProps) {
  const { response, failure } = observation;
  const isPage = mimeType(headerOf(response?.headers ?? [], 'content-type')) === 'text/html';
  const body = bodyOf(observation);
  const html = useMemo(() => (isPage ? stillPage(body) : ''), [isPage, body]);
  return (
    <section aria-label={`What the visitor sees: ${name}`} className="observed-side">
      <p className="observed-title">What the visitor sees</p>
      {response === null ? (
        <p className="px-3.5 pb-3 text-soft" data-failure={failure?.code}>
          Nothing. {failure?.message}
        </p>
      ) : isPage ? (
        // An opaque origin without scripts: the page is the program's, not ours.
        <iframe title={`Page: ${name}`} sandbox="" srcDoc={html} className="observed-page" />
      ) : (
        // A region that scrolls has to be reachable by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} className="observed-text">
          {body}
        </pre>
      )}
      {response?.truncated ? <p className="px-3.5 py-1.5 text-sm text-s5">Here the page breaks off.</p> : null}
    </section>
  );
}

interface DeveloperSideProps extends SideProps {
  /** The program reports to a tracker, so that its silence says something too. */
  readonly tracks: boolean;
}

export function DeveloperSide({ observation, name, tracks }: DeveloperSideProps) {
  const { log, events, jobs, files, printed } = observation;
  const ended = jobs.filter(({ state }) => state === 'FAILURE' || state === 'SUCCESS');
  const written = Object.entries(files).filter(([, text]) => text !== null && text !== '');
  const forged = log.some(({ message }) => message.includes('\n'));
  return (
    <section aria-label={`What the developer can know: ${name}`} className="observed-side bg-sunk">
      <p className="observed-title">What the developer can know</p>
      {/* A region that scrolls has to be reachable by keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="log" aria-label={`Log: ${name}`} tabIndex={0} className="observed-log">
        {log.length === 0 ? <p className="text-faint">Nothing was logged.</p> : null}
        {forged ? (
          // As it stands on the server's output: that is the point.
          <p className="whitespace-pre-wrap">{printed}</p>
        ) : (
          log.map((record) => <LogEntry key={record.seq} record={record} />)
        )}
        {log.length === 0 && printed !== '' ? (
          <>
            <p className="mt-2 text-faint">The server itself printed:</p>
            <p className="whitespace-pre-wrap text-soft">{printed}</p>
          </>
        ) : null}
        {ended.map(({ id, task, state, error }) => (
          <p key={id} className="mt-2">
            <span className="text-faint">job</span> {task}: <strong className="font-semibold">{state}</strong>
            {error ? ` (${error.type}: ${error.message})` : ''}
          </p>
        ))}
        {written.map(([path, text]) => (
          <p key={path} className="mt-2 break-all">
            <span className="text-faint">on its disk</span> {path}, {String(text?.split('\n').length ?? 0)} lines
          </p>
        ))}
      </div>
      {tracks ? (
        <p className="border-t border-line px-3.5 py-1.5 text-[0.8125rem]">
          <span className="font-semibold">Tracker</span>{' '}
          {events.length === 0 ? 'Nothing arrived.' : events.map(titleOf).join('; ')}
        </p>
      ) : null}
    </section>
  );
}
