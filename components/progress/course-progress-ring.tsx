/** "Course progress" in the header: a ring and a count, from what is kept in this browser. */
'use client';

import { courseProgress } from '@/lib/course/course-progress';
import type { Course } from '@/lib/course/lesson-types';
import { useReachedGoals } from './use-reached-goals';

const NOTHING = new Map<string, ReadonlySet<string>>();
const RADIUS = 7.5;
const LENGTH = 2 * Math.PI * RADIUS;

export function CourseProgressRing({ course }: { readonly course: Course }) {
  const { lessonsDone, lessons, goalsReached, goals } = courseProgress(course, useReachedGoals() ?? NOTHING);
  const share = goals === 0 ? 0 : goalsReached / goals;
  const words = `${String(goalsReached)} of ${String(goals)} goals reached, ${String(lessonsDone)} of ${String(lessons)} lessons done`;
  return (
    <div
      role="progressbar"
      aria-label="Course progress"
      aria-valuemin={0}
      aria-valuemax={goals}
      aria-valuenow={goalsReached}
      aria-valuetext={words}
      title={words}
      className="flex shrink-0 items-center gap-2 text-[0.8125rem] whitespace-nowrap text-soft tabular-nums"
    >
      <svg viewBox="0 0 20 20" className="size-5 shrink-0 -rotate-90" fill="none" strokeWidth="3" aria-hidden="true">
        <circle cx="10" cy="10" r={RADIUS} stroke="var(--line)" />
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          stroke="var(--accent)"
          strokeLinecap={share > 0 ? 'round' : 'butt'}
          strokeDasharray={`${String(share * LENGTH)} ${String(LENGTH)}`}
        />
      </svg>
      {/* Said by the progress bar's own text, also where there is no room for it. */}
      <span className="max-lg:hidden" aria-hidden="true">
        {goalsReached} of {goals} goals
      </span>
    </div>
  );
}
