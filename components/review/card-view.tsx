/** One card: the question, the answer once it is asked for, and how well it was known. Draws; keeps nothing. */
'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import type { CardKind } from '@/lib/review/deck';
import type { ReviewCard } from '@/lib/course/card-types';
import type { Grade } from '@/lib/progress/records';
import { LiveTaskView } from './live-task';
import { waitWords } from './words';

interface CardViewProps {
  readonly card: ReviewCard;
  readonly number: number;
  /** How often it was rated. */
  readonly turn: number;
  readonly shown: boolean;
  readonly choices: Readonly<Record<Grade, number>> | null;
  readonly onShow: () => void;
  readonly onRate: (grade: Grade) => void;
}

const KINDS: Readonly<Record<CardKind, string>> = {
  takeaway: 'From a lesson',
  recall: 'Question',
  live: 'Mend it',
  myth: 'True or false',
  missed: 'You missed this one',
};

const GRADES: readonly (readonly [Grade, string, string])[] = [
  [1, 'Again', 'not known'],
  [2, 'Hard', 'known, with effort'],
  [3, 'Good', 'known'],
  [4, 'Easy', 'known at once'],
];

export function CardView({ card, number, turn, shown, choices, onShow, onRate }: CardViewProps) {
  const question = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLElement>(null);
  // The next card and its answer are where a reader goes on, by screen reader and by keys.
  useEffect(() => {
    if (shown) answer.current?.focus({ preventScroll: true });
    else question.current?.focus({ preventScroll: true });
  }, [shown]);
  useEffect(() => {
    if (shown) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);

  return (
    <article aria-labelledby="card-name" className="card">
      <header className="card-head">
        <h2 id="card-name" ref={question} tabIndex={-1} className="outline-none">
          <span className="sr-only">Card {number}: </span>
          {KINDS[card.kind]}
        </h2>
        {card.source ? (
          <Link prefetch={false} href={card.source.url} className="ml-auto">
            {card.source.title}
          </Link>
        ) : null}
      </header>
      <div className="card-body">
        {/* Our own authors' Markdown, made HTML while the site was built. */}
        <div className="prose card-front" dangerouslySetInnerHTML={{ __html: card.front }} />
        {card.task ? <LiveTaskView id={card.id} turn={turn} task={card.task} shown={shown} onPassed={onShow} /> : null}
        {shown ? (
          <section ref={answer} tabIndex={-1} aria-label="Answer" className="card-back outline-none">
            <div className="prose" dangerouslySetInnerHTML={{ __html: card.back }} />
          </section>
        ) : null}
      </div>
      <footer className="card-foot">
        {shown ? (
          <div role="group" aria-label="How well did you know it?" className="card-grades">
            {GRADES.map(([grade, word, meaning]) => (
              <button
                key={grade}
                type="button"
                className="card-grade"
                aria-keyshortcuts={String(grade)}
                onClick={() => onRate(grade)}
              >
                <span className="card-grade-word">
                  <kbd aria-hidden="true">{grade}</kbd> {word}
                </span>
                <span className="sr-only">, {meaning}, </span>
                <span className="card-grade-wait">
                  <span className="sr-only">comes back in </span>
                  {choices ? waitWords(choices[grade]) : ''}
                </span>
              </button>
            ))}
          </div>
        ) : (
          <button type="button" className="button" aria-keyshortcuts="Space" onClick={onShow}>
            Show answer
            <kbd aria-hidden="true">space</kbd>
          </button>
        )}
      </footer>
    </article>
  );
}
