/** How far one lesson is, in the course map: planned, new, begun, done. Word and shape, not colour alone. */
'use client';

import { CheckIcon } from '@/components/ui/icons';
import { lessonProgress } from '@/lib/course/course-progress';
import type { CourseLesson } from '@/lib/course/lesson-types';
import { useReachedGoals } from './use-reached-goals';

const NOTHING = new Map<string, ReadonlySet<string>>();

export function LessonState({ lesson }: { readonly lesson: CourseLesson }) {
  const { state, reached, goals } = lessonProgress(lesson, useReachedGoals() ?? NOTHING);
  switch (state) {
    case 'planned':
      return <span className="text-faint">Planned</span>;
    case 'new':
      return <span className="text-soft">{lesson.minutes} min</span>;
    case 'begun':
      return (
        <span className="font-medium text-accent">
          {reached} of {goals} goals
        </span>
      );
    case 'done':
      return (
        <span className="inline-flex items-center gap-1 font-medium text-s2">
          <CheckIcon className="size-3.5" /> Done
        </span>
      );
  }
}
