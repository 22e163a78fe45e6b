/** "Begin", or "Continue" once the learner has been somewhere, and what is due. The link works before storage has answered. */
'use client';

import Link from 'next/link';
import { plural } from '@/components/review/words';
import { useDue } from '@/components/review/use-due';
import { ArrowRightIcon } from '@/components/ui/icons';
import type { CourseLesson } from '@/lib/course/lesson-types';
import { usePlaces } from './use-record';

interface ContinueLinkProps {
  /** The lessons that are ready, in order. */
  readonly lessons: readonly Pick<CourseLesson, 'slug' | 'title'>[];
}

export function ContinueLink({ lessons }: ContinueLinkProps) {
  const places = usePlaces();
  const due = useDue();
  const place = places?.find(({ slug }) => lessons.some((lesson) => lesson.slug === slug));
  const last = lessons.find((lesson) => lesson.slug === place?.slug);
  const target = last ?? lessons[0];
  if (!target) return null;
  return (
    <>
      <Link href={`/learn/${target.slug}`} className="button min-h-11 px-5 text-base">
        {last ? `Continue: ${last.title}` : 'Begin the course'}
        <ArrowRightIcon />
      </Link>
      {due ? (
        <Link prefetch={false} href="/review" className="button button-quiet min-h-11 px-4 text-base">
          Review {plural(due, 'card')}
        </Link>
      ) : null}
      {last && place?.editor ? (
        <span className="w-full text-sm text-soft">
          You were in {place.editor.file}, line {place.editor.line}.
        </span>
      ) : null}
    </>
  );
}
