/**
 * Which cards are in play for this learner, and which of them are due. Pure: knows what was reached, answered and rated, and
 * nothing of what is on a card.
 */
import { wasMissed } from '../progress/beliefs.ts';
import { dayOf } from '../progress/days.ts';
import type { Answer, Rating } from '../progress/records.ts';
import type { SettingValues } from '../progress/settings.ts';
import { schedulesOf, type Schedules } from './schedule.ts';

export type CardKind = 'takeaway' | 'recall' | 'live' | 'myth' | 'missed';

/** All that the count in the header needs of a card. */
export interface DeckEntry {
  readonly id: string;
  readonly kind: CardKind;
  /** The card comes in with this lesson's first goal. */
  readonly lesson?: string;
  /** The card comes in with an answer to this question (`projectId:question`); a `missed` one only when that was wrong. */
  readonly question?: string;
}

/** How many cards a learner meets for the first time on one day. */
export const NEW_A_DAY = 10;

export interface LearnerRecord {
  /** Project id → goals that were reached. */
  readonly reached: ReadonlyMap<string, ReadonlySet<string>>;
  readonly answers: readonly Answer[];
  /** Without those that were taken back. */
  readonly ratings: readonly Rating[];
  readonly settings: SettingValues;
}

export function cardsInPlay(deck: readonly DeckEntry[], record: LearnerRecord): readonly DeckEntry[] {
  const answers = new Map(record.answers.map((answer) => [answer.key, answer]));
  const all = record.settings.deck === 'all';
  return deck.filter(({ kind, lesson, question }) => {
    const answer = question === undefined ? undefined : answers.get(question);
    if (kind === 'missed') return answer !== undefined && wasMissed(answer);
    if (all || answer) return true;
    if (lesson !== undefined) return (record.reached.get(`lesson/${lesson}`)?.size ?? 0) > 0;
    return question === undefined && record.reached.size > 0;
  });
}

export interface Queue {
  /** In the order in which they are asked: what is due, the longest waiting first; then new ones. */
  readonly cards: readonly string[];
  readonly due: number;
  readonly fresh: number;
  readonly schedules: Schedules;
  /** New ones that wait for another day. */
  readonly freshLater: number;
}

/** @param now milliseconds since the epoch */
export function queueOf(deck: readonly DeckEntry[], record: LearnerRecord, now: number): Queue {
  const schedules = schedulesOf(record.ratings);
  const inPlay = cardsInPlay(deck, record);
  const due = inPlay
    .map(({ id }) => ({ id, due: schedules.get(id)?.due ?? Infinity }))
    .filter((card) => card.due <= now)
    .sort((a, b) => a.due - b.due);
  const today = dayOf(now);
  const metToday = [...schedules.values()].filter(({ firstRatedAt }) => dayOf(firstRatedAt) === today).length;
  const unseen = inPlay.filter(({ id }) => !schedules.has(id));
  const fresh = unseen.slice(0, Math.max(0, NEW_A_DAY - metToday));
  return {
    cards: [...due, ...fresh].map(({ id }) => id),
    due: due.length,
    fresh: fresh.length,
    schedules,
    freshLater: unseen.length - fresh.length,
  };
}
