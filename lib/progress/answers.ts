/**
 * What the learner committed to before the truth was shown. The first answer stays: a prediction changed afterwards
 * teaches nothing. Knows neither the questions' words nor how they are asked.
 */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import { keyOf, type Answer } from './records.ts';
import type { Shelf } from './shelf.ts';
import type { Unwritten } from './unwritten.ts';

export interface Answers {
  load(projectId: string, question: string): Promise<Result<Answer | null, StorageFailure>>;
  /** The answer that is kept: this one, or the one committed before. */
  commit(answer: Omit<Answer, 'key' | 'answeredAt'>): Promise<Result<Answer, StorageFailure>>;
  all(): Promise<Result<readonly Answer[], StorageFailure>>;
  /** Every answer: now and on every change, in any tab. */
  subscribe(listener: (answers: readonly Answer[]) => void, onFailure?: (failure: StorageFailure) => void): () => void;
}

export function createAnswers(
  shelf: Shelf,
  unwritten: Unwritten,
  now: () => number,
  watchFailed: (error: unknown) => StorageFailure,
): Answers {
  return {
    load: (projectId, question) =>
      attempt(() =>
        shelf.transact(['answers'], async (t) => (await t.get('answers', keyOf(projectId, question))) ?? null),
      ),

    commit(given) {
      const answer: Answer = { ...given, key: keyOf(given.projectId, given.question), answeredAt: now() };
      return unwritten.during({ answers: [answer] }, () =>
        attempt(() =>
          shelf.transact(['answers'], async (t) => {
            const before = await t.get('answers', answer.key);
            if (before) return before;
            await t.put('answers', [answer]);
            return answer;
          }),
        ),
      );
    },

    all: () => attempt(() => shelf.transact(['answers'], (t) => t.list('answers', ''))),

    subscribe: (listener, onFailure) =>
      shelf.watch('answers', '', listener, (error) => onFailure?.(watchFailed(error))),
  };
}
