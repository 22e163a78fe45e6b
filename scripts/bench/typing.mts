/** Typing in the editor with an empty log and with a very long one beside it: which frames come late. */
import type { Page } from '@playwright/test';

/** A frame that takes longer is one that a typist may notice (RAIL: 50 ms). */
const LATE_MS = 50;
const KEYS = 120;

export interface Typing {
  readonly frames: number;
  readonly late: number;
  readonly longestMs: number;
}

/** Types into the editor that has the focus, a key a frame or so. */
export async function type(page: Page): Promise<Typing> {
  await page.evaluate(() => {
    const deltas: number[] = [];
    let before = performance.now();
    // Methods, because tsx wraps a function with a name in a helper that the page does not have.
    const frames = {
      next: 0,
      ask() {
        this.next = requestAnimationFrame((now) => {
          deltas.push(now - before);
          before = now;
          this.ask();
        });
      },
    };
    frames.ask();
    Object.assign(globalThis, {
      endTyping() {
        cancelAnimationFrame(frames.next);
        return deltas;
      },
    });
  });
  for (let key = 0; key < KEYS; key += 1) await page.keyboard.type('x');
  const deltas = await page.evaluate(() => (globalThis as unknown as { endTyping: () => number[] }).endTyping());
  return {
    frames: deltas.length,
    late: deltas.filter((delta) => delta > LATE_MS).length,
    longestMs: Math.max(...deltas),
  };
}
