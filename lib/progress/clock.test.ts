import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from './clock.ts';

test('follows the machine while that is ahead', () => {
  let machine = 1_000;
  const clock = createClock(() => machine, 900);
  assert.equal(clock.now(), 1_000);
  machine = 1_500;
  assert.equal(clock.now(), 1_500);
  assert.equal(clock.behindBy(), 0);
});

test('goes on after what is kept when the machine is a year behind, and keeps running', () => {
  let machine = 1_000;
  const clock = createClock(() => machine, 50_000);
  assert.equal(clock.now(), 50_001);
  machine += 250;
  assert.equal(clock.now(), 50_251);
  assert.equal(clock.behindBy(), 49_001);
});

test('does not run backwards when the clock is set back meanwhile', () => {
  let machine = 9_000;
  const clock = createClock(() => machine, 0);
  clock.now();
  machine = 2_000;
  assert.equal(clock.now(), 9_001);
  machine = 2_100;
  assert.equal(clock.now(), 9_101);
});

test('goes on from later times that came in', () => {
  const clock = createClock(() => 1_000, 0);
  clock.heard(7_000);
  assert.equal(clock.now(), 7_001);
  assert.equal(clock.behindBy(), 6_001);
});
