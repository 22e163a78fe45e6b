/** When a page has nothing better to do than to fetch for later: the server has answered and is whole, or there is none to wait for. */
import { whenIdle } from '@/components/progress/when-idle';
import { MANIFEST_ELEMENT_ID } from '@/lib/runtime/sandbox/manifest';

/** A server that does not run by now has failed, or is not wanted. */
const LONGEST_WAIT_MS = 15_000;
/** A server that runs and has not answered by now waits for a click, as the front page's does. */
const UNASKED_MS = 3_000;
/** The first answer is followed by the page's own scripts, fonts, the editor and the second snapshot. */
const AFTERWARDS_MS = 2_000;

/** @returns a function that calls it off */
export function afterFirstAnswer(task: () => void): () => void {
  let stop = (): void => undefined;
  const soon = (): void => {
    stop();
    const timer = setTimeout(() => (stop = whenIdle(task)), AFTERWARDS_MS);
    stop = () => clearTimeout(timer);
  };
  if (!document.getElementById(MANIFEST_ELEMENT_ID)) {
    soon();
    return () => stop();
  }
  let timer = setTimeout(soon, LONGEST_WAIT_MS);
  const has = (mark: string): boolean => performance.getEntriesByName(mark).length > 0;
  const observer = new PerformanceObserver((list) => {
    // Python's library comes after the answer, and on a slow line nothing may come between.
    if (has('flask:response') && has('flask:supplied')) soon();
    else if (list.getEntriesByName('flask:running').length > 0) {
      clearTimeout(timer);
      timer = setTimeout(soon, UNASKED_MS);
    }
  });
  stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe({ type: 'mark', buffered: true });
  return () => stop();
}
