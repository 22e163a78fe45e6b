/** What the last page says of the learner, from their record. Pure; knows neither storage nor how it is drawn. */
import { courseProgress, projectIdOf, reachedOf } from '@/lib/course/course-progress';
import type { Course } from '@/lib/course/lesson-types';
import { firstBelief } from '@/lib/progress/beliefs';
import type { Answer, Attention, GoalResult, Rating } from '@/lib/progress/records';

export interface Summary {
  readonly lessons: number;
  readonly goals: number;
  readonly predictions: number;
  readonly right: number;
  readonly cards: number;
  /** Milliseconds. */
  readonly spent: number;
  /** When the last of the goals was first reached, in milliseconds since the epoch; null without any. */
  readonly finishedAt: number | null;
}

export interface SummarySource {
  readonly results: readonly GoalResult[];
  readonly answers: readonly Answer[];
  readonly attention: readonly Attention[];
  readonly ratings: readonly Rating[];
}

export function summaryOf(course: Course, { results, answers, attention, ratings }: SummarySource): Summary {
  const { lessonsDone, goalsReached } = courseProgress(course, reachedOf(results));
  const goals = new Set(
    course.parts.flatMap((part) =>
      part.lessons.flatMap((lesson) => lesson.goals.map((test) => `${projectIdOf(lesson.slug)}:${test}`)),
    ),
  );
  const times = results.flatMap(({ key, firstPassedAt }) =>
    goals.has(key) && firstPassedAt !== null ? [firstPassedAt] : [],
  );
  return {
    lessons: lessonsDone,
    goals: goalsReached,
    predictions: answers.length,
    right: answers.filter((answer) => firstBelief(answer).correct).length,
    cards: new Set(ratings.map(({ card }) => card)).size,
    spent: attention.reduce((sum, { ms }) => sum + ms, 0),
    finishedAt: times.length > 0 ? Math.max(...times) : null,
  };
}
