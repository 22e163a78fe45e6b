import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grade, Rating } from '../progress/records.ts';
import { queueOf, type DeckEntry } from './deck.ts';
import { begin, goOn, rate, show, tallyOf, undo, type Session } from './session.ts';

const NOW = new Date(2026, 4, 4, 9).getTime();
const deck: DeckEntry[] = ['a', 'b'].map((id) => ({ id, kind: 'recall' }));
const queue = (ratings: readonly Rating[], now: number) =>
  queueOf(deck, { reached: new Map(), answers: [], ratings, settings: { deck: 'all' } }, now);
const rating = (card: string, grade: Grade, ratedAt: number): Rating => ({
  key: `${card}:${String(ratedAt)}`,
  card,
  grade,
  ratedAt,
  undoneAt: null,
});

test('asks, shows, goes on to the next, and ends when nothing is left', () => {
  let session = begin(queue([], NOW), NOW);
  assert.deepEqual(session.phase, { kind: 'asking', card: 'a', shown: false });
  session = show(session);
  assert.deepEqual(session.phase, { kind: 'asking', card: 'a', shown: true });
  const first = rating('a', 4, NOW);
  session = rate(session, first, queue([first], NOW), NOW, false);
  assert.deepEqual(session.phase, { kind: 'asking', card: 'b', shown: false });
  const second = rating('b', 4, NOW + 1);
  session = rate(session, second, queue([first, second], NOW + 1), NOW + 1, false);
  assert.deepEqual(session.phase, { kind: 'over', reason: 'done' });
  assert.deepEqual(tallyOf(session), { cards: 2, ratings: 2, known: 2 });
});

test('what was not known comes back in the same session, last', () => {
  const again = rating('a', 1, NOW);
  let session: Session = rate(begin(queue([], NOW), NOW), again, queue([again], NOW), NOW, false);
  assert.deepEqual(session.phase, { kind: 'asking', card: 'b', shown: false });
  const other = rating('b', 4, NOW + 1_000);
  session = rate(session, other, queue([again, other], NOW + 1_000), NOW + 1_000, false);
  assert.deepEqual(session.phase, { kind: 'asking', card: 'a', shown: false });
  assert.deepEqual(tallyOf(session), { cards: 2, ratings: 2, known: 1 });
});

test('the time ends after a card, never during it, and one can go on', () => {
  const first = rating('a', 4, NOW);
  const over = rate(begin(queue([], NOW), NOW), first, queue([first], NOW), NOW, true);
  assert.deepEqual(over.phase, { kind: 'over', reason: 'time' });
  assert.deepEqual(goOn(over, queue([first], NOW), NOW).phase, { kind: 'asking', card: 'b', shown: false });
});

test('the last rating is taken back, also after the end', () => {
  const [first, second] = [rating('a', 4, NOW), rating('b', 3, NOW + 1)];
  let session = rate(begin(queue([], NOW), NOW), first, queue([first], NOW), NOW, false);
  session = rate(session, second, queue([first, second], NOW + 1), NOW + 1, false);
  const back = undo(session);
  assert.deepEqual(back.phase, { kind: 'asking', card: 'b', shown: true });
  assert.deepEqual(
    back.rated.map(({ card }) => card),
    ['a'],
  );
  assert.deepEqual(undo(undo(back)), undo(back));
});

test('with nothing to ask it is over at once', () => {
  const empty = queueOf([], { reached: new Map(), answers: [], ratings: [], settings: {} }, NOW);
  assert.deepEqual(begin(empty, NOW), { phase: { kind: 'over', reason: 'done' }, rated: [] });
});
