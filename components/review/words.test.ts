import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockWords, spentWords, waitWords } from './words.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('waits', () => {
  const words = [1_000, MINUTE, 10 * MINUTE, 90 * MINUTE, DAY, 2.4 * DAY, 59 * DAY, 90 * DAY, 365 * DAY, 800 * DAY];
  assert.deepEqual(words.map(waitWords), [
    '1 minute',
    '1 minute',
    '10 minutes',
    '2 hours',
    '1 day',
    '2 days',
    '59 days',
    '3 months',
    '12 months',
    '2 years',
  ]);
});

test('the clock of a session', () => {
  assert.deepEqual([300_000, 245_001, 59_000, 1, 0].map(clockWords), ['5:00', '4:06', '0:59', '0:01', '0:00']);
});

test('time spent', () => {
  assert.deepEqual([0, 4_000, 61_000, 12 * MINUTE, 60 * MINUTE, 200 * MINUTE].map(spentWords), [
    'none',
    'less than a minute',
    '1 min',
    '12 min',
    '1 h',
    '3 h 20 min',
  ]);
});
