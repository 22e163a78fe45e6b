/**
 * Which goals the learner has reached. A goal once reached stays reached, whatever a later run says.
 * Knows tests by name only, and nothing of the course's shape.
 */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import { keyOf, type GoalResult } from './records.ts';
import type { Shelf } from './shelf.ts';
import type { Unwritten } from './unwritten.ts';

export interface GoalOutcome {
  readonly test: string;
  readonly outcome: 'passed' | 'failed';
  readonly message: string;
}

export interface GoalResults {
  load(projectId: string): Promise<Result<readonly GoalResult[], StorageFailure>>;
  record(projectId: string, outcomes: readonly GoalOutcome[]): Promise<Result<void, StorageFailure>>;
  /** Every project's results: now and on every change, in any tab. */
  subscribe(
    listener: (results: readonly GoalResult[]) => void,
    onFailure?: (failure: StorageFailure) => void,
  ): () => void;
}

export function createGoalResults(
  shelf: Shelf,
  unwritten: Unwritten,
  now: () => number,
  watchFailed: (error: unknown) => StorageFailure,
): GoalResults {
  return {
    load: (projectId) =>
      attempt(() => shelf.transact(['goalResults'], (t) => t.list('goalResults', keyOf(projectId, '')))),

    record(projectId, outcomes) {
      const testedAt = now();
      const goalResults = outcomes.map(({ test, outcome, message }): GoalResult => {
        const firstPassedAt = outcome === 'passed' ? testedAt : null;
        return { key: keyOf(projectId, test), projectId, test, outcome, message, testedAt, firstPassedAt };
      });
      return unwritten.during({ goalResults }, () =>
        attempt(() =>
          shelf.transact(['goalResults'], async (t) => {
            const before = new Map(
              (await t.list('goalResults', keyOf(projectId, ''))).map((result) => [result.test, result]),
            );
            await t.put(
              'goalResults',
              goalResults.map((result) => ({
                ...result,
                firstPassedAt: before.get(result.test)?.firstPassedAt ?? result.firstPassedAt,
              })),
            );
          }),
        ),
      );
    },

    subscribe: (listener, onFailure) =>
      shelf.watch('goalResults', '', listener, (error) => onFailure?.(watchFailed(error))),
  };
}
