/** The course at a glance: parts, lessons in order, how far each is. What is only planned is said, and is no link. */
import Link from 'next/link';
import { LessonState } from '@/components/progress/lesson-state';
import type { Course, CourseLesson } from '@/lib/course/lesson-types';

interface CourseMapProps {
  readonly course: Course;
  /** The lesson this page is. */
  readonly current?: string | undefined;
  /** `full` has summaries; `list` is for the drawer. */
  readonly size: 'full' | 'list';
}

export function CourseMap({ course, current, size }: CourseMapProps) {
  const full = size === 'full';
  return (
    <ol className={full ? 'grid gap-y-12' : 'grid gap-y-7'}>
      {course.parts.map((part) => (
        <li key={part.title} className={full ? 'grid gap-x-10 gap-y-3 md:grid-cols-[15rem_minmax(0,1fr)]' : ''}>
          <div className={full ? 'md:pt-3' : 'mb-1.5'}>
            <h3 className={full ? 'display text-xl' : 'text-[0.8125rem] font-semibold text-soft'}>{part.title}</h3>
            {full && part.summary ? <p className="mt-1 text-sm text-soft">{part.summary}</p> : null}
          </div>
          <ol className={full ? 'border-t border-line' : ''}>
            {part.lessons.map((lesson) => (
              <li key={lesson.slug} className={full ? 'border-b border-line' : ''}>
                <LessonLine lesson={lesson} current={lesson.slug === current} full={full} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

interface LessonLineProps {
  readonly lesson: CourseLesson;
  readonly current: boolean;
  readonly full: boolean;
}

function LessonLine({ lesson, current, full }: LessonLineProps) {
  const ready = lesson.status === 'ready';
  const inside = (
    <>
      <span className="w-6 shrink-0 pt-px text-right text-[0.8125rem] text-faint tabular-nums">{lesson.number}</span>
      <span className="min-w-0 grow">
        <span
          className={`block leading-snug ${full ? 'font-semibold' : 'text-[0.9375rem]'} ${ready ? 'text-ink group-hover:text-accent' : 'font-normal text-soft'}`}
        >
          {lesson.title}
        </span>
        {full && lesson.summary ? (
          <span className="mt-0.5 block text-sm leading-relaxed text-soft">{lesson.summary}</span>
        ) : null}
      </span>
      <span className="shrink-0 pt-0.5 text-[0.8125rem] whitespace-nowrap">
        <LessonState lesson={lesson} />
      </span>
    </>
  );
  const shape = `flex gap-3.5 ${full ? 'py-3.5 pr-1' : '-mx-2.5 rounded-lg px-2.5 py-1.5'}`;
  if (!ready) return <div className={shape}>{inside}</div>;
  return (
    <Link
      href={`/learn/${lesson.slug}`}
      aria-current={current ? 'page' : undefined}
      className={`group no-underline aria-[current]:bg-accent-soft ${shape} ${full ? '' : 'hover:bg-sunk'}`}
    >
      {inside}
    </Link>
  );
}
