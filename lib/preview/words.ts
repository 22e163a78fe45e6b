/** Text of somebody else's in a sentence of ours. */

/** One line of at most so many characters. */
export function shortened(text: string, length: number): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
