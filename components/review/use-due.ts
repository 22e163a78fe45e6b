/**
 * How many cards are due now, for the header and the front page: what counts is fetched when the page is idle, and only for
 * who has begun something.
 */
'use client';

import { useEffect, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { useLearnerRecord } from '@/components/progress/use-record';
import { wasMissed } from '@/lib/progress/beliefs';
import type { DeckEntry, LearnerRecord } from '@/lib/review/deck';

const BASE = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
/** Cards come due while a page is open. */
const LOOK_AGAIN_MS = 60_000;

let fetching: Promise<readonly DeckEntry[]> | undefined;

function fetchDeck(): Promise<readonly DeckEntry[]> {
  fetching ??= fetch(`${BASE}/deck.json`).then(async (response) => {
    if (!response.ok) throw new Error(`deck.json: ${String(response.status)}`);
    return (await response.json()) as readonly DeckEntry[];
  });
  // The next look may have more luck.
  fetching.catch(() => (fetching = undefined));
  return fetching;
}

const hasBegun = ({ reached, answers, ratings, settings }: LearnerRecord): boolean =>
  reached.size > 0 || ratings.length > 0 || settings.deck === 'all' || answers.some(wasMissed);

async function count(record: LearnerRecord): Promise<number> {
  const [deck, progress, { queueOf }] = await Promise.all([fetchDeck(), getProgress(), import('@/lib/review/deck')]);
  return queueOf(deck, record, progress.now()).cards.length;
}

/** Null until it is known. */
export function useDue(): number | null {
  const record = useLearnerRecord();
  const [due, setDue] = useState<number | null>(null);
  useEffect(() => {
    if (!record || !hasBegun(record)) return undefined;
    let left = false;
    const look = (): void => {
      if (document.visibilityState === 'hidden') return;
      count(record).then(
        (next) => {
          if (!left) setDue(next);
        },
        (error: unknown) => console.info('What is due is not known:', error),
      );
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [record]);
  return record && hasBegun(record) ? due : null;
}
