/**
 * The keyboard's way through a session: space shows the answer, 1 to 4 rate, u takes the last rating back. Outside of
 * fields only, and off where single keys are switched off (WCAG 2.1.4).
 */
'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import { readPreference } from '@/lib/progress/preferences';
import type { Grade } from '@/lib/progress/records';
import type { ReviewSession } from './use-session';

const GRADE_KEYS: Readonly<Record<string, Grade>> = { '1': 1, '2': 2, '3': 3, '4': 4 };
const TYPES = 'input, textarea, select, [contenteditable="true"]';
/** What does something itself when space is pressed. */
const PRESSED_BY_SPACE = 'button, a, summary, label';

export function useReviewKeys(review: ReviewSession): void {
  const newest = useRef(review);
  // In the same moment as the screen changes: a key goes by what is seen.
  useLayoutEffect(() => {
    newest.current = review;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented, ctrlKey, metaKey, altKey, repeat } = event;
      if (defaultPrevented || ctrlKey || metaKey || altKey || repeat) return;
      if (readPreference('singleKeys') === 'no' || document.querySelector('dialog[open]')) return;
      const element = target instanceof Element ? target : null;
      if (element?.closest(TYPES)) return;
      const { session, queue } = newest.current;
      const grade = GRADE_KEYS[key];
      const asking = session?.phase.kind === 'asking' ? session.phase : null;
      if (key === ' ' && !element?.closest(PRESSED_BY_SPACE)) {
        if (asking && !asking.shown) newest.current.show();
        else if (!session && queue && queue.cards.length > 0) newest.current.begin();
        else return;
      } else if (grade && asking?.shown) void newest.current.rate(grade);
      else if (key === 'u' && session && session.rated.length > 0) void newest.current.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
