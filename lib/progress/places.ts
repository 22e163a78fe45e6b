/** Where the learner was last, for "continue where I was". Knows a lesson by its slug only. */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import type { Place } from './records.ts';
import type { Shelf } from './shelf.ts';

export interface Places {
  last(): Promise<Result<Place | null, StorageFailure>>;
  visit(slug: string): Promise<Result<void, StorageFailure>>;
}

export function createPlaces(shelf: Shelf, now: () => number): Places {
  return {
    last: () => attempt(() => shelf.transact(['places'], async (t) => (await t.get('places', 'last')) ?? null)),
    visit: (slug) =>
      attempt(() => shelf.transact(['places'], (t) => t.put('places', [{ key: 'last', slug, visitedAt: now() }]))),
  };
}
