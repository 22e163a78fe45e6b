import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Course, CourseLesson } from './lesson-types.ts';
import { nextSteps, type NextStep } from './next-steps.ts';

const lesson = (slug: string, goals: readonly string[]): CourseLesson => ({
  slug,
  title: slug,
  summary: '',
  number: 1,
  status: goals.length > 0 ? 'ready' : 'planned',
  minutes: 5,
  goals,
});
const course: Course = {
  title: '',
  parts: [
    { title: '', summary: '', lessons: [lesson('one', ['a', 'b']), lesson('planned', [])] },
    { title: '', summary: '', lessons: [lesson('two', ['c']), lesson('three', ['d'])] },
  ],
};
const reached = (all: Record<string, string[]>) =>
  new Map(Object.entries(all).map(([slug, tests]) => [`lesson/${slug}`, new Set(tests)]));
const words = (steps: readonly NextStep[]): string[] =>
  steps.map((step) => ('lesson' in step ? `${step.kind} ${step.lesson.slug} ${String(step.left)}` : step.kind));

test('a newcomer begins at the beginning', () => {
  assert.deepEqual(words(nextSteps({ course, reached: reached({}), lastVisited: null, due: 0 })), ['begin one 2']);
});

test('first where one was, then what is due, then what was left behind, then what is new', () => {
  const standing = { course, reached: reached({ one: ['a'] }), lastVisited: 'two', due: 3 };
  assert.deepEqual(words(nextSteps(standing)), ['continue two 1', 'review', 'complete one 1', 'begin three 1']);
});

test('a lesson that is done is not gone back to', () => {
  const standing = { course, reached: reached({ one: ['a', 'b'] }), lastVisited: 'one', due: 0 };
  assert.deepEqual(words(nextSteps(standing)), ['begin two 1']);
});

test('what was skipped is found again at the end', () => {
  const standing = { course, reached: reached({ three: ['d'] }), lastVisited: 'three', due: 0 };
  assert.deepEqual(words(nextSteps(standing)), ['begin one 2']);
});

test('all lessons done: the last page, and reviewing goes on', () => {
  const standing = {
    course,
    reached: reached({ one: ['a', 'b'], two: ['c'], three: ['d'] }),
    lastVisited: 'one',
    due: 2,
  };
  assert.deepEqual(words(nextSteps(standing)), ['finish', 'review']);
});
