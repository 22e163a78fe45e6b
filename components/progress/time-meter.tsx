/** Measures how long this page is attended to, and keeps that. Draws nothing. What counts: lib/progress/attended.ts. */
'use client';

import { useEffect } from 'react';
import { createAttendedMeter } from '@/lib/progress/attended';
import { getProgress } from './progress-client';

const KEEP_EVERY_MS = 15_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'touchstart'] as const;

async function keep(projectId: string, ms: number): Promise<void> {
  const kept = await (await getProgress()).attention.add(projectId, ms);
  if (!kept.ok) console.warn(kept.error.message, kept.error.cause);
}

export function TimeMeter({ projectId }: { readonly projectId: string }) {
  useEffect(() => {
    const meter = createAttendedMeter();
    const now = (): number => performance.now();
    const look = (): void => meter.present(document.visibilityState === 'visible' && document.hasFocus(), now());
    const write = (): void => {
      const ms = Math.round(meter.take(now()));
      if (ms > 0) keep(projectId, ms).catch((error: unknown) => console.warn('This time is not kept:', error));
    };
    const leave = (): void => {
      look();
      if (document.visibilityState === 'hidden') write();
    };

    const listeners = new AbortController();
    const { signal } = listeners;
    for (const sign of SIGNS)
      window.addEventListener(sign, () => meter.sign(now()), { signal, passive: true, capture: true });
    window.addEventListener('focus', look, { signal });
    window.addEventListener('blur', look, { signal });
    document.addEventListener('visibilitychange', leave, { signal });
    window.addEventListener('pagehide', write, { signal });
    look();
    const timer = setInterval(write, KEEP_EVERY_MS);
    return () => {
      clearInterval(timer);
      listeners.abort();
      write();
    };
  }, [projectId]);
  return null;
}
