/**
 * One sitting: a card after the other until the time is over or nothing is left. The clock never cuts a card short. Pure;
 * knows cards by their ids, and neither storage nor views.
 */
import type { Grade, Rating } from '../progress/records.ts';
import type { Queue } from './deck.ts';

export const SESSION_MS = 5 * 60_000;
/** A card of this session that comes back this soon is asked at once when nothing else is left. */
const AHEAD_MS = 20 * 60_000;

export interface Rated {
  /** Of the rating, to take it back by. */
  readonly key: string;
  readonly card: string;
  readonly grade: Grade;
}

export type Phase =
  | { readonly kind: 'asking'; readonly card: string; readonly shown: boolean }
  | { readonly kind: 'over'; readonly reason: 'time' | 'done' };

export interface Session {
  readonly phase: Phase;
  /** In order; what was taken back is not in it. */
  readonly rated: readonly Rated[];
}

export function begin(queue: Queue, now: number): Session {
  return { phase: nextPhase(queue, [], now, false), rated: [] };
}

export const show = (session: Session): Session =>
  session.phase.kind === 'asking' ? { ...session, phase: { ...session.phase, shown: true } } : session;

/** @param queue as it is with this rating */
export function rate(
  session: Session,
  { key, card, grade }: Rating,
  queue: Queue,
  now: number,
  timeIsOver: boolean,
): Session {
  const rated = [...session.rated, { key, card, grade }];
  return { phase: nextPhase(queue, rated, now, timeIsOver), rated };
}

/** The last rating was taken back: its card is asked again, with the answer in sight. */
export function undo(session: Session): Session {
  const last = session.rated.at(-1);
  if (!last) return session;
  return { phase: { kind: 'asking', card: last.card, shown: true }, rated: session.rated.slice(0, -1) };
}

/** Another five minutes. */
export const goOn = (session: Session, queue: Queue, now: number): Session => ({
  ...session,
  phase: nextPhase(queue, session.rated, now, false),
});

function nextPhase(queue: Queue, rated: readonly Rated[], now: number, timeIsOver: boolean): Phase {
  const next = queue.cards[0] ?? soonAgain(queue, rated, now);
  if (next === undefined) return { kind: 'over', reason: 'done' };
  return timeIsOver ? { kind: 'over', reason: 'time' } : { kind: 'asking', card: next, shown: false };
}

/** What was not known a moment ago. */
function soonAgain({ schedules }: Queue, rated: readonly Rated[], now: number): string | undefined {
  const waiting = [...new Set(rated.map(({ card }) => card))]
    .map((card) => ({ card, due: schedules.get(card)?.due ?? Infinity }))
    .filter(({ due }) => due <= now + AHEAD_MS)
    .sort((a, b) => a.due - b.due);
  return waiting[0]?.card;
}

export interface Tally {
  readonly cards: number;
  readonly ratings: number;
  /** Ratings other than "again". */
  readonly known: number;
}

export const tallyOf = ({ rated }: Session): Tally => ({
  cards: new Set(rated.map(({ card }) => card)).size,
  ratings: rated.length,
  known: rated.filter(({ grade }) => grade > 1).length,
});
