/** Where to go after a lesson. What comes next but is only planned is said, and is no link. */
import Link from 'next/link';
import { ArrowLeftIcon, ArrowRightIcon } from '@/components/ui/icons';
import type { CourseLesson } from '@/lib/course/lesson-types';

interface LessonFooterProps {
  readonly previous: CourseLesson | undefined;
  readonly next: CourseLesson | undefined;
}

export function LessonFooter({ previous, next }: LessonFooterProps) {
  return (
    <nav
      aria-label="Previous and next lesson"
      className="no-print mt-14 grid grid-cols-2 gap-4 border-t border-line pt-5 text-sm"
    >
      <Neighbour lesson={previous} direction="previous" />
      <Neighbour lesson={next} direction="next" />
    </nav>
  );
}

interface NeighbourProps {
  readonly lesson: CourseLesson | undefined;
  readonly direction: 'previous' | 'next';
}

function Neighbour({ lesson, direction }: NeighbourProps) {
  const next = direction === 'next';
  const side = next ? 'items-end text-right' : 'items-start';
  if (!lesson) {
    return (
      <Link
        prefetch={false}
        href={next ? '/finish' : '/#course'}
        {...(next ? { rel: 'next' } : {})}
        className={`flex flex-col ${side}`}
      >
        {next ? 'The last page: what you have reached' : 'Back to the course'}
      </Link>
    );
  }
  const words = (
    <>
      <span className="inline-flex items-center gap-1.5 text-faint">
        {next ? null : <ArrowLeftIcon className="size-3.5" />}
        {lesson.status === 'planned' ? (next ? 'Next, planned' : 'Before this, planned') : next ? 'Next' : 'Previous'}
        {next ? <ArrowRightIcon className="size-3.5" /> : null}
      </span>
      <span className={`mt-0.5 font-medium ${lesson.status === 'planned' ? 'text-soft' : 'text-ink'}`}>
        {lesson.title}
      </span>
    </>
  );
  if (lesson.status === 'planned') return <span className={`flex flex-col ${side}`}>{words}</span>;
  return (
    <Link
      prefetch={false}
      href={`/learn/${lesson.slug}`}
      rel={next ? 'next' : 'prev'}
      className={`flex flex-col no-underline ${side}`}
    >
      {words}
    </Link>
  );
}
