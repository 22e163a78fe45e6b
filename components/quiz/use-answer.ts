/** One prediction's committed answer: from storage when the page is idle, from another tab, or now. The first one stays. */
'use client';

import { useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { useAnswers } from '@/components/progress/use-record';
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

async function keep(answer: Omit<Answer, 'key' | 'answeredAt'>): Promise<void> {
  const kept = await (await getProgress()).answers.commit(answer);
  if (!kept.ok) console.warn(kept.error.message, kept.error.cause);
}

export function useAnswer(projectId: string, question: string): UseAnswer {
  const answers = useAnswers();
  /** Committed here, and not told by the store yet. */
  const [own, setOwn] = useState<Committed | null>(null);
  const key = `${projectId}:${question}`;
  const kept = answers?.find((answer) => answer.key === key);
  const [known, setKnown] = useState(false);
  if (kept && !known) setKnown(true);
  // Erased in another tab: it can be answered anew.
  if (!kept && known && answers) {
    setKnown(false);
    setOwn(null);
  }
  const committed = kept ?? own;
  return {
    committed,
    commit(choice, confidence, correct) {
      setOwn({ choice, confidence, correct });
      keep({ projectId, question, choice, confidence, correct }).catch((error: unknown) =>
        console.warn('The answer is not kept:', error),
      );
    },
  };
}
