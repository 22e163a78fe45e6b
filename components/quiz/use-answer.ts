/** One prediction's committed answer: from storage when the page is idle, or now. The first one stays. */
'use client';

import { useEffect, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { whenIdle } from '@/components/progress/when-idle';
import type { Answer, Confidence } from '@/lib/progress/records';

export interface Committed {
  readonly choice: string;
  readonly confidence: Confidence;
  readonly correct: boolean;
}

interface UseAnswer {
  readonly committed: Committed | null;
  readonly commit: (choice: string, confidence: Confidence, correct: boolean) => void;
}

async function load(projectId: string, question: string): Promise<Answer | null> {
  const found = await (await getProgress()).answers.load(projectId, question);
  if (found.ok) return found.value;
  console.warn(found.error.message, found.error.cause);
  return null;
}

async function keep(answer: Omit<Answer, 'key' | 'answeredAt'>): Promise<void> {
  const kept = await (await getProgress()).answers.commit(answer);
  if (!kept.ok) console.warn(kept.error.message, kept.error.cause);
}

export function useAnswer(projectId: string, question: string): UseAnswer {
  const [committed, setCommitted] = useState<Committed | null>(null);
  useEffect(
    () =>
      whenIdle(() => {
        load(projectId, question).then(
          (answer) => answer && setCommitted(answer),
          (error: unknown) => console.warn('An earlier answer cannot be read:', error),
        );
      }),
    [projectId, question],
  );
  return {
    committed,
    commit(choice, confidence, correct) {
      setCommitted({ choice, confidence, correct });
      keep({ projectId, question, choice, confidence, correct }).catch((error: unknown) =>
        console.warn('The answer is not kept:', error),
      );
    },
  };
}
