/** What the learner calls what their record calls by ids. Pure. */
import { slugOf } from '@/lib/course/course-progress';
import type { Course } from '@/lib/course/lesson-types';
import type { ItemKind } from '@/lib/progress/merge';

export const KIND_NAMES: Readonly<Record<ItemKind, string>> = {
  draft: 'Code',
  version: 'Earlier versions',
  answer: 'Answers',
  goal: 'Goals',
  place: 'Places',
  rating: 'Card ratings',
  time: 'Days of time spent',
  setting: 'Choices',
};

/** `lesson/first-handlers` → `First handlers`. An id that is none of ours stays as it is. */
export function projectName(course: Course, projectId: string): string {
  if (projectId === 'playground') return 'Playground';
  const slug = slugOf(projectId);
  const lesson = course.parts.flatMap(({ lessons }) => lessons).find((line) => line.slug === slug);
  if (lesson) return lesson.title;
  return projectId.startsWith('live/') ? `Card ${projectId.slice('live/'.length)}` : projectId;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} bytes`;
  if (bytes < 1_000_000) return `${String(Math.round(bytes / 1_000))} KB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
