import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectName, sizeWords } from './names.ts';

test('projects are called by what they are', () => {
  const lesson = {
    slug: 'one',
    title: 'Lesson one',
    summary: '',
    number: 1,
    status: 'ready',
    minutes: 1,
    goals: [],
  } as const;
  const course = { title: '', parts: [{ title: '', summary: '', lessons: [lesson] }] };
  const ids = ['lesson/one', 'lesson/gone', 'playground', 'live/missing-page', '<b>'];
  assert.deepEqual(
    ids.map((id) => projectName(course, id)),
    ['Lesson one', 'lesson/gone', 'Playground', 'Card missing-page', '<b>'],
  );
});

test('sizes', () => {
  assert.deepEqual([0, 999, 1_500, 84_000, 1_200_000, 52_000_000, 2_340_000_000].map(sizeWords), [
    '0 bytes',
    '999 bytes',
    '2 KB',
    '84 KB',
    '1.2 MB',
    '52 MB',
    '2.3 GB',
  ]);
});
