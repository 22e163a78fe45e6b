/** Where the learner was in each lesson, and which was the last. Knows a lesson by its slug only. */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import type { Place } from './records.ts';
import type { Shelf } from './shelf.ts';

/** What may be noted of a place; what is left out stays as it was. */
export type PlaceChange = Partial<Pick<Place, 'editor' | 'text'>>;

export interface Places {
  last(): Promise<Result<Place | null, StorageFailure>>;
  load(slug: string): Promise<Result<Place | null, StorageFailure>>;
  visit(slug: string, change?: PlaceChange): Promise<Result<void, StorageFailure>>;
  /** All of them, the last one first: now and on every change, in any tab. */
  subscribe(listener: (places: readonly Place[]) => void, onFailure?: (failure: StorageFailure) => void): () => void;
}

const newestFirst = (places: readonly Place[]): Place[] => [...places].sort((a, b) => b.visitedAt - a.visitedAt);

export function createPlaces(shelf: Shelf, now: () => number, watchFailed: (error: unknown) => StorageFailure): Places {
  return {
    last: () =>
      attempt(() => shelf.transact(['places'], async (t) => newestFirst(await t.list('places', ''))[0] ?? null)),

    load: (slug) => attempt(() => shelf.transact(['places'], async (t) => (await t.get('places', slug)) ?? null)),

    visit: (slug, change = {}) =>
      attempt(() =>
        shelf.transact(['places'], async (t) => {
          const before = await t.get('places', slug);
          const { editor = before?.editor ?? null, text = before?.text ?? null } = change;
          await t.put('places', [{ key: slug, slug, visitedAt: now(), editor, text }]);
        }),
      ),

    subscribe: (listener, onFailure) =>
      shelf.watch(
        'places',
        '',
        (places) => listener(newestFirst(places)),
        (error) => onFailure?.(watchFailed(error)),
      ),
  };
}
