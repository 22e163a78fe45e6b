import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Confidence } from '../progress/records.ts';
import { calibrationOf, calibrationWords } from './calibration.ts';

const answers = (confidence: Confidence, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ confidence, correct: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, correct: false })),
];

test('answers are counted by their confidence', () => {
  const levels = calibrationOf([...answers('guess', 1, 2), ...answers('certain', 3, 0)]);
  assert.deepEqual(
    levels.map(({ confidence, answered, right }) => [confidence, answered, right]),
    [
      ['guess', 3, 1],
      ['fairly', 0, 0],
      ['certain', 3, 3],
    ],
  );
});

test('too few answers say nothing', () => {
  assert.deepEqual(calibrationWords(calibrationOf(answers('certain', 0, 2))), []);
});

test('what the figures say follows the figures', () => {
  const say = (confidence: Confidence, right: number, wrong: number): string =>
    calibrationWords(calibrationOf(answers(confidence, right, wrong))).join();
  assert.match(say('certain', 1, 3), /surer than you were right/);
  assert.match(say('certain', 5, 0), /When you were certain, you were right/);
  assert.match(say('guess', 4, 0), /know more than you think/);
  assert.match(say('guess', 2, 2), /guesses were guesses/);
  assert.match(say('fairly', 1, 3), /too sure/);
});
