import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from './store.ts';

const counter = () => {
  const store = createStore((sum: number, by: number) => sum + by, 0);
  const heard: number[] = [];
  store.subscribe(() => heard.push(store.get()));
  return { store, heard };
};

test('listeners hear of every change, and of nothing else', () => {
  const { store, heard } = counter();
  store.dispatch(1);
  store.dispatch(0);
  store.dispatch(2);
  assert.deepEqual(heard, [1, 3]);
});

test('what may be over in no time is so at once, and heard of a frame later', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, heard } = counter();
  store.dispatchUnheard(1);
  store.dispatchUnheard(0);
  assert.equal(store.get(), 1);
  assert.deepEqual(heard, []);
  context.mock.timers.tick(16);
  assert.deepEqual(heard, [1]);
});

test('if it is over by then, it was never heard of', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, heard } = counter();
  store.dispatchUnheard(1);
  store.dispatch(1);
  context.mock.timers.tick(1000);
  assert.deepEqual(heard, [2]);
});

test('what goes wrong in one listener reaches neither the others nor who dispatched, and is not hidden', (context) => {
  const { store, heard } = counter();
  const fault = new Error('a fault in a view');
  store.subscribe(() => {
    throw fault;
  });
  store.subscribe(() => heard.push(-store.get()));
  const later: (() => void)[] = [];
  context.mock.method(globalThis, 'queueMicrotask', (task: () => void) => later.push(task));
  store.dispatch(1);
  assert.deepEqual(heard, [1, -1]);
  assert.equal(later.length, 1);
  assert.throws(() => later[0]?.(), fault);
});
