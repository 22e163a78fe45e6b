/** What differs between two texts as one text, with signs beside the lines: where Monaco is not at hand. */
'use client';

import { useMemo } from 'react';
import { lineChanges, type LineChange } from './line-changes';

interface PlainDiffProps {
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;
const SIGNS = { same: ' ', added: '+', removed: '−' } as const;
const TONES = { same: '', added: 'bg-s2-ground', removed: 'bg-s5-ground' } as const;
const WORDS = { same: null, added: 'Comes: ', removed: 'Goes: ' } as const;

export function PlainDiff({ before, after }: PlainDiffProps) {
  const changes = useMemo(() => lineChanges(before, after), [before, after]);
  return (
    // It scrolls, so keys must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0} className="min-h-0 grow overflow-auto bg-raised px-4 py-2.5 font-mono text-[0.84rem]">
      {changes === null
        ? after
        : changes.map((change, at) => (
            // A change has no name of its own, and the list is never sorted.
            <span key={at} className={`block w-max min-w-full ${TONES[change.kind]}`}>
              {WORDS[change.kind] === null ? null : <span className="sr-only">{WORDS[change.kind]}</span>}
              {inShort(change, at === 0, at === changes.length - 1)
                .map((line) => `${SIGNS[change.kind]} ${line}`)
                .join('\n')}
            </span>
          ))}
    </pre>
  );
}

/** Of what stayed, only the lines next to a change. */
function inShort({ kind, lines }: LineChange, first: boolean, last: boolean): readonly string[] {
  if (kind !== 'same' || lines.length <= 2 * CONTEXT + 1) return lines;
  return [...(first ? [] : lines.slice(0, CONTEXT)), '⋯', ...(last ? [] : lines.slice(-CONTEXT))];
}
