/** What a learner could do next, the best first. Pure; knows what was reached and what is due, not how it is shown. */
import { lessonProgress, type Reached } from './course-progress.ts';
import type { Course, CourseLesson } from './lesson-types.ts';

export type NextStep =
  | { readonly kind: 'continue' | 'begin' | 'complete'; readonly lesson: CourseLesson; readonly left: number }
  | { readonly kind: 'review'; readonly due: number }
  | { readonly kind: 'finish' };

export interface Standing {
  readonly course: Course;
  readonly reached: Reached;
  /** Slug of the lesson that was visited last. */
  readonly lastVisited: string | null;
  /** Cards due now. */
  readonly due: number;
}

const MOST = 4;

export function nextSteps({ course, reached, lastVisited, due }: Standing): readonly NextStep[] {
  const ready = course.parts.flatMap(({ lessons }) => lessons).filter(({ status }) => status === 'ready');
  const open = ready.filter((lesson) => lessonProgress(lesson, reached).state !== 'done');
  const left = (lesson: CourseLesson): number => lesson.goals.length - lessonProgress(lesson, reached).reached;
  const steps: NextStep[] = [];

  const last = open.find(({ slug }) => slug === lastVisited);
  if (last) steps.push({ kind: 'continue', lesson: last, left: left(last) });
  if (due > 0) steps.push({ kind: 'review', due });
  const begun = open.filter((lesson) => lesson !== last && lessonProgress(lesson, reached).state === 'begun');
  for (const lesson of begun) steps.push({ kind: 'complete', lesson, left: left(lesson) });
  // After where one was, or the first that is new.
  const from = ready.findIndex(({ slug }) => slug === lastVisited);
  const isNew = (lesson: CourseLesson): boolean => lesson !== last && lessonProgress(lesson, reached).state === 'new';
  const next = ready.slice(from + 1).find(isNew) ?? ready.find(isNew);
  if (next) steps.push({ kind: 'begin', lesson: next, left: left(next) });
  if (ready.length > 0 && open.length === 0) steps.unshift({ kind: 'finish' });
  return steps.slice(0, MOST);
}
