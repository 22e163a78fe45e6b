/**
 * Gathers the server's events and hands them on once per animation frame, so that ten thousand log lines are one
 * change of the page. In a hidden tab there are no frames: then a timer does it. Knows nothing of the events.
 */

/** Calls back soon; returns how to call it off. */
export type Schedule = (callback: () => void) => () => void;

const HIDDEN_MS = 250;

/** The next frame, or a little later while nobody looks. */
export const nextFrame: Schedule = (callback) => {
  if (document.visibilityState === 'hidden') {
    const timer = setTimeout(callback, HIDDEN_MS);
    return () => clearTimeout(timer);
  }
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    cancel();
    callback();
  };
  const frame = requestAnimationFrame(once);
  // The tab may be hidden before the frame comes.
  const timer = setTimeout(once, HIDDEN_MS);
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
};

export interface EventQueue<Event> {
  push(event: Event): void;
  /** Hand on now what has gathered. */
  flush(): void;
  dispose(): void;
}

export function createEventQueue<Event>(
  deliver: (events: readonly Event[]) => void,
  schedule: Schedule = nextFrame,
): EventQueue<Event> {
  let waiting: Event[] = [];
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel?.();
    cancel = null;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    deliver(events);
  };
  return {
    push(event) {
      waiting.push(event);
      cancel ??= schedule(flush);
    },
    flush,
    dispose() {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}
