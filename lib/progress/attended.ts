/**
 * What counts as time spent: the page is in sight, its window has the focus, and the learner did something within the last
 * minute. A minute, because reading shows no other sign than scrolling. Pure; knows no page.
 */

/** How long somebody is taken to be there after a sign of life, in milliseconds. */
export const ATTENTION_MS = 60_000;

export interface AttendedMeter {
  /** A key, a touch, a move, a scroll. */
  sign(at: number): void;
  /** The page came into sight with the focus, or left it. */
  present(is: boolean, at: number): void;
  /** The milliseconds since the last time this was asked, and begins to count anew. */
  take(at: number): number;
}

/** Times are of a clock that never jumps, in milliseconds. */
export function createAttendedMeter(): AttendedMeter {
  let here = false;
  let countedTo = 0;
  let lastSign = -Infinity;
  let sum = 0;

  const count = (at: number): void => {
    if (here) sum += Math.max(0, Math.min(at, lastSign + ATTENTION_MS) - countedTo);
    countedTo = Math.max(countedTo, at);
  };

  return {
    sign(at) {
      count(at);
      lastSign = at;
    },
    present(is, at) {
      count(at);
      here = is;
      // Coming back is a sign of life.
      if (is) lastSign = at;
    },
    take(at) {
      count(at);
      const taken = sum;
      sum = 0;
      return taken;
    },
  };
}
