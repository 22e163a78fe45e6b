/**
 * Ratings of review cards: given, taken back, watched. What they mean for a card is lib/review's business; this knows
 * cards by their ids only.
 */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import { keyOf, type Grade, type Rating } from './records.ts';
import type { Shelf } from './shelf.ts';
import type { Unwritten } from './unwritten.ts';

export interface Reviews {
  rate(card: string, grade: Grade): Promise<Result<Rating, StorageFailure>>;
  /** Takes a rating back. It stays in the record, marked. */
  undo(key: string): Promise<Result<void, StorageFailure>>;
  /** Every rating that was not taken back, as of now. */
  all(): Promise<Result<readonly Rating[], StorageFailure>>;
  /** Every rating that was not taken back: now and on every change, in any tab. */
  subscribe(listener: (ratings: readonly Rating[]) => void, onFailure?: (failure: StorageFailure) => void): () => void;
}

export function createReviews(
  shelf: Shelf,
  unwritten: Unwritten,
  now: () => number,
  watchFailed: (error: unknown) => StorageFailure,
): Reviews {
  return {
    rate(card, grade) {
      const key = keyOf(card, crypto.randomUUID());
      const rating: Rating = { key, card, grade, ratedAt: now(), undoneAt: null };
      return unwritten.during({ ratings: [rating] }, () =>
        attempt(() =>
          shelf.transact(['ratings'], async (t) => {
            await t.put('ratings', [rating]);
            return rating;
          }),
        ),
      );
    },

    undo: (key) =>
      attempt(() =>
        shelf.transact(['ratings'], async (t) => {
          const rating = await t.get('ratings', key);
          if (rating) await t.put('ratings', [{ ...rating, undoneAt: now() }]);
        }),
      ),

    all: () => attempt(() => shelf.transact(['ratings'], async (t) => standing(await t.list('ratings', '')))),

    subscribe: (listener, onFailure) =>
      shelf.watch(
        'ratings',
        '',
        (ratings) => listener(standing(ratings)),
        (error) => onFailure?.(watchFailed(error)),
      ),
  };
}

const standing = (ratings: readonly Rating[]): readonly Rating[] => ratings.filter(({ undoneAt }) => undoneAt === null);
