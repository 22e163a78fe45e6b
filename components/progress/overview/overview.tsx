/** The learner's progress at a glance, from what is kept in this browser, live in every tab. */
'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { useAttention, useLearnerRecord, usePlaces } from '@/components/progress/use-record';
import { courseProgress, lessonProgress, projectIdOf } from '@/lib/course/course-progress';
import type { Course } from '@/lib/course/lesson-types';
import { nextSteps } from '@/lib/course/next-steps';
import { calibrationOf } from '@/lib/progress/calibration';
import { firstBelief } from '@/lib/progress/beliefs';
import type { Attention, Place } from '@/lib/progress/records';
import { queueOf, type DeckEntry, type LearnerRecord } from '@/lib/review/deck';
import { forecastOf } from '@/lib/review/forecast';
import { CalibrationView } from './calibration-view';
import { CourseBar } from './course-bar';
import { ForecastView } from './forecast-view';
import { LessonLines, type LessonFigures } from './lesson-lines';
import { NextList } from './next-list';
import { Rules } from './rules';
import { TimeView } from './time-view';
import './overview.css';

interface OverviewProps {
  readonly course: Course;
  readonly deck: readonly DeckEntry[];
}

export function Overview({ course, deck }: OverviewProps) {
  const record = useLearnerRecord();
  const places = usePlaces();
  const attention = useAttention();
  const now = useNow(record);
  const ready = record && places && attention && now !== null;
  return (
    <>
      <CourseBar progress={courseProgress(course, record?.reached ?? new Map())} />
      <Rules />
      {ready ? (
        <Parts {...{ course, deck, record, places, attention, now }} />
      ) : (
        <p role="status" className="mt-6 text-soft">
          Looking at what is kept here…
        </p>
      )}
    </>
  );
}

interface PartsProps extends OverviewProps {
  readonly record: LearnerRecord;
  readonly places: readonly Place[];
  readonly attention: readonly Attention[];
  readonly now: number;
}

function Parts({ course, deck, record, places, attention, now }: PartsProps) {
  const due = queueOf(deck, record, now).cards.length;
  const steps = nextSteps({ course, reached: record.reached, lastVisited: places[0]?.slug ?? null, due });
  return (
    <div className="mt-10 grid gap-x-14 gap-y-12 lg:grid-cols-2">
      <Part title="What to do next">
        <NextList steps={steps} place={places[0] ?? null} />
      </Part>
      <Part title="Predictions, and how sure you were">
        <CalibrationView levels={calibrationOf(record.answers)} />
      </Part>
      <Part title="Reviews to come">
        <ForecastView forecast={forecastOf(deck, record, now)} due={due} />
      </Part>
      <Part title="Time spent">
        <TimeView attention={attention} now={now} />
      </Part>
      <div className="lg:col-span-2">
        <Part title="The course">
          <LessonLines course={course} figures={figuresOf(course, deck, record, places, attention)} />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="display mb-3 text-[1.35rem]">{title}</h2>
      {children}
    </section>
  );
}

/** The record's own clock, looked at again whenever something is kept. */
function useNow(record: LearnerRecord | null): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    getProgress().then(
      (progress) => setNow(progress.now()),
      (error: unknown) => console.warn('Progress cannot be shown:', error),
    );
  }, [record]);
  return now;
}

function figuresOf(
  course: Course,
  deck: readonly DeckEntry[],
  { reached, answers }: LearnerRecord,
  places: readonly Place[],
  attention: readonly Attention[],
): ReadonlyMap<string, LessonFigures> {
  const lessons = course.parts.flatMap((part) => part.lessons);
  return new Map(
    lessons.map((lesson) => {
      const projectId = projectIdOf(lesson.slug);
      const questions = deck.filter(({ kind, question }) => kind === 'missed' && question?.startsWith(`${projectId}:`));
      const given = answers.filter(({ key }) => questions.some(({ question }) => question === key));
      return [
        lesson.slug,
        {
          goalsReached: lessonProgress(lesson, reached).reached,
          predictions: questions.length,
          answered: given.length,
          right: given.filter((answer) => firstBelief(answer).correct).length,
          spent: attention.filter((row) => row.projectId === projectId).reduce((sum, { ms }) => sum + ms, 0),
          visitedAt: places.find(({ slug }) => slug === lesson.slug)?.visitedAt ?? null,
        },
      ];
    }),
  );
}
