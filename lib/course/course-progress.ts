/** What reached goals mean for the course: how far a lesson is, and the whole. Pure; knows no storage. */
import type { GoalResult } from '../progress/records.ts';
import type { Course, CourseLesson } from './lesson-types.ts';

/** Project id → tests that have passed once. */
export type Reached = ReadonlyMap<string, ReadonlySet<string>>;

export function reachedOf(results: readonly GoalResult[]): Reached {
  const reached = new Map<string, Set<string>>();
  for (const { projectId, test, firstPassedAt } of results)
    if (firstPassedAt !== null) reached.set(projectId, (reached.get(projectId) ?? new Set()).add(test));
  return reached;
}

export interface LessonProgress {
  readonly state: 'planned' | 'new' | 'begun' | 'done';
  readonly reached: number;
  readonly goals: number;
}

export const projectIdOf = (slug: string): string => `lesson/${slug}`;
/** Null for a project that is no lesson's. */
export const slugOf = (projectId: string): string | null => /^lesson\/([^/]+)$/.exec(projectId)?.[1] ?? null;

/** Goals that the lesson no longer has do not count. */
export function lessonProgress(lesson: CourseLesson, reached: Reached): LessonProgress {
  const tests = reached.get(projectIdOf(lesson.slug));
  const count = lesson.goals.filter((test) => tests?.has(test)).length;
  const goals = lesson.goals.length;
  if (lesson.status === 'planned') return { state: 'planned', reached: 0, goals: 0 };
  return { state: count === 0 ? 'new' : count < goals ? 'begun' : 'done', reached: count, goals };
}

export interface CourseProgress {
  readonly lessonsDone: number;
  readonly lessons: number;
  readonly goalsReached: number;
  readonly goals: number;
}

/** Over the lessons that are ready: what is only planned cannot be done. */
export function courseProgress(course: Course, reached: Reached): CourseProgress {
  const ready = course.parts.flatMap((part) => part.lessons).filter(({ status }) => status === 'ready');
  const each = ready.map((lesson) => lessonProgress(lesson, reached));
  return {
    lessonsDone: each.filter(({ state }) => state === 'done').length,
    lessons: ready.length,
    goalsReached: each.reduce((sum, lesson) => sum + lesson.reached, 0),
    goals: each.reduce((sum, lesson) => sum + lesson.goals, 0),
  };
}
