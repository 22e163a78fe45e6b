/** The review page: how many cards are due, a session of five minutes, and what it came to. Draws; decides nothing. */
'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { useSettings } from '@/components/progress/use-record';
import type { ReviewCard } from '@/lib/course/card-types';
import { NEW_A_DAY, type Queue } from '@/lib/review/deck';
import { tallyOf, type Session } from '@/lib/review/session';
import { CardView } from './card-view';
import { closeReviewServer } from './review-server';
import { useReviewKeys } from './use-review-keys';
import { useSession, type ReviewSession } from './use-session';
import { clockWords, plural } from './words';
import './review.css';

export function Review({ cards }: { readonly cards: readonly ReviewCard[] }) {
  const review = useSession(cards);
  const { queue, session, failure } = review;
  useReviewKeys(review);
  useEffect(() => () => void closeReviewServer(), []);
  const asking = session?.phase.kind === 'asking' ? session.phase : null;
  const card = asking && cards.find(({ id }) => id === asking.card);
  return (
    <>
      {failure ? (
        <p role="alert" data-failure={failure.code} className="notice mb-5" data-tone="bad">
          <strong className="font-semibold">The rating was not kept.</strong> {failure.message} {failure.suggestion}{' '}
          <span className="font-mono text-[0.7rem] text-soft">{failure.code}</span>
        </p>
      ) : null}
      {!queue ? (
        <p role="status" className="text-soft">
          Looking for what is due…
        </p>
      ) : session && asking && card ? (
        <>
          <SessionBar review={review} session={session} queue={queue} />
          <CardView
            // A card that comes again begins anew.
            key={`${card.id} ${String(session.rated.length)}`}
            card={card}
            number={session.rated.length + 1}
            turn={queue.schedules.get(card.id)?.reps ?? 0}
            shown={asking.shown}
            choices={review.choices}
            onShow={review.show}
            onRate={(grade) => void review.rate(grade)}
          />
        </>
      ) : session ? (
        <Over review={review} session={session} queue={queue} />
      ) : (
        <Ready review={review} queue={queue} />
      )}
    </>
  );
}

interface PartProps {
  readonly review: ReviewSession;
  readonly queue: Queue;
}

function Ready({ review, queue }: PartProps) {
  const { cards, due, fresh } = queue;
  if (cards.length === 0) return <NothingDue queue={queue} />;
  return (
    <section aria-label="Cards due">
      <p className="text-lg">
        <strong className="font-semibold tabular-nums">{plural(cards.length, 'card')}</strong> for today
        {due > 0 && fresh > 0
          ? `: ${String(due)} that come back, ${String(fresh)} new`
          : due > 0
            ? ' that come back'
            : ', new'}
        .
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <button type="button" className="button min-h-11 px-5 text-base" onClick={review.begin}>
          Start five minutes
        </button>
        <span className="text-sm text-soft">You can go on afterwards, and stop whenever you like.</span>
      </div>
      <AllCards queue={queue} />
    </section>
  );
}

function NothingDue({ queue }: { readonly queue: Queue }) {
  const known = queue.schedules.size > 0;
  return (
    <section aria-label="Cards due">
      <p className="text-lg">{known ? 'Nothing is due. You are done for today.' : 'There are no cards for you yet.'}</p>
      <p className="mt-2 text-soft">
        {queue.freshLater > 0
          ? `${plural(queue.freshLater, 'new card')} wait for tomorrow: you meet at most ${String(NEW_A_DAY)} new ones a day.`
          : 'A lesson’s cards come in when you reach its first goal, and a prediction that you missed comes back as a card.'}
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        <Link href="/#course" className="button button-quiet">
          To the lessons
        </Link>
        <Link href="/progress" className="button button-quiet">
          Your progress
        </Link>
      </p>
      <AllCards queue={queue} />
    </section>
  );
}

/** For whoever knows the subject already, or teaches it. */
function AllCards({ queue }: { readonly queue: Queue }) {
  const settings = useSettings();
  const kept = settings?.deck === 'all';
  /** What was chosen here, until the record says so too. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  if (chosen === kept) setChosen(null);
  const all = chosen ?? kept;
  const choose = (next: boolean): void => {
    setChosen(next);
    void getProgress().then(({ settings: store }) => store.set('deck', next ? 'all' : 'begun'));
  };
  return (
    <label className="mt-8 flex max-w-[38rem] items-start gap-2.5 border-t border-line pt-4 text-sm text-soft">
      <input
        type="checkbox"
        className="mt-1"
        checked={all}
        disabled={!settings || !queue}
        onChange={({ target }) => choose(target.checked)}
      />
      <span>
        Put all cards into play, also those of lessons that I have not begun. New ones come {NEW_A_DAY} a day.
      </span>
    </label>
  );
}

function SessionBar({ review, session, queue }: PartProps & { readonly session: Session }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-soft">
      <span role="timer" aria-label="Time left in this session" className="font-medium tabular-nums">
        {review.timeLeft > 0 ? `${clockWords(review.timeLeft)} left` : 'Last card'}
      </span>
      <span className="tabular-nums">{plural(queue.cards.length, 'card')} to go</span>
      <span className="ml-auto flex gap-1">
        <button
          type="button"
          className="button button-bare min-h-8 px-2.5"
          disabled={session.rated.length === 0}
          aria-keyshortcuts="u"
          onClick={() => void review.undo()}
        >
          Undo last rating
        </button>
        <button type="button" className="button button-bare min-h-8 px-2.5" onClick={review.stop}>
          Stop
        </button>
      </span>
    </div>
  );
}

function Over({ review, session, queue }: PartProps & { readonly session: Session }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { cards, ratings, known } = tallyOf(session);
  const left = queue.cards.length;
  return (
    <section aria-labelledby="review-over">
      <h2 id="review-over" ref={heading} tabIndex={-1} className="display text-2xl outline-none">
        {left === 0 ? 'That was everything for today.' : review.timeLeft === 0 ? 'Five minutes are over.' : 'Stopped.'}
      </h2>
      <p className="mt-3">
        {cards === 0
          ? 'No card was rated.'
          : `${plural(cards, 'card')} reviewed; ${String(known)} of ${plural(ratings, 'answer')} known.`}{' '}
        {left > 0 ? `${plural(left, 'card')} still wait.` : 'The next ones come when you are about to forget them.'}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {left > 0 ? (
          <button type="button" className="button" onClick={review.goOn}>
            Go on for five more
          </button>
        ) : null}
        <button
          type="button"
          className="button button-quiet"
          disabled={session.rated.length === 0}
          aria-keyshortcuts="u"
          onClick={() => void review.undo()}
        >
          Undo last rating
        </button>
        <Link href="/progress" className="button button-quiet">
          Your progress
        </Link>
      </div>
    </section>
  );
}
