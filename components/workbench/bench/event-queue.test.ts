import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventQueue, type Schedule } from './event-queue.ts';

/** Frames that come when the test says so. */
function frames() {
  let pending: (() => void)[] = [];
  const schedule: Schedule = (callback) => {
    pending.push(callback);
    return () => {
      pending = pending.filter((other) => other !== callback);
    };
  };
  return {
    schedule,
    waiting: () => pending.length,
    next() {
      const now = pending;
      pending = [];
      for (const callback of now) callback();
    },
  };
}

test('many events in one frame are handed on at once, in order', () => {
  const { schedule, next, waiting } = frames();
  const seen: (readonly number[])[] = [];
  const queue = createEventQueue<number>((events) => seen.push(events), schedule);
  for (const event of [1, 2, 3]) queue.push(event);
  assert.equal(waiting(), 1);
  next();
  queue.push(4);
  next();
  assert.deepEqual(seen, [[1, 2, 3], [4]]);
});

test('flushing does not wait, and nothing comes twice', () => {
  const { schedule, next } = frames();
  const seen: (readonly number[])[] = [];
  const queue = createEventQueue<number>((events) => seen.push(events), schedule);
  queue.push(1);
  queue.flush();
  next();
  assert.deepEqual(seen, [[1]]);
});

test('after the end nothing is handed on', () => {
  const { schedule, next } = frames();
  const seen: (readonly number[])[] = [];
  const queue = createEventQueue<number>((events) => seen.push(events), schedule);
  queue.push(1);
  queue.dispose();
  next();
  assert.deepEqual(seen, []);
});
