import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeWords } from './time-words.ts';

const now = new Date(2026, 2, 5, 14, 30).getTime();
for (const [seconds, words] of [
  [-5, 'Just now'],
  [59, 'Just now'],
  [60, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [2 * 3_600, '2 hours ago'],
  [86_399, '23 hours ago'],
] as const) {
  test(`${String(seconds)} s ago: ${words}`, () => assert.equal(timeWords(now - seconds * 1000, now), words));
}

test('from a day on, the date and the time', () => {
  assert.match(timeWords(new Date(2026, 2, 3, 9, 5).getTime(), now), /^(March 3|3 March).*09:05$/);
});
