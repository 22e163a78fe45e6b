/**
 * The learner's work and progress, in one place: drafts, answers, goal results, places, reviews, time.
 * In the browser reach it through `components/progress/progress-client.ts`, which loads this file (and Dexie and zod)
 * apart from the page, opens it once, and falls back to memory. Knows neither React nor lessons.
 */
import { ok, type Result } from '../runtime/result.ts';
import { createAnswers, type Answers } from './answers.ts';
import { attempt } from './attempt.ts';
import { createAttentionLog, type AttentionLog } from './attention.ts';
import { createClock } from './clock.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { explainStorageError, type StorageFailure } from './failures.ts';
import { createGoalResults, type GoalResults } from './goal-results.ts';
import { openIndexedShelf } from './indexed-shelf.ts';
import { openMemoryShelf } from './memory-shelf.ts';
import { createOwnership, type Ownership } from './ownership.ts';
import { createPlaces, type Places } from './places.ts';
import { createReviews, type Reviews } from './reviews.ts';
import { createSettings, type Settings } from './settings.ts';
import type { RawTables, Shelf } from './shelf.ts';
import { KEPT_NOWHERE, openUnwritten, type Unwritten } from './unwritten.ts';

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
  readonly reviews: Reviews;
  readonly attention: AttentionLog;
  readonly settings: Settings;
  readonly ownership: Ownership;
  /** Milliseconds since the epoch, as records are signed: never before what is kept already. */
  now(): number;
  /** How far the machine's clock is behind what is kept, in milliseconds. */
  clockBehindBy(): number;
  /** Somebody deleted what the browser keeps, under this page: calls back with all of it, for `ownership.putBack`. */
  onDeleted(listener: (lost: RawTables) => void): () => void;
  close(): void;
}

export interface ProgressOptions {
  readonly databaseName?: string;
  readonly now?: () => number;
  /** Where records are while they are being written; the browser's localStorage unless something else is given. */
  readonly local?: Storage;
}

/** Opens what the browser keeps. An error means that it refuses: go on with `temporaryProgress(error)`. */
export async function openProgress(options: ProgressOptions = {}): Promise<Result<ProgressStore, StorageFailure>> {
  const opened = await attempt(async () => {
    const shelf = await openIndexedShelf(options.databaseName);
    return { shelf, latest: await shelf.latest() };
  });
  if (!opened.ok) return opened;
  const { shelf, latest } = opened.value;
  const unwritten = openUnwritten(options.local);
  const store = createStore(shelf, { kind: 'kept' }, unwritten, options, latest);
  await unwritten.bringIn((tables) => store.ownership.putBack(tables));
  return ok(store);
}

/** The same promises, until the tab closes. It carries the failure, so that whoever shows it can say so. */
export function temporaryProgress(failure: StorageFailure, options: ProgressOptions = {}): ProgressStore {
  return createStore(openMemoryShelf(), { kind: 'memory', failure }, KEPT_NOWHERE, options, 0);
}

function createStore(
  shelf: Shelf,
  keeping: Keeping,
  unwritten: Unwritten,
  { now: system = Date.now }: ProgressOptions,
  latest: number,
): ProgressStore {
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  const clock = createClock(system, latest);
  const { now } = clock;
  return {
    keeping,
    tab,
    drafts: createDrafts({ shelf, tab, now, watchFailed: explainStorageError }),
    answers: createAnswers(shelf, unwritten, now, explainStorageError),
    results: createGoalResults(shelf, unwritten, now, explainStorageError),
    places: createPlaces(shelf, now, explainStorageError),
    reviews: createReviews(shelf, unwritten, now, explainStorageError),
    attention: createAttentionLog(shelf, now, explainStorageError),
    settings: createSettings(shelf, now, explainStorageError),
    ownership: createOwnership(shelf, clock),
    now,
    clockBehindBy: clock.behindBy,
    onDeleted: (listener) => shelf.onDeleted(listener),
    close: () => shelf.close(),
  };
}
