/** Where two texts differ, as one replacement: what is the same in front and behind stays, and the cursor with it. Pure. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export function smallestChange(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let front = 0;
  while (front < shorter && before[front] === after[front]) front += 1;
  // A sign of two UTF-16 units is replaced whole.
  if (front > 0 && isHigh(before, front - 1)) front -= 1;
  let back = 0;
  while (back < shorter - front && before.at(-1 - back) === after.at(-1 - back)) back += 1;
  if (back > 0 && isLow(before, before.length - back)) back -= 1;
  return { from: front, to: before.length - back, insert: after.slice(front, after.length - back) };
}

const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
