/** The last event of an issue: stack, breadcrumbs, tags, user, request, and what of it is personal. */
'use client';

import { useState, type ReactNode } from 'react';
import { CloseIcon } from '@/components/ui/icons';
import type { EventFrame } from '@/lib/tracker/event';
import type { Issue } from '@/lib/tracker/tracker';
import { PlaceLink } from '../place-link';
import { useBench } from '../workbench-context';
import { clock } from './clock';

export function IssueDetail({ issue, onClose }: { readonly issue: Issue; readonly onClose: () => void }) {
  const { store } = useBench();
  const { last, requestId } = issue;
  return (
    <section
      aria-label={issue.title}
      className="min-h-0 overflow-auto border-line px-4 py-2 text-[0.8125rem] max-[56rem]:border-t @2xl:border-l"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 grow py-1 font-semibold break-words">{issue.title}</h2>
        <button type="button" className="bench-icon" onClick={onClose}>
          <CloseIcon className="size-3.5" />
          <span className="sr-only">Close this issue</span>
        </button>
      </div>
      <p className="text-soft">
        {issue.count} {issue.count === 1 ? 'event' : 'events'}, first {clock(issue.firstSeen)}, last{' '}
        {clock(issue.lastSeen)}.{' '}
        {requestId === null ? null : (
          <button
            type="button"
            className="bench-link"
            onClick={() => store.dispatch({ type: 'entry-chosen', id: requestId })}
          >
            Show its request
          </button>
        )}
      </p>
      {issue.leaks.length === 0 ? null : (
        <div role="note" aria-label="Personal data" className="bench-notice my-2" data-tone="bad">
          <p>This event carries personal data or a secret to another company:</p>
          <ul className="list-disc pl-5">
            {issue.leaks.map((leak, index) => (
              <li key={index} className="break-all">
                {leak}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Facts
        title="Tags"
        facts={{ level: last.level, environment: last.environment, release: last.release, ...last.tags }}
      />
      {(last.exception?.values ?? []).toReversed().map((exception, index) => (
        <Stack
          key={index}
          title={`${exception.type ?? 'Error'}${exception.mechanism?.handled === false ? ', unhandled' : ''}`}
          frames={exception.stacktrace?.frames ?? []}
        />
      ))}
      {(last.breadcrumbs?.values.length ?? 0) === 0 ? null : (
        <Part title="Breadcrumbs">
          <ol>
            {last.breadcrumbs?.values.map(({ level, category, message }, index) => (
              <li key={index} className="break-words">
                <span className="text-soft">
                  {level ?? 'info'} {category}
                </span>{' '}
                {message}
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Facts title="User" facts={last.user ?? {}} />
      <Facts title="Request" facts={last.request ?? {}} />
      <Facts title="Extra" facts={last.extra ?? {}} />
      <Facts title="Contexts" facts={last.contexts ?? {}} />
    </section>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="pb-2">
      <h3 className="eyebrow pt-2 pb-1">{title}</h3>
      {children}
    </div>
  );
}

/** The program's own frames first in sight; the libraries' on demand. Innermost first, as Sentry has it. */
function Stack({ title, frames }: { readonly title: string; readonly frames: readonly EventFrame[] }) {
  const own = frames.filter(({ in_app: inApp }) => inApp === true);
  const [all, setAll] = useState(own.length === 0);
  const shown = (all ? frames : own).toReversed();
  return (
    <Part title={title}>
      <ol className="grid gap-1">
        {shown.map((frame, index) => (
          <li key={index}>
            <PlaceLink file={placeOf(frame)} line={frame.lineno ?? 1} />
            <span className="text-soft">, in {frame.function}</span>
            {frame.context_line === undefined ? null : <Context frame={frame} open={index === 0} />}
          </li>
        ))}
      </ol>
      {own.length === 0 || own.length === frames.length ? null : (
        <button type="button" className="bench-link" onClick={() => setAll(!all)}>
          {all ? 'Only frames of the app' : `Show all ${String(frames.length)} frames`}
        </button>
      )}
    </Part>
  );
}

const placeOf = ({ in_app: inApp, filename, abs_path: path }: EventFrame): string =>
  (inApp === true ? filename : path) ?? filename ?? '';

function Context({ frame, open }: { readonly frame: EventFrame; readonly open: boolean }) {
  const { pre_context: before = [], context_line: line = '', post_context: after = [], vars } = frame;
  return (
    <details open={open}>
      <summary className="text-soft">Source{vars ? ' and variables' : ''}</summary>
      <pre className="overflow-x-auto rounded bg-sunk px-2 py-1 text-xs">
        {before.slice(-3).join('\n')}
        {'\n'}
        <mark className="bg-s5-ground text-ink">{line}</mark>
        {'\n'}
        {after.slice(0, 3).join('\n')}
      </pre>
      {vars ? <Facts title="Variables" facts={vars} /> : null}
    </details>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: Readonly<Record<string, unknown>> }) {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <Part title={title}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        {known.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-all">
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
