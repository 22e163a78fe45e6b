/**
 * The time that records are signed with. It never runs backwards: when the machine's clock is behind what is already
 * kept, it goes on after that, so that the newest stays the newest and no review comes a year late.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How far the machine's clock is behind what is kept, in milliseconds; 0 when it is not. */
  readonly behindBy: () => number;
  /** Something was kept with this time, perhaps elsewhere. */
  heard(time: number): void;
  /** The machine is right after all: go by it from now on. What is kept must be taken back to it first. */
  settle(): void;
  /** What the machine's clock says. */
  machine(): number;
}

export function createClock(system: () => number, latest: number): Clock {
  let behind = 0;
  let last = latest;
  const now = (): number => {
    // After what is kept, and not with it: the newest must be the newest.
    if (system() + behind < last) behind = last + 1 - system();
    last = Math.max(last, system() + behind);
    return last;
  };
  return {
    now,
    behindBy: () => {
      now();
      return behind;
    },
    heard: (time) => {
      last = Math.max(last, time);
    },
    settle: () => {
      behind = 0;
      last = system();
    },
    machine: system,
  };
}
