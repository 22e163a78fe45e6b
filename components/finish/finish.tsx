/** The last page: what was done, on a sheet to print or to save as a picture, with the finished app beside it. */
'use client';

import Link from 'next/link';
import { useRef, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { download } from '@/components/ui/download';
import { useAnswers, useAttention, useGoalResults, useRatings, useSettings } from '@/components/progress/use-record';
import { courseProgress, lessonProgress, reachedOf } from '@/lib/course/course-progress';
import type { Course } from '@/lib/course/lesson-types';
import { LibraryLink } from './library-link';
import { Sheet } from './sheet';
import { summaryOf } from './summary';
import './finish.css';

export function Finish({ course }: { readonly course: Course }) {
  const results = useGoalResults();
  const answers = useAnswers();
  const attention = useAttention();
  const ratings = useRatings();
  const settings = useSettings();
  if (!results || !answers || !attention || !ratings || !settings)
    return (
      <p role="status" className="text-soft">
        Looking at what is kept here…
      </p>
    );
  const reached = reachedOf(results);
  const { lessons, lessonsDone } = courseProgress(course, reached);
  if (lessons === 0 || lessonsDone < lessons) {
    const open = course.parts
      .flatMap((part) => part.lessons)
      .filter((lesson) => lesson.status === 'ready' && lessonProgress(lesson, reached).state !== 'done');
    return <NotYet done={lessonsDone} all={lessons} open={open} />;
  }
  return (
    <Done
      course={course}
      summary={summaryOf(course, { results, answers, attention, ratings })}
      name={settings.name ?? ''}
    />
  );
}

interface NotYetProps {
  readonly done: number;
  readonly all: number;
  readonly open: readonly { readonly slug: string; readonly title: string }[];
}

function NotYet({ done, all, open }: NotYetProps) {
  return (
    <>
      <h1 className="display text-[2rem]">Not finished yet</h1>
      <p className="mt-3 text-soft">
        {done} of {all} lessons are done. When the others are, this page has a sheet to print, and says what you did.
      </p>
      <ul className="mt-6 border-t border-line">
        {open.map(({ slug, title }) => (
          <li key={slug} className="border-b border-line py-2.5">
            <Link prefetch={false} href={`/learn/${slug}`}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

interface DoneProps {
  readonly course: Course;
  readonly summary: ReturnType<typeof summaryOf>;
  readonly name: string;
}

function Done({ course, summary, name }: DoneProps) {
  const sheet = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const shown = typed ?? name;

  async function save(): Promise<void> {
    setProblem('');
    try {
      const { toBlob } = await import('html-to-image');
      const picture = sheet.current && (await toBlob(sheet.current, { pixelRatio: 2 }));
      if (!picture) throw new Error('the browser made no picture');
      download('graceful-finished.png', picture);
    } catch (error) {
      console.warn('The picture could not be made:', error);
      setProblem('The browser could not make the picture. Print the page instead: as a PDF it is the same.');
    }
  }

  return (
    <>
      <div className="no-print">
        <h1 className="display text-[2rem]">You have finished the course</h1>
        <p className="mt-3 max-w-[44rem] text-soft">
          The app you have built is yours to keep, with its tests. The cards go on: they come back when you are about to
          forget something.
        </p>
        <div className="mt-5 flex flex-wrap items-end gap-x-4 gap-y-3">
          <label className="grid gap-1 text-sm">
            Your name on the sheet
            <input
              type="text"
              className="min-h-9 w-64 rounded-lg border border-line-strong bg-raised px-3"
              maxLength={80}
              autoComplete="name"
              value={shown}
              onChange={({ target }) => {
                setTyped(target.value);
                void getProgress().then(({ settings }) => settings.set('name', target.value));
              }}
            />
          </label>
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
          <button type="button" className="button button-quiet" onClick={() => void save()}>
            Save as a picture
          </button>
          <LibraryLink className="button button-quiet">The finished app (zip)</LibraryLink>
        </div>
        <p role="status" className="mt-2 text-sm text-s5">
          {problem}
        </p>
      </div>
      <Sheet ref={sheet} course={course} summary={summary} name={shown} />
    </>
  );
}
