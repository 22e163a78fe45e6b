/** What the coming days will ask for, and how much is still known. Pure; times in milliseconds since the epoch. */
import { dayOf, daysOn } from '../progress/days.ts';
import { NEW_A_DAY, cardsInPlay, type DeckEntry, type LearnerRecord } from './deck.ts';
import { retrievability, schedulesOf } from './schedule.ts';

export interface ForecastDay {
  readonly day: string;
  /** Cards that come back; what is overdue counts for today. */
  readonly reviews: number;
  /** Cards met for the first time, if one reviews every day. */
  readonly fresh: number;
}

export interface Forecast {
  readonly days: readonly ForecastDay[];
  /** Of the cards rated so far, how many are likely still known, from 0 to 1; null without any. */
  readonly known: number | null;
  readonly rated: number;
  readonly inPlay: number;
}

export function forecastOf(deck: readonly DeckEntry[], record: LearnerRecord, now: number, length = 14): Forecast {
  const schedules = schedulesOf(record.ratings);
  const inPlay = cardsInPlay(deck, record);
  const rated = inPlay.flatMap(({ id }) => schedules.get(id) ?? []);
  const today = dayOf(now);
  const metToday = [...schedules.values()].filter(({ firstRatedAt }) => dayOf(firstRatedAt) === today).length;
  let unseen = inPlay.length - rated.length;
  const days = Array.from({ length }, (_, index): ForecastDay => {
    const day = dayOf(daysOn(now, index));
    const reviews = rated.filter(({ due }) => dayOf(Math.max(due, now)) === day).length;
    const fresh = Math.min(unseen, Math.max(0, NEW_A_DAY - (index === 0 ? metToday : 0)));
    unseen -= fresh;
    return { day, reviews, fresh };
  });
  const known =
    rated.length === 0 ? null : rated.reduce((sum, schedule) => sum + retrievability(schedule, now), 0) / rated.length;
  return { days, known, rated: rated.length, inPlay: inPlay.length };
}
