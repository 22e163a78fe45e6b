/** Runs something once the page has nothing better to do, so that storage never delays the server. */

/** Nothing is put off for longer. */
const LONGEST_MS = 3_000;

let busy: Promise<unknown> = Promise.resolve();

/** Idle work waits for this too: a page whose server is about to answer only looks idle. */
export function holdIdleWork(until: Promise<unknown>): void {
  busy = until;
}

/** Calls `task` once. @returns how to call it off */
export function whenIdle(task: () => void): () => void {
  let cancel = (): void => undefined;
  let isOff = false;
  const longest = new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
  void Promise.race([busy, longest]).then(() => {
    if (!isOff) cancel = inIdleTime(task);
  });
  return () => {
    isOff = true;
    cancel();
  };
}

function inIdleTime(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(task, { timeout: LONGEST_MS });
    return () => window.cancelIdleCallback(handle);
  }
  // Safari has no idle callback; the next second is near enough.
  const handle = setTimeout(task, 1_000);
  return () => clearTimeout(handle);
}
