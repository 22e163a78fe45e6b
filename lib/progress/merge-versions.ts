/**
 * Brings two histories of the same drafts together: every version once, in the order of their times, with the drafts that
 * lost as the newest. Pure. What the history has no room for is counted, so that it can be said.
 */
import type { MergeItem } from './merge.ts';
import { keyOf, type DraftFile, type Snapshot } from './records.ts';
import { surplusOf } from './snapshot-bounds.ts';

export interface LostDraft {
  readonly projectId: string;
  readonly files: readonly DraftFile[];
}

export interface MergedVersions {
  readonly items: readonly MergeItem[];
  readonly puts: readonly Snapshot[];
  /** Keys. */
  readonly removes: readonly string[];
  readonly crowdedOut: Readonly<Record<string, number>>;
}

const filesOf = (files: Snapshot['files']): string =>
  JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
/** Keys are places in one browser's history, so they say nothing of what a version is. */
const identityOf = ({ takenAt, reason, files, renamed }: Snapshot): string =>
  JSON.stringify([takenAt, reason, renamed ?? null, filesOf(files)]);

export function mergeVersions(
  mine: readonly Snapshot[],
  theirs: readonly Snapshot[],
  lost: readonly LostDraft[],
  now: number,
): MergedVersions {
  const items: MergeItem[] = [];
  const puts: Snapshot[] = [];
  const removes: string[] = [];
  const crowdedOut: Record<string, number> = {};
  const projects = new Set([...theirs, ...lost].map(({ projectId }) => projectId));

  for (const projectId of projects) {
    const own = mine.filter((version) => version.projectId === projectId);
    const known = new Set(own.map(identityOf));
    const added: Snapshot[] = [];
    for (const version of theirs) {
      if (version.projectId !== projectId) continue;
      const isKnown = known.has(identityOf(version));
      items.push({
        kind: 'version',
        id: keyOf(projectId, String(version.takenAt), version.reason),
        decision: isKnown ? 'same' : 'added',
        mineAt: isKnown ? version.takenAt : null,
        theirsAt: version.takenAt,
      });
      if (!isKnown) added.push(version);
    }
    const inOrder = [...own, ...added].sort((a, b) => a.takenAt - b.takenAt);
    const losers = lost
      .filter((draft) => draft.projectId === projectId)
      .map((draft) => versionOf(draft, now))
      // Imported twice, it has lost once.
      .filter(({ files }) => !inOrder.some((version) => filesOf(version.files) === filesOf(files)));
    if (added.length === 0 && losers.length === 0) continue;

    const all = [...inOrder, ...losers].map((version, index) => ({
      ...version,
      key: keyOf(projectId, String(index + 1).padStart(8, '0')),
    }));
    const surplus = surplusOf(all);
    if (surplus.length > 0) crowdedOut[projectId] = surplus.length;
    const kept = all.slice(surplus.length);
    const keptKeys = new Set(kept.map(({ key }) => key));
    puts.push(...kept);
    removes.push(...own.map(({ key }) => key).filter((key) => !keptKeys.has(key)));
  }
  return { items, puts, removes, crowdedOut };
}

function versionOf({ projectId, files }: LostDraft, now: number): Snapshot {
  return {
    key: projectId,
    projectId,
    reason: 'imported',
    takenAt: now,
    baseHash: files[0]?.baseHash ?? '',
    files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
  };
}
