/** Cards come in with what was learned, come back when FSRS says so, and the same ratings always give the same days. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Grade, Rating } from '../progress/records.ts';
import { cardsInPlay, NEW_A_DAY, queueOf, type DeckEntry, type LearnerRecord } from './deck.ts';
import { forecastOf } from './forecast.ts';
import { choicesFor, retrievability, schedulesOf } from './schedule.ts';

const DAY = 86_400_000;
const NOW = new Date(2026, 4, 4, 9).getTime();
let keys = 0;
const rating = (card: string, grade: Grade, ratedAt: number): Rating => ({
  key: `${card}:${String((keys += 1)).padStart(6, '0')}`,
  card,
  grade,
  ratedAt,
  undoneAt: null,
});
const answer = (question: string, correct: boolean, firstCorrect = correct): Answer => ({
  key: `lesson/one:${question}`,
  projectId: 'lesson/one',
  question,
  choice: 'a',
  confidence: 'fairly',
  correct,
  answeredAt: 2,
  ...(firstCorrect === correct
    ? {}
    : { earlier: [{ choice: 'b', confidence: 'fairly' as const, correct: firstCorrect, answeredAt: 1 }] }),
});
const record = (some: Partial<LearnerRecord> = {}): LearnerRecord => ({
  reached: new Map(),
  answers: [],
  ratings: [],
  settings: {},
  ...some,
});
const everything = (ratings: readonly Rating[]) => record({ ratings, settings: { deck: 'all' } });
const begun = new Map([['lesson/one', new Set(['test_a'])]]);

describe('a schedule', () => {
  it('is worked out from the ratings, in the order of their times', () => {
    const ratings = [rating('a', 3, NOW), rating('a', 3, NOW + 3 * DAY), rating('a', 1, NOW + 20 * DAY)];
    const forwards = schedulesOf(ratings);
    assert.deepEqual(schedulesOf([...ratings].reverse()), forwards);
    assert.equal(forwards.get('a')?.reps, 3);
    assert.equal(forwards.get('a')?.lapses, 1);
  });

  it('a better grade waits longer, and what was not known comes back at once', () => {
    const {
      1: again,
      2: hard,
      3: good,
      4: easy,
    } = choicesFor(schedulesOf([rating('a', 3, NOW)]).get('a'), NOW + 3 * DAY);
    assert.equal(again, 60_000);
    assert.ok(again < hard && hard < good && good < easy);
    assert.equal(choicesFor(undefined, NOW)[1], 60_000);
  });

  it('comes back when about one in ten would have forgotten it', () => {
    const schedule = schedulesOf([rating('a', 3, NOW)]).get('a');
    assert.ok(schedule);
    const then = retrievability(schedule, schedule.due);
    assert.ok(then > 0.85 && then < 0.95, String(then));
    assert.ok(retrievability(schedule, schedule.due + 30 * DAY) < then);
  });

  it('a rating of the same moment, or of a clock set back, breaks nothing', () => {
    const schedule = schedulesOf([rating('a', 3, NOW), rating('a', 3, NOW), rating('a', 3, NOW - DAY)]).get('a');
    assert.ok(schedule && Number.isFinite(schedule.due) && schedule.due > NOW - DAY);
  });
});

describe('cards in play', () => {
  const deck: DeckEntry[] = [
    { id: 'takeaway', kind: 'takeaway', lesson: 'one' },
    { id: 'other', kind: 'recall', lesson: 'two' },
    { id: 'general', kind: 'recall' },
    { id: 'myth', kind: 'myth', question: 'myths:m' },
    { id: 'missed', kind: 'missed', question: 'lesson/one:q' },
  ];
  const ids = (some: Partial<LearnerRecord>) => cardsInPlay(deck, record(some)).map(({ id }) => id);

  it('come in with a lesson’s first goal', () => {
    assert.deepEqual(ids({}), []);
    assert.deepEqual(ids({ reached: begun }), ['takeaway', 'general']);
    assert.deepEqual(ids({ reached: new Map([['lesson/three', new Set(['t'])]]) }), ['general']);
  });

  it('a myth with its answer, a prediction only when it was missed, also if only the first time', () => {
    assert.deepEqual(ids({ answers: [{ ...answer('m', true), key: 'myths:m' }] }), ['myth']);
    assert.deepEqual(ids({ answers: [answer('q', true)] }), []);
    assert.deepEqual(ids({ answers: [answer('q', false)] }), ['missed']);
    assert.deepEqual(ids({ answers: [answer('q', true, false)] }), ['missed']);
  });

  it('all at once, if the learner wants, but nobody is asked what they did not miss', () => {
    assert.deepEqual(ids({ settings: { deck: 'all' } }), ['takeaway', 'other', 'general', 'myth']);
  });
});

describe('the queue', () => {
  const deck: DeckEntry[] = Array.from({ length: 15 }, (_, index) => ({ id: `c${String(index)}`, kind: 'recall' }));

  it('asks what is due first, the longest waiting before the others, then new ones up to the day’s measure', () => {
    const ratings = [rating('c3', 3, NOW - 20 * DAY), rating('c1', 3, NOW - 30 * DAY), rating('c2', 4, NOW - DAY)];
    const queue = queueOf(deck, everything(ratings), NOW);
    assert.deepEqual(queue.cards.slice(0, 3), ['c1', 'c3', 'c0']);
    assert.deepEqual([queue.due, queue.fresh, queue.freshLater], [2, NEW_A_DAY, 2]);
  });

  it('counts what was met today, and begins anew tomorrow', () => {
    const ratings = Array.from({ length: 7 }, (_, index) => rating(`c${String(index)}`, 4, NOW));
    assert.equal(queueOf(deck, everything(ratings), NOW + 60_000).fresh, NEW_A_DAY - 7);
    assert.equal(queueOf(deck, everything(ratings), NOW + DAY).fresh, 8);
  });

  it('leaves out cards that are no longer there', () => {
    assert.deepEqual(queueOf([], everything([rating('gone', 1, NOW - DAY)]), NOW).cards, []);
  });
});

it('the forecast counts every card in play once, overdue ones today', () => {
  const deck: DeckEntry[] = Array.from({ length: 25 }, (_, index) => ({ id: `c${String(index)}`, kind: 'recall' }));
  const ratings = [rating('c0', 3, NOW - 40 * DAY), rating('c1', 1, NOW - DAY), rating('c2', 3, NOW)];
  const { days, known, rated, inPlay } = forecastOf(deck, everything(ratings), NOW);
  assert.equal(days.length, 14);
  assert.deepEqual([days[0]?.reviews, rated, inPlay], [2, 3, 25]);
  assert.deepEqual(
    days.slice(0, 4).map(({ fresh }) => fresh),
    [NEW_A_DAY - 1, NEW_A_DAY, 3, 0],
  );
  assert.equal(
    days.reduce((sum, day) => sum + day.reviews, 0),
    3,
  );
  assert.ok(known !== null && known > 0 && known < 1);
  assert.equal(forecastOf(deck, record(), NOW).known, null);
});
