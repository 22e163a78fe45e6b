/** What differs between two texts, line by line. Pure; the difference itself is the library's. */
import { diffLines } from 'diff';

export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly lines: readonly string[];
}

/** Beyond this the exact difference would hold up the page. */
const PATIENCE_MS = 300;

/** From `before` to `after`; null when they differ too much to say in time. */
export function lineChanges(before: string, after: string): readonly LineChange[] | null {
  const changes = diffLines(before, after, { timeout: PATIENCE_MS });
  return (
    changes?.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      lines: value.replace(/\n$/, '').split('\n'),
    })) ?? null
  );
}

/** How many lines came and went. */
export function countChanges(changes: readonly LineChange[]): { readonly added: number; readonly removed: number } {
  const count = (kind: LineChange['kind']): number =>
    changes.reduce((total, change) => total + (change.kind === kind ? change.lines.length : 0), 0);
  return { added: count('added'), removed: count('removed') };
}
