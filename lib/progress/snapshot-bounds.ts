/** How much of a project's history is kept: so many versions, and so much text. Pure. */
import type { Snapshot } from './records.ts';

export const KEPT_SNAPSHOTS = 50;
/** Of all versions together, in UTF-16 units; the newest is kept whatever its size. */
export const KEPT_TEXT = 8_000_000;

const sizeOf = ({ files }: Snapshot): number =>
  Object.values(files).reduce((total, text) => total + (text?.length ?? 0), 0);

/** Those that have to go. `kept` is ordered from old to new. */
export function surplusOf(kept: readonly Snapshot[]): readonly Snapshot[] {
  let text = 0;
  const first = kept.findLastIndex((snapshot, at) => {
    text += sizeOf(snapshot);
    const count = kept.length - at;
    return count > KEPT_SNAPSHOTS || (count > 1 && text > KEPT_TEXT);
  });
  return kept.slice(0, first + 1);
}
