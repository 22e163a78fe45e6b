/** Every committed answer of one page of questions: from storage when the page is idle, and as it is committed. */
'use client';

import { useCallback, useEffect, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { whenIdle } from '@/components/progress/when-idle';
import type { Answer, Confidence } from '@/lib/progress/records';

export type CommittedAnswer = Pick<Answer, 'choice' | 'confidence' | 'correct'>;
export type CommittedAnswers = ReadonlyMap<string, CommittedAnswer>;

interface UseAnswers {
  /** By question; null until storage has been asked. */
  readonly answers: CommittedAnswers | null;
  readonly commit: (question: string, choice: string, confidence: Confidence, correct: boolean) => void;
}

export function useAnswers(projectId: string): UseAnswers {
  const [answers, setAnswers] = useState<CommittedAnswers | null>(null);
  const add = useCallback(
    (more: readonly (readonly [string, CommittedAnswer])[]) =>
      setAnswers((before) => new Map([...(before ?? []), ...more])),
    [],
  );

  useEffect(
    () =>
      whenIdle(() => {
        loadAnswers(projectId).then(add, (error: unknown) => {
          console.warn('Earlier answers cannot be read:', error);
          add([]);
        });
      }),
    [projectId, add],
  );

  const commit = useCallback<UseAnswers['commit']>(
    (question, choice, confidence, correct) => {
      add([[question, { choice, confidence, correct }]]);
      keep({ projectId, question, choice, confidence, correct }).then(
        // Another tab may have been first, and the first answer stays.
        (kept) => kept && add([[question, kept]]),
        (error: unknown) => console.warn('The answer is not kept:', error),
      );
    },
    [projectId, add],
  );

  return { answers, commit };
}

async function loadAnswers(projectId: string): Promise<readonly (readonly [string, CommittedAnswer])[]> {
  const found = await (await getProgress()).answers.all();
  if (found.ok)
    return found.value.filter((answer) => answer.projectId === projectId).map((answer) => [answer.question, answer]);
  console.warn(found.error.message, found.error.cause);
  return [];
}

async function keep(answer: Omit<Answer, 'key' | 'answeredAt'>): Promise<Answer | null> {
  const kept = await (await getProgress()).answers.commit(answer);
  if (kept.ok) return kept.value;
  console.warn(kept.error.message, kept.error.cause);
  return null;
}
