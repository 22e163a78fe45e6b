/** Milliseconds that pass while the page is in sight. Knows nothing of what is timed. */
'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

export interface VisibleClock {
  readonly elapsed: number;
  reset(): void;
}

export function useVisibleClock(running: boolean): VisibleClock {
  const [elapsed, setElapsed] = useState(0);
  const sum = useRef(0);

  useEffect(() => {
    if (!running) return undefined;
    let from: number | null = document.visibilityState === 'visible' ? performance.now() : null;
    const count = (): void => {
      const now = performance.now();
      if (from !== null) sum.current += now - from;
      from = document.visibilityState === 'visible' ? now : null;
      setElapsed(sum.current);
    };
    const timer = setInterval(count, 1_000);
    document.addEventListener('visibilitychange', count);
    return () => {
      count();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', count);
    };
  }, [running]);

  const reset = useCallback(() => {
    sum.current = 0;
    setElapsed(0);
  }, []);
  return { elapsed, reset };
}
