/** "Course progress", large: goals reached of all, lessons done of all. */
import type { CourseProgress } from '@/lib/course/course-progress';

export function CourseBar({ progress }: { readonly progress: CourseProgress }) {
  const { lessonsDone, lessons, goalsReached, goals } = progress;
  const words = `${String(goalsReached)} of ${String(goals)} goals reached, ${String(lessonsDone)} of ${String(lessons)} lessons done`;
  const share = goals === 0 ? 0 : goalsReached / goals;
  return (
    <div className="mt-5">
      <div
        role="progressbar"
        aria-label="Course progress"
        aria-valuemin={0}
        aria-valuemax={goals}
        aria-valuenow={goalsReached}
        aria-valuetext={words}
        className="h-3 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${String(share * 100)}%` }} />
      </div>
      <p className="mt-2 text-sm text-soft tabular-nums">{words}.</p>
    </div>
  );
}
