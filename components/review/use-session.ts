/**
 * A review session as the page drives it: ratings are kept before the next card comes, the clock runs while the page is in
 * sight, and the last rating can be taken back. The rules are lib/review/session.ts.
 */
'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { useLearnerRecord } from '@/components/progress/use-record';
import type { StorageFailure } from '@/lib/progress/failures';
import type { Grade } from '@/lib/progress/records';
import { queueOf, type DeckEntry, type Queue } from '@/lib/review/deck';
import { choicesFor } from '@/lib/review/schedule';
import { begin, goOn, rate, SESSION_MS, show, undo, type Session } from '@/lib/review/session';
import { useVisibleClock } from './use-visible-clock';

export interface ReviewSession {
  /** Null until storage has answered. */
  readonly queue: Queue | null;
  /** Null before the first one. */
  readonly session: Session | null;
  /** Milliseconds; 0 once the time is over. */
  readonly timeLeft: number;
  /** How long until the asked card comes back, by grade, in milliseconds. */
  readonly choices: Readonly<Record<Grade, number>> | null;
  readonly failure: StorageFailure | null;
  begin(): void;
  show(): void;
  rate(grade: Grade): Promise<void>;
  undo(): Promise<void>;
  goOn(): void;
  stop(): void;
}

export function useSession(deck: readonly DeckEntry[]): ReviewSession {
  const record = useLearnerRecord();
  const [now, setNow] = useState<number | null>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [failure, setFailure] = useState<StorageFailure | null>(null);
  const clock = useVisibleClock(session?.phase.kind === 'asking');
  const busy = useRef(false);
  /** As it is, also before it is drawn: keys can be faster than that. */
  const current = useRef<Session | null>(null);
  const change = useCallback((next: (before: Session | null) => Session | null): void => {
    current.current = next(current.current);
    setSession(current.current);
  }, []);
  const timeLeft = Math.max(0, SESSION_MS - clock.elapsed);

  // Cards come due while one looks; the record's own clock says when.
  useEffect(() => {
    const tick = (): void => {
      getProgress().then(
        (progress) => setNow(progress.now()),
        (error: unknown) => console.warn('Reviews cannot be shown:', error),
      );
    };
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, [record, session]);

  const queue = useMemo(() => (record && now !== null ? queueOf(deck, record, now) : null), [deck, record, now]);
  const asked = session?.phase.kind === 'asking' ? session.phase.card : null;
  const choices = useMemo(
    () => (asked !== null && queue && now !== null ? choicesFor(queue.schedules.get(asked), now) : null),
    [asked, queue, now],
  );

  /** One change at a time: a key that is held down rates once. */
  const alone = useCallback(async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
    } finally {
      busy.current = false;
    }
  }, []);

  return {
    queue,
    session,
    timeLeft,
    choices,
    failure,
    begin() {
      if (!queue || now === null) return;
      clock.reset();
      change(() => begin(queue, now));
    },
    show: () => change((before) => before && show(before)),
    rate: (grade) =>
      alone(async () => {
        const phase = current.current?.phase;
        if (phase?.kind !== 'asking' || !phase.shown || !record) return;
        const progress = await getProgress();
        const kept = await progress.reviews.rate(phase.card, grade);
        // The store is asked: what it tells of by itself comes later, and a card just rated would come again.
        const ratings = kept.ok ? await progress.reviews.all() : kept;
        setFailure(ratings.ok ? null : ratings.error);
        if (!kept.ok || !ratings.ok) return;
        const at = progress.now();
        setNow(at);
        const next = queueOf(deck, { ...record, ratings: ratings.value }, at);
        change((before) => before && rate(before, kept.value, next, at, timeLeft === 0));
      }),
    undo: () =>
      alone(async () => {
        const last = current.current?.rated.at(-1);
        if (!last) return;
        const taken = await (await getProgress()).reviews.undo(last.key);
        setFailure(taken.ok ? null : taken.error);
        if (taken.ok) change((before) => before && undo(before));
      }),
    goOn() {
      if (!queue || now === null) return;
      clock.reset();
      change((before) => before && goOn(before, queue, now));
    },
    stop: () => change((before) => before && { ...before, phase: { kind: 'over', reason: 'time' } }),
  };
}
