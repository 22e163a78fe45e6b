/** Runs something once the page has nothing better to do, so that storage never delays the server. */
export function whenIdle(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(task, { timeout: 3_000 });
    return () => window.cancelIdleCallback(handle);
  }
  // Safari has no idle callback; the next second is near enough.
  const handle = setTimeout(task, 1_000);
  return () => clearTimeout(handle);
}
