/**
 * The earlier versions of one file, out of the history of the whole project: followed through its names, without
 * repetitions. Pure; knows neither storage nor how a difference is drawn.
 */
import type { TextFiles } from '@/lib/course/lesson-types';
import type { Snapshot, SnapshotReason } from '@/lib/progress/records';

export interface FileVersion {
  readonly key: string;
  /** Milliseconds since the epoch; null for the lesson's own file. */
  readonly takenAt: number | null;
  readonly reason: SnapshotReason | 'lesson';
  /** What the file was called then. */
  readonly name: string;
  readonly text: string;
}

const REASONS: Readonly<Record<FileVersion['reason'], string>> = {
  started: 'Saved and started',
  reset: 'Before the lesson was reset',
  solution: 'Before the solution was applied',
  restore: 'Before another version came back',
  'lesson-changed': 'Before the lesson changed',
  opened: 'Before another project was opened',
  renamed: 'Before it got another name',
  imported: 'Lost against a newer one in an import',
  lesson: 'As the lesson gave it',
};
export const reasonWords = (reason: FileVersion['reason']): string => REASONS[reason];

/**
 * Newest first, the lesson's own file last.
 * @param snapshots newest first
 * @param start the lesson's files, which a snapshot leaves out where they are unchanged
 */
export function versionsOf(
  file: string,
  now: string,
  snapshots: readonly Snapshot[],
  start: TextFiles,
): readonly FileVersion[] {
  const versions: FileVersion[] = [];
  let name = file;
  let newer = now;
  const add = (version: FileVersion): void => {
    if (version.text !== newer) versions.push(version);
    newer = version.text;
  };
  for (const { key, takenAt, reason, files, renamed } of snapshots) {
    // A version is from before the new name.
    if (renamed?.to === name) name = renamed.from;
    const text = Object.hasOwn(files, name) ? files[name] : start[name];
    if (text !== null && text !== undefined) add({ key, takenAt, reason, name, text });
  }
  const own = start[name];
  if (own !== undefined && !versions.some(({ text }) => text === own)) {
    add({ key: 'lesson', takenAt: null, reason: 'lesson', name, text: own });
  }
  return versions;
}
