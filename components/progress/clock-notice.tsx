/** Says that the clock is behind what is kept, and takes the record back to it where the clock is right. */
'use client';

import { useEffect, useState } from 'react';
import { waitWords } from '@/components/review/words';
import { storageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';
import { BannerAction, BannerLine } from './banner-line';

/** Clocks are corrected by minutes all the time. */
const WORTH_SAYING_MS = 10 * 60_000;
const BEHIND = storageFailure('clock-behind', 'the clock is behind the latest record');

export function ClockNotice({ progress }: { readonly progress: ProgressStore }) {
  const [behind, setBehind] = useState(() => progress.clockBehindBy());
  const [open, setOpen] = useState(true);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') setBehind(progress.clockBehindBy());
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [progress]);
  if (!open || behind < WORTH_SAYING_MS) return null;

  const settle = (): void => {
    void progress.ownership.settleClock().then((done) => {
      if (done.ok) setBehind(0);
      else console.warn(done.error.message, done.error.cause);
    });
  };
  return (
    <BannerLine
      code={BEHIND.code}
      onClose={() => setOpen(false)}
      actions={<BannerAction onClick={settle}>This clock is right</BannerAction>}
    >
      {BEHIND.message.replace(' what', ` by ${waitWords(behind)}, compared with what`)} {BEHIND.suggestion} If the
      earlier clock was wrong instead, say so: what is dated later becomes of now.
    </BannerLine>
  );
}
