/**
 * When a card comes back. FSRS (ts-fsrs) works it out from all ratings of the card, each time anew: so two browsers' ratings
 * can be joined, one can be taken back, and a better scheduler counts for the past too. Knows ratings, not cards' words.
 * The algorithm: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
import { createEmptyCard, fsrs, type Card } from 'ts-fsrs';
import type { Grade, Rating } from '../progress/records.ts';

/** A card is asked for again when the chance that it is still known has fallen to this. */
export const RETENTION = 0.9;

const scheduler = fsrs({
  request_retention: RETENTION,
  // Spreads cards of one day over the next ones. Drawn from the card's own times, so the same ratings give the same days.
  enable_fuzz: true,
  // What was not known comes back within the same session.
  learning_steps: ['1m'],
  relearning_steps: ['1m'],
});

/** What is known of a card that was rated at least once. Times in milliseconds since the epoch. */
export interface Schedule {
  readonly due: number;
  readonly lastRatedAt: number;
  readonly firstRatedAt: number;
  readonly reps: number;
  readonly lapses: number;
  /** FSRS's own state, to go on from. */
  readonly memory: Card;
}

/** Card id → its schedule. */
export type Schedules = ReadonlyMap<string, Schedule>;

const inOrder = (a: Rating, b: Rating): number => a.ratedAt - b.ratedAt || (a.key < b.key ? -1 : 1);

/** @param ratings in any order, without those that were taken back */
export function schedulesOf(ratings: readonly Rating[]): Schedules {
  const schedules = new Map<string, Schedule>();
  for (const { card, grade, ratedAt } of [...ratings].sort(inOrder))
    schedules.set(card, after(schedules.get(card), grade, ratedAt));
  return schedules;
}

function after(before: Schedule | undefined, grade: Grade, at: number): Schedule {
  const { card: memory } = scheduler.next(
    before?.memory ?? createEmptyCard(new Date(at)),
    new Date(at),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- our grades are the numbers of ts-fsrs's
    grade,
  );
  return {
    due: memory.due.getTime(),
    lastRatedAt: at,
    firstRatedAt: before?.firstRatedAt ?? at,
    reps: memory.reps,
    lapses: memory.lapses,
    memory,
  };
}

/** When the card would come back after each grade, in milliseconds from now. */
export function choicesFor(schedule: Schedule | undefined, now: number): Readonly<Record<Grade, number>> {
  const wait = (grade: Grade): number => after(schedule, grade, now).due - now;
  return { 1: wait(1), 2: wait(2), 3: wait(3), 4: wait(4) };
}

/** The chance that the card is still known, from 0 to 1. */
export const retrievability = ({ memory }: Schedule, now: number): number =>
  scheduler.get_retrievability(memory, new Date(now), false);
