import assert from 'node:assert/strict';
import { test } from 'node:test';
import { volleyWords } from './volley.ts';

test('statuses are counted in the order they came, and the time is of those that answered', () => {
  const outcomes = [
    { status: 200, ms: 2 },
    { status: 500, ms: 30 },
    { status: 200, ms: 4.25 },
    { status: null, ms: 0 },
  ];
  assert.equal(volleyWords(outcomes), '4 sent: 2 × 200, 1 × 500, 1 × no answer; half of them within 4.3 ms.');
  assert.equal(volleyWords([{ status: null, ms: 0 }]), '1 sent: 1 × no answer.');
  assert.match(volleyWords([]), /no server/);
});
