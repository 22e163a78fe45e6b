import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canGo, NO_HISTORY, present, revisit, visit } from './history.ts';

const at = (path: string) => ({ request: { method: 'GET', path, headers: [] }, url: `http://localhost:5000${path}` });

test('going somewhere after going back forgets what was ahead', () => {
  const three = ['/a', '/b', '/c'].reduce((history, path) => visit(history, at(path)), NO_HISTORY);
  const back = { ...three, index: 0 };
  assert.equal(canGo(back, 1), true);
  const elsewhere = visit(back, at('/d'));
  assert.deepEqual(
    elsewhere.visits.map(({ request }) => request.path),
    ['/a', '/d'],
  );
  assert.equal(canGo(elsewhere, 1), false);
});

test('sending again changes the visit in its place', () => {
  const history = revisit(visit(NO_HISTORY, at('/a')), 0, at('/login'));
  assert.equal(present(history)?.request.path, '/login');
  assert.equal(history.visits.length, 1);
});

test('without visits there is no present and nowhere to go', () => {
  assert.equal(present(NO_HISTORY), null);
  assert.equal(canGo(NO_HISTORY, -1), false);
  assert.equal(canGo(NO_HISTORY, 1), false);
});
