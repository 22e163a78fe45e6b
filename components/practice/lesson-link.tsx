/** The lesson that says more, if it is there already. */
import Link from 'next/link';
import type { Course } from '@/lib/course/lesson-types';

export function LessonLink({ course, slug }: { readonly course: Course; readonly slug: string }) {
  const lesson = course.parts.flatMap((part) => part.lessons).find((line) => line.slug === slug);
  if (lesson?.status !== 'ready') return null;
  return (
    <p className="no-print">
      <Link prefetch={false} href={`/learn/${slug}`}>
        Lesson {lesson.number}: {lesson.title}
      </Link>
    </p>
  );
}
