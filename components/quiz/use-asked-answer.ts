/**
 * A committed answer that a server judges: asked first, committed with its verdict. A server that cannot be reached leaves
 * the question open, with what was chosen, so that nothing is lost and nothing is made up.
 */
'use client';

import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Confidence } from '@/lib/progress/records';
import type { ServerFailure } from '@/lib/runtime/failures';
import type { Result } from '@/lib/runtime/result';
import { useAnswer, type Committed } from './use-answer';

export type Asking =
  | { readonly status: 'open' }
  | { readonly status: 'asking' }
  | { readonly status: 'failed'; readonly failure: ServerFailure };

interface UseAskedAnswer<Told> {
  readonly committed: Committed | null;
  readonly asking: Asking;
  /** What the server said, if it was asked on this visit. */
  readonly told: Told | null;
  /** Resolves once the answer is committed (true) or the server could not be asked. */
  readonly submit: (choice: string, confidence: Confidence) => Promise<boolean>;
}

export function useAskedAnswer<Told>(
  projectId: string,
  id: string,
  ask: (choice: string) => Promise<Result<Told, ServerFailure>>,
  isRight: (told: Told, choice: string) => boolean,
): UseAskedAnswer<Told> {
  const { committed, commit } = useAnswer(projectId, id);
  const [asking, setAsking] = useState<Asking>({ status: 'open' });
  const [told, setTold] = useState<Told | null>(null);
  return {
    committed,
    asking,
    told,
    async submit(choice, confidence) {
      setAsking({ status: 'asking' });
      const result = await ask(choice);
      if (!result.ok) {
        setAsking({ status: 'failed', failure: result.error });
        return false;
      }
      // Drawn at once, so that whoever waits can move the focus to it.
      flushSync(() => {
        setTold(result.value);
        setAsking({ status: 'open' });
        commit(choice, confidence, isRight(result.value, choice));
      });
      return true;
    },
  };
}
