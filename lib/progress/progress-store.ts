/**
 * The learner's work and progress, in one place: drafts, answers, goal results, last place.
 * In the browser reach it through `components/progress/progress-client.ts`, which loads this file (and Dexie and zod)
 * apart from the page, opens it once, and falls back to memory. Knows neither React nor lessons.
 */
import { ok, type Result } from '../runtime/result.ts';
import { createAnswers, type Answers } from './answers.ts';
import { attempt } from './attempt.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { explainStorageError, type StorageFailure } from './failures.ts';
import { createGoalResults, type GoalResults } from './goal-results.ts';
import { openIndexedShelf } from './indexed-shelf.ts';
import { openMemoryShelf } from './memory-shelf.ts';
import { createPlaces, type Places } from './places.ts';
import type { Shelf } from './shelf.ts';

/** Whether work outlives the tab; if not, why, in words to show. */
export type Keeping = { readonly kind: 'kept' } | { readonly kind: 'memory'; readonly failure: StorageFailure };

export interface ProgressStore {
  readonly keeping: Keeping;
  /** This tab, as it signs what it writes. */
  readonly tab: string;
  readonly drafts: Drafts;
  readonly answers: Answers;
  readonly results: GoalResults;
  readonly places: Places;
  close(): void;
}

export interface ProgressOptions {
  readonly databaseName?: string;
  readonly now?: () => number;
}

/** Opens what the browser keeps. An error means that it refuses: go on with `temporaryProgress(error)`. */
export async function openProgress(options: ProgressOptions = {}): Promise<Result<ProgressStore, StorageFailure>> {
  const shelf = await attempt(() => openIndexedShelf(options.databaseName));
  return shelf.ok ? ok(createStore(shelf.value, { kind: 'kept' }, options)) : shelf;
}

/** The same promises, until the tab closes. It carries the failure, so that whoever shows it can say so. */
export function temporaryProgress(failure: StorageFailure, options: ProgressOptions = {}): ProgressStore {
  return createStore(openMemoryShelf(), { kind: 'memory', failure }, options);
}

function createStore(shelf: Shelf, keeping: Keeping, { now = Date.now }: ProgressOptions): ProgressStore {
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return {
    keeping,
    tab,
    drafts: createDrafts({ shelf, tab, now, watchFailed: explainStorageError }),
    answers: createAnswers(shelf, now),
    results: createGoalResults(shelf, now, explainStorageError),
    places: createPlaces(shelf, now),
    close: () => shelf.close(),
  };
}
