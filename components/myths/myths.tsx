/** All myths of the page: one server, one set of answers, and the result at the end. */
'use client';

import { useEffect, useState } from 'react';
import { PracticeMap } from '@/components/practice/practice-map';
import { useExperiments } from '@/components/practice/use-experiments';
import { whenIdle } from '@/components/progress/when-idle';
import { useAnswers, type CommittedAnswers } from '@/components/quiz/use-answers';
import { savesData } from '@/components/site/saves-data';
import { Calibration } from './calibration';
import { Myth, type MythEntry } from './myth';

const NONE: CommittedAnswers = new Map();

export function Myths({ myths }: { readonly myths: readonly MythEntry[] }) {
  const server = useExperiments();
  const { answers, commit } = useAnswers('myths');
  const { warm } = server;
  useEffect(() => (savesData() ? undefined : whenIdle(warm)), [warm]);
  /** Committed a moment ago; the verdict waits for the experiment. */
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const given = new Map([...(answers ?? NONE)].filter(([slug]) => myths.some((myth) => myth.slug === slug)));
  const known = new Map([...given].filter(([slug]) => !waiting.has(slug)));
  return (
    <div data-server-state={server.state.status} data-answers={answers === null ? 'unknown' : 'known'}>
      <PracticeMap label="Claims" word="Claim" entries={myths.map(({ slug, claim }) => [slug, claim])} known={known} />
      {myths.map((myth, index) => (
        <Myth
          key={myth.slug}
          myth={myth}
          number={index + 1}
          server={server}
          answer={given.get(myth.slug) ?? null}
          isWaiting={waiting.has(myth.slug)}
          onCommit={(choice, confidence, correct) => {
            setWaiting((before) => new Set([...before, myth.slug]));
            commit(myth.slug, choice, confidence, correct);
          }}
          onShown={() => setWaiting((before) => new Set([...before].filter((slug) => slug !== myth.slug)))}
        />
      ))}
      <Calibration answers={known} of={myths.length} />
    </div>
  );
}
