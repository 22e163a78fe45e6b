/** All pitfalls of the page: two servers, a wrong one and a right one, and one set of answers. */
'use client';

import { useState } from 'react';
import { useExperiments } from '@/components/practice/use-experiments';
import { PracticeMap } from '@/components/practice/practice-map';
import { useAnswers, type CommittedAnswers } from '@/components/quiz/use-answers';
import { Pitfall, type PitfallEntry } from './pitfall';

const NONE: CommittedAnswers = new Map();

export function Pitfalls({ pitfalls }: { readonly pitfalls: readonly PitfallEntry[] }) {
  const wrong = useExperiments();
  const right = useExperiments();
  const { answers, commit } = useAnswers('pitfalls');
  /** The first line was wrong a moment ago, and the fault is still hidden. */
  const [searching, setSearching] = useState<ReadonlySet<string>>(new Set());
  const given = answers ?? NONE;
  const known = new Map([...given].filter(([slug]) => !searching.has(slug)));
  const warm = (): void => {
    wrong.warm();
    right.warm();
  };
  return (
    // It only notices that focus has come somewhere inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- nothing here is operated
    <div
      data-wrong-server-state={wrong.state.status}
      data-right-server-state={right.state.status}
      data-answers={answers === null ? 'unknown' : 'known'}
      // Two servers are much for a page that is only read: they boot once somebody begins.
      onFocus={warm}
    >
      <PracticeMap
        label="Pitfalls"
        word="Pitfall"
        entries={pitfalls.map(({ slug, title }) => [slug, title])}
        known={known}
      />
      {pitfalls.map((pitfall, index) => (
        <Pitfall
          key={pitfall.slug}
          pitfall={pitfall}
          number={index + 1}
          servers={{ wrong, right }}
          answer={given.get(pitfall.slug) ?? null}
          isSearching={searching.has(pitfall.slug)}
          onCommit={(choice, confidence, correct) => {
            if (!correct) setSearching((before) => new Set([...before, pitfall.slug]));
            commit(pitfall.slug, choice, confidence, correct);
          }}
          onFound={() => setSearching((before) => new Set([...before].filter((slug) => slug !== pitfall.slug)))}
        />
      ))}
    </div>
  );
}
