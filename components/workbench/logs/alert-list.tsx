/** The alert rules of the project: what each waits for, whether it pages, and how long it took. */
'use client';

import { conditionWords, secondsToPage, valueWords } from '../state/alerts';
import { useBench, useBenchState } from '../workbench-context';
import type { AlertEvent, AlertRule } from '@/lib/runtime/live-server';

export function AlertList() {
  const { rules, problem, latest } = useBenchState((state) => state.alerts);
  if (rules.length === 0 && problem === null) return null;
  const firing = rules.filter(({ name }) => latest[name]?.state === 'firing');
  return (
    <section aria-label="Alert rules" className="border-b border-line bg-paper px-2 py-1.5 text-[0.8125rem]">
      <p role="alert" className="sr-only">
        {firing.map(({ name }) => `Alert: ${name}.`).join(' ')}
      </p>
      {problem === null ? null : (
        <p className="bench-notice" data-tone="warn">
          No alert is watching. {problem}
        </p>
      )}
      <ul className="grid gap-1">
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} event={latest[rule.name]} />
        ))}
      </ul>
    </section>
  );
}

const clock = (time: number): string => new Date(time).toLocaleTimeString('en-GB');

function Rule({ rule, event }: { readonly rule: AlertRule; readonly event: AlertEvent | undefined }) {
  const state = event?.state ?? 'quiet';
  return (
    <li data-alert={state} className="flex flex-wrap items-baseline gap-x-2">
      <span
        className={`chip ${state === 'firing' ? 'bg-s5-ground text-s5' : state === 'resolved' ? 'bg-s4-ground text-s4' : 'bg-raised text-soft'}`}
      >
        {state === 'firing' ? 'Firing' : state === 'resolved' ? 'Resolved' : 'Quiet'}
      </span>
      <strong className="font-semibold">{rule.name}</strong>
      <span className="text-soft">when {conditionWords(rule)}</span>
      {event?.state === 'firing' ? (
        <span>
          {valueWords(rule, event.value)}. First error {clock(event.firstErrorAt)}, paged {clock(event.time)}:{' '}
          {secondsToPage(event)} s later. <Runbook at={rule.runbook} />
        </span>
      ) : null}
      {event?.state === 'resolved' ? <span className="text-soft">quiet again since {clock(event.time)}</span> : null}
    </li>
  );
}

function Runbook({ at }: { readonly at: string | null }) {
  const { store } = useBench();
  const known = useBenchState(({ files }) => at !== null && at in files);
  if (at === null) return <span className="text-soft">No runbook: whoever is woken starts from nothing.</span>;
  if (known)
    return (
      <button
        type="button"
        className="bench-link"
        onClick={() => store.dispatch({ type: 'jumped', location: { file: at, line: 1 } })}
      >
        Runbook
      </button>
    );
  if (/^https?:\/\//.test(at))
    return (
      <a className="bench-link" href={at} target="_blank" rel="noreferrer">
        Runbook
      </a>
    );
  return <span className="text-s4">The runbook {at} is not in the project.</span>;
}
