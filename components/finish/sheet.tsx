/** The sheet itself: one page of paper, and the picture. It says who made it, so that nobody takes it for more. */
import type { Ref } from 'react';
import { longDayWords } from '@/components/progress/overview/day-words';
import { plural, spentWords } from '@/components/review/words';
import { BrandMark } from '@/components/site/brand';
import type { Course } from '@/lib/course/lesson-types';
import type { Summary } from './summary';

interface SheetProps {
  readonly ref: Ref<HTMLElement>;
  readonly course: Course;
  readonly summary: Summary;
  readonly name: string;
}

export function Sheet({ ref, course, summary, name }: SheetProps) {
  const { lessons, goals, predictions, right, cards, spent, finishedAt } = summary;
  const figures: readonly (readonly [string, string])[] = [
    [String(goals), goals === 1 ? 'goal reached, on running code' : 'goals reached, on running code'],
    [String(lessons), lessons === 1 ? 'lesson done' : 'lessons done'],
    ...(predictions > 0 ? [[`${String(right)} of ${String(predictions)}`, 'predictions right'] as const] : []),
    ...(cards > 0 ? [[plural(cards, 'card'), 'in review'] as const] : []),
    ...(spent > 0 ? [[spentWords(spent), 'of attention'] as const] : []),
  ];
  const ready = course.parts.flatMap((part) => part.lessons).filter(({ status }) => status === 'ready');
  return (
    <article ref={ref} className="sheet" aria-label="Sheet">
      <p className="sheet-brand">
        <BrandMark /> Graceful
      </p>
      <p className="sheet-name">{name.trim() === '' ? 'Finished' : name}</p>
      <p className="sheet-course">
        {name.trim() === '' ? '' : 'has finished '}
        {course.title}
        {finishedAt === null ? '' : `, on ${longDayWords(finishedAt)}`}
      </p>
      <dl className="sheet-figures">
        {figures.map(([value, what]) => (
          <div key={what}>
            <dd>{value}</dd>
            <dt>{what}</dt>
          </div>
        ))}
      </dl>
      <ul className="sheet-skills" aria-label="Lessons">
        {ready.map(({ slug, summary: skill, title }) => (
          <li key={slug}>{skill || title}</li>
        ))}
      </ul>
      <p className="sheet-foot">
        Made by this browser from its own record. Every goal is a test that ran; nobody else has checked who ran it.
      </p>
    </article>
  );
}
