/** The course map with what was reached in each lesson: state, goals, predictions, time, last visit. Draws; counts nothing. */
import Link from 'next/link';
import { plural, spentWords } from '@/components/review/words';
import { LessonState } from '@/components/progress/lesson-state';
import type { Course, CourseLesson } from '@/lib/course/lesson-types';
import { longDayWords } from './day-words';

/** What is known of one lesson besides its state. */
export interface LessonFigures {
  readonly goalsReached: number;
  readonly predictions: number;
  readonly answered: number;
  readonly right: number;
  /** Milliseconds. */
  readonly spent: number;
  readonly visitedAt: number | null;
}

interface LessonLinesProps {
  readonly course: Course;
  readonly figures: ReadonlyMap<string, LessonFigures>;
}

export function LessonLines({ course, figures }: LessonLinesProps) {
  return (
    <ol className="grid gap-y-8">
      {course.parts.map((part) => (
        <li key={part.title}>
          <h3 className="mb-1 text-[0.8125rem] font-semibold text-soft">{part.title}</h3>
          <ol className="border-t border-line">
            {part.lessons.map((lesson) => (
              <li key={lesson.slug} className="border-b border-line py-3">
                <LessonLine lesson={lesson} figures={figures.get(lesson.slug)} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function LessonLine({
  lesson,
  figures,
}: {
  readonly lesson: CourseLesson;
  readonly figures: LessonFigures | undefined;
}) {
  const share = figures && lesson.goals.length > 0 ? figures.goalsReached / lesson.goals.length : 0;
  const title = <span className="font-semibold">{lesson.title}</span>;
  return (
    <>
      <div className="flex items-baseline gap-3">
        <span className="w-5 shrink-0 text-right text-[0.8125rem] text-faint tabular-nums">{lesson.number}</span>
        <span className="min-w-0 grow leading-snug">
          {lesson.status === 'ready' ? (
            <Link prefetch={false} href={`/learn/${lesson.slug}`} className="text-ink hover:text-accent">
              {title}
            </Link>
          ) : (
            <span className="text-soft">{lesson.title}</span>
          )}
        </span>
        <span className="shrink-0 text-[0.8125rem] whitespace-nowrap">
          <LessonState lesson={lesson} />
        </span>
      </div>
      {lesson.status === 'ready' && figures ? (
        <div className="mt-1.5 ml-8 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem] text-soft tabular-nums">
          <span className="h-1.5 w-24 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <span className="block h-full rounded-full bg-accent" style={{ width: `${String(share * 100)}%` }} />
          </span>
          {wordsOf(lesson, figures).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </div>
      ) : null}
    </>
  );
}

function wordsOf(
  lesson: CourseLesson,
  { goalsReached, predictions, answered, right, spent, visitedAt }: LessonFigures,
): string[] {
  return [
    `${String(goalsReached)} of ${plural(lesson.goals.length, 'goal')}`,
    ...(answered > 0
      ? [
          `${String(right)} of ${plural(predictions, 'prediction')} right${answered < predictions ? `, ${String(predictions - answered)} open` : ''}`,
        ]
      : []),
    ...(spent > 0 ? [spentWords(spent)] : []),
    ...(visitedAt === null ? [] : [`last visit ${longDayWords(visitedAt)}`]),
  ];
}
