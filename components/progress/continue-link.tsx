/** "Begin", or "Continue" once the learner has been somewhere. The link works before storage has answered. */
'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { ArrowRightIcon } from '@/components/ui/icons';
import type { CourseLesson } from '@/lib/course/lesson-types';
import { getProgress } from './progress-client';
import { whenIdle } from './when-idle';

interface ContinueLinkProps {
  /** The lessons that are ready, in order. */
  readonly lessons: readonly Pick<CourseLesson, 'slug' | 'title'>[];
}

async function lastSlug(): Promise<string | null> {
  const last = await (await getProgress()).places.last();
  if (last.ok) return last.value?.slug ?? null;
  console.warn(last.error.message, last.error.cause);
  return null;
}

export function ContinueLink({ lessons }: ContinueLinkProps) {
  const [slug, setSlug] = useState<string | null>(null);
  useEffect(
    () =>
      whenIdle(() => {
        lastSlug().then(setSlug, (error: unknown) => console.warn('The last place is not known:', error));
      }),
    [],
  );
  const last = lessons.find((lesson) => lesson.slug === slug);
  const target = last ?? lessons[0];
  if (!target) return null;
  return (
    <Link href={`/learn/${target.slug}`} className="button min-h-11 px-5 text-base">
      {last ? `Continue: ${last.title}` : 'Begin the course'}
      <ArrowRightIcon />
    </Link>
  );
}
