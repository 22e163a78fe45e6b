import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationOf, calibrationWords } from './calibration.ts';
import type { Answer, Confidence } from './records.ts';

let keys = 0;
const answers = (confidence: Confidence, ...rights: readonly boolean[]): Answer[] =>
  rights.map((correct) => {
    const question = `q${String((keys += 1))}`;
    return { key: `p:${question}`, projectId: 'p', question, choice: 'a', confidence, correct, answeredAt: 9 };
  });

test('counts each level by what was first believed', () => {
  const [later] = answers('certain', true);
  assert.ok(later);
  const changed = { ...later, earlier: [{ choice: 'b', confidence: 'guess' as const, correct: false, answeredAt: 1 }] };
  assert.deepEqual(calibrationOf([...answers('certain', true, false), changed]), [
    { confidence: 'guess', answered: 1, right: 0 },
    { confidence: 'fairly', answered: 0, right: 0 },
    { confidence: 'certain', answered: 2, right: 1 },
  ]);
});

test('says something only when there is enough to say it of', () => {
  const words = (...given: Answer[][]) => calibrationWords(calibrationOf(given.flat()));
  assert.equal(words(answers('certain', true, false)), null);
  assert.match(
    words(answers('certain', true, false, false), answers('guess', true, false)) ?? '',
    /surer than you are right/,
  );
  assert.match(words(answers('guess', true, true, true, true), answers('fairly', true)) ?? '', /more than you think/);
  assert.match(
    words(answers('certain', true, true, true), answers('guess', false, true, false)) ?? '',
    /know what you know/,
  );
});
