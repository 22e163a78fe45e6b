/** A file from elsewhere: what it would change, item by item, before anything changes. */
'use client';

import { useEffect, useId, useRef } from 'react';
import { plural } from '@/components/review/words';
import { longDayWords } from '@/components/progress/overview/day-words';
import type { Course } from '@/lib/course/lesson-types';
import type { Incoming } from '@/lib/progress/export-file';
import type { Decision, ItemKind, MergePlan } from '@/lib/progress/merge';
import { changesAnything } from '@/lib/progress/plan-facts';
import { FailureLine } from './failure-line';
import { KIND_NAMES, projectName } from './names';
import { useImport } from './use-import';

const KINDS = Object.keys(KIND_NAMES) as ItemKind[];
const DECISIONS: readonly (readonly [Decision, string])[] = [
  ['added', 'New here'],
  ['replaced', 'Newer in the file'],
  ['kept', 'Newer here'],
  ['joined', 'From both'],
  ['same', 'The same'],
];

export function ImportPart({ course }: { readonly course: Course }) {
  const { state, failure, busy, choose, take, cancel } = useImport();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  return (
    <>
      <p id={hint} className="text-soft">
        Brings an exported file together with what is here. You see first what it would change: for each item the newer
        one wins, and code that loses goes into the lesson’s history.
      </p>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="File to import"
        aria-describedby={hint}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again.
          target.value = '';
          if (file) void choose(file);
        }}
      />
      <button type="button" className="button button-quiet mt-3" disabled={busy} onClick={() => input.current?.click()}>
        Import…
      </button>
      {failure ? <FailureLine failure={failure} /> : null}
      <div role="status" className="mt-2 text-sm">
        {state.kind === 'reading' ? `Reading ${state.name}…` : null}
        {state.kind === 'done' ? doneWords(state.plan) : null}
      </div>
      {state.kind === 'preview' ? (
        <Preview
          course={course}
          name={state.name}
          incoming={state.incoming}
          plan={state.plan}
          busy={busy}
          onTake={() => void take()}
          onCancel={cancel}
        />
      ) : null}
    </>
  );
}

interface PreviewProps {
  readonly course: Course;
  readonly name: string;
  readonly incoming: Incoming;
  readonly plan: MergePlan;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onCancel: () => void;
}

function Preview({ course, name, incoming, plan, busy, onTake, onCancel }: PreviewProps) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus({ preventScroll: true }), []);
  const changes = changesAnything(plan);
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label="What the import would change"
      className="mt-4 rounded-xl border border-line bg-raised p-4 outline-none sm:p-5"
    >
      <p>
        <strong className="font-semibold break-all">{name}</strong>, exported {longDayWords(incoming.exportedAt)}.{' '}
        {changes ? 'Nothing has changed yet.' : 'Everything in it is here already.'}
      </p>
      <DecisionTable plan={plan} />
      <Conflicts course={course} plan={plan} />
      <Refused incoming={incoming} />
      <div className="mt-4 flex flex-wrap gap-3">
        {changes ? (
          <button type="button" className="button" disabled={busy} onClick={onTake}>
            {busy ? 'Importing…' : 'Import this'}
          </button>
        ) : null}
        <button type="button" className="button button-quiet" disabled={busy} onClick={onCancel}>
          {changes ? 'Cancel' : 'Close'}
        </button>
      </div>
    </section>
  );
}

function DecisionTable({ plan: { items } }: { readonly plan: MergePlan }) {
  const count = (kind: ItemKind, decision: Decision): number =>
    items.filter((item) => item.kind === kind && item.decision === decision).length;
  const kinds = KINDS.filter((kind) => items.some((item) => item.kind === kind));
  if (kinds.length === 0) return <p className="mt-3 text-sm">The file holds no records.</p>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys (WCAG 2.1.1)
    <div className="figures mt-3 overflow-x-auto" tabIndex={0} role="group" aria-label="Counts">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What</span>
            </th>
            {DECISIONS.map(([decision, words]) => (
              <th key={decision} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{KIND_NAMES[kind]}</th>
              {DECISIONS.map(([decision]) => (
                <td key={decision}>{count(kind, decision) || ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where one side's code goes into the history, and what the history has no room for. */
function Conflicts({ course, plan: { items, crowdedOut } }: Pick<PreviewProps, 'course' | 'plan'>) {
  const lines = [
    ...items
      .filter(({ kind, decision }) => kind === 'draft' && (decision === 'replaced' || decision === 'kept'))
      .map(({ id, decision, mineAt, theirsAt }) => {
        const times = `yours of ${timeWords(mineAt)}, the file’s of ${timeWords(theirsAt)}`;
        const outcome =
          decision === 'replaced'
            ? 'The file’s is used; yours goes into the history'
            : 'Yours stays; the file’s goes into the history';
        return `${projectName(course, id)}: ${times}. ${outcome}.`;
      }),
    ...Object.entries(crowdedOut).map(
      ([id, count]) =>
        `${projectName(course, id)}: a history holds fifty versions. The ${plural(count, 'oldest one')} of both together will not be kept here; the file still has its own.`,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-1.5 text-sm">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const MOST_SHOWN = 20;

function Refused({ incoming: { refused } }: { readonly incoming: Incoming }) {
  if (refused.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary>
        {plural(refused.length, 'record')} of the file cannot be read and will be left out. The file keeps them.
      </summary>
      <ul className="mt-2 grid gap-1 text-soft">
        {refused.slice(0, MOST_SHOWN).map(({ table, why, record }, index) => (
          <li key={index} className="break-all">
            {table}: {why} <code className="text-xs">{JSON.stringify(record).slice(0, 120)}</code>
          </li>
        ))}
        {refused.length > MOST_SHOWN ? <li>and {refused.length - MOST_SHOWN} more</li> : null}
      </ul>
    </details>
  );
}

const timeWords = (at: number | null): string =>
  at === null ? 'an unknown time' : new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function doneWords({ items }: MergePlan): string {
  const count = (decision: Decision): number => items.filter((item) => item.decision === decision).length;
  return `Imported: ${String(count('added'))} new, ${String(count('replaced'))} newer in the file, ${String(count('kept'))} newer here, ${String(count('joined'))} from both, ${String(count('same'))} the same.`;
}
