/** Progress counts what is ready and still there. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { courseProgress, lessonProgress } from './course-progress.ts';
import type { Course, CourseLesson } from './lesson-types.ts';

const lesson = (slug: string, goals: readonly string[]): CourseLesson => ({
  slug,
  title: slug,
  summary: '',
  number: 1,
  status: goals.length > 0 ? 'ready' : 'planned',
  minutes: 5,
  goals,
});
const one = lesson('one', ['a', 'b']);
const two = lesson('two', ['c']);
const planned = lesson('three', []);
const course: Course = {
  title: '',
  parts: [
    { title: '', summary: '', lessons: [one] },
    { title: '', summary: '', lessons: [two, planned] },
  ],
};
const reached = (...tests: readonly string[]) => new Map([['lesson/one', new Set(tests)]]);

for (const [what, tests, state] of [
  ['nothing reached', [], 'new'],
  ['some reached', ['a'], 'begun'],
  ['all reached', ['a', 'b'], 'done'],
  ['only goals that are gone', ['z'], 'new'],
] as const) {
  it(`a lesson with ${what} is ${state}`, () => assert.equal(lessonProgress(one, reached(...tests)).state, state));
}

it('a planned lesson stays planned', () => {
  assert.equal(lessonProgress(planned, new Map([['lesson/three', new Set(['a'])]])).state, 'planned');
});

it('the course counts ready lessons alone', () => {
  assert.deepEqual(courseProgress(course, reached('a', 'b', 'z')), {
    lessonsDone: 1,
    lessons: 2,
    goalsReached: 2,
    goals: 3,
  });
});
