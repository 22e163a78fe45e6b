import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoalResult } from '@/lib/progress/records';
import { summaryOf } from './summary.ts';

const result = (projectId: string, name: string, firstPassedAt: number | null): GoalResult => ({
  key: `${projectId}:${name}`,
  projectId,
  test: name,
  outcome: 'passed',
  message: '',
  testedAt: 99,
  firstPassedAt,
});

test('counts what the course has, and finishes with the last of its goals', () => {
  const lesson = {
    slug: 'one',
    title: '',
    summary: '',
    number: 1,
    status: 'ready',
    minutes: 1,
    goals: ['a', 'b'],
  } as const;
  const course = { title: '', parts: [{ title: '', summary: '', lessons: [lesson] }] };
  const results = [result('lesson/one', 'a', 5), result('lesson/one', 'b', 7), result('lesson/one', 'gone', 80)];
  const belief = { choice: 'x', confidence: 'guess', correct: false, answeredAt: 1 } as const;
  const answers = [{ ...belief, key: 'p:q', projectId: 'p', question: 'q', correct: true, earlier: [belief] }];
  const row = { key: 'k', projectId: 'p', day: '2026-01-01', device: 'd', ms: 4, updatedAt: 1 };
  const rating = (key: string) => ({ key, card: 'c', grade: 3, ratedAt: 1, undoneAt: null }) as const;
  assert.deepEqual(
    summaryOf(course, { results, answers, attention: [row, row], ratings: [rating('1'), rating('2')] }),
    {
      lessons: 1,
      goals: 2,
      predictions: 1,
      right: 0,
      cards: 1,
      spent: 8,
      finishedAt: 7,
    },
  );
});
