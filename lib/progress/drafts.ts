/**
 * The learner's own files, project by project, and what they were before a reset or a solution replaced them.
 * Knows neither lessons nor editors. Nothing here destroys work: what is replaced is kept as a snapshot first.
 */
import { ok, type Result } from '../runtime/result.ts';
import type { StorageFailure } from './failures.ts';
import { keyOf, type DraftFile, type Snapshot, type SnapshotReason } from './records.ts';
import { surplusOf } from './snapshot-bounds.ts';
import { attempt } from './attempt.ts';
import type { Shelf, ShelfTransaction } from './shelf.ts';

/** Path → text; null for a file of the lesson that was deleted. Only files that the learner touched. */
export type DraftFiles = Readonly<Record<string, string | null>>;

export interface Draft {
  readonly projectId: string;
  readonly files: DraftFiles;
  /** The lesson's hash when this draft began. If the lesson's differs now, offer both. */
  readonly baseHash: string;
  readonly updatedAt: number;
  /** The tab that wrote last; compare with `ProgressStore.tab`. */
  readonly tab: string;
}

export interface Drafts {
  /** Null when the learner has changed nothing. */
  load(projectId: string): Promise<Result<Draft | null, StorageFailure>>;
  /** `baseHash` counts for the first file only: a draft keeps the hash it began with until `replace` or `clear`. */
  save(projectId: string, path: string, text: string | null, baseHash: string): Promise<Result<void, StorageFailure>>;
  /** Put other files in the draft's place at once (solution, "keep mine on the new lesson"), snapshot first. */
  replace(
    projectId: string,
    files: DraftFiles,
    baseHash: string,
    reason: SnapshotReason,
  ): Promise<Result<Snapshot | null, StorageFailure>>;
  /** Back to the lesson's own files. The value is for `restore`; null when there was nothing to clear. */
  clear(projectId: string): Promise<Result<Snapshot | null, StorageFailure>>;
  /** Undo: the draft becomes the snapshot's again. What it replaces becomes a snapshot too. */
  restore(snapshot: Snapshot): Promise<Result<Snapshot | null, StorageFailure>>;
  /** Adds these files to the history, unless they are its newest entry already. Changes no draft. */
  keep(version: KeptVersion): Promise<Result<void, StorageFailure>>;
  /** Newest first. */
  history(projectId: string): Promise<Result<readonly Snapshot[], StorageFailure>>;
  /** Called now and on every change, in any tab, this one included. */
  subscribe(
    projectId: string,
    listener: (draft: Draft | null) => void,
    onFailure?: (failure: StorageFailure) => void,
  ): () => void;
}

export type KeptVersion = Pick<Snapshot, 'projectId' | 'files' | 'baseHash' | 'reason' | 'renamed'>;

const TABLES = ['draftFiles', 'snapshots'] as const;

export interface DraftsOptions {
  readonly shelf: Shelf;
  readonly tab: string;
  readonly now: () => number;
  readonly watchFailed: (error: unknown) => StorageFailure;
}

export function createDrafts({ shelf, tab, now, watchFailed }: DraftsOptions): Drafts {
  const record = (projectId: string, path: string, text: string | null, baseHash: string): DraftFile => ({
    key: keyOf(projectId, path),
    projectId,
    path,
    text,
    baseHash,
    updatedAt: now(),
    tab,
  });

  async function exchange(
    transaction: ShelfTransaction,
    projectId: string,
    files: DraftFiles,
    baseHash: string,
    reason: SnapshotReason,
  ): Promise<Snapshot | null> {
    const before = await transaction.list('draftFiles', keyOf(projectId, ''));
    const draft = toDraft(projectId, before);
    const replaced = draft && { projectId, files: draft.files, baseHash: draft.baseHash };
    const snapshot = replaced && (await keepSnapshot(transaction, { ...replaced, reason, takenAt: now() }));
    await transaction.remove(
      'draftFiles',
      before.map(({ key }) => key),
    );
    await transaction.put(
      'draftFiles',
      Object.entries(files).map(([path, text]) => record(projectId, path, text, baseHash)),
    );
    return snapshot;
  }

  return {
    load: (projectId) =>
      attempt(() =>
        shelf.transact(TABLES, async (t) => toDraft(projectId, await t.list('draftFiles', keyOf(projectId, '')))),
      ),

    save: (projectId, path, text, baseHash) =>
      attempt(() =>
        shelf.transact(TABLES, async (t) => {
          const [first] = await t.list('draftFiles', keyOf(projectId, ''));
          await t.put('draftFiles', [record(projectId, path, text, first?.baseHash ?? baseHash)]);
        }),
      ),

    replace: (projectId, files, baseHash, reason) =>
      attempt(() => shelf.transact(TABLES, (t) => exchange(t, projectId, files, baseHash, reason))),

    clear: (projectId) => attempt(() => shelf.transact(TABLES, (t) => exchange(t, projectId, {}, '', 'reset'))),

    restore: (snapshot) =>
      attempt(() =>
        shelf.transact(TABLES, (t) => exchange(t, snapshot.projectId, snapshot.files, snapshot.baseHash, 'restore')),
      ),

    keep: (version) =>
      attempt(() =>
        shelf.transact(TABLES, async (t) => {
          await keepSnapshot(t, { ...version, takenAt: now() });
        }),
      ),

    async history(projectId) {
      const listed = await attempt(() => shelf.transact(TABLES, (t) => t.list('snapshots', keyOf(projectId, ''))));
      return listed.ok ? ok(listed.value.reverse()) : listed;
    },

    subscribe: (projectId, listener, onFailure) =>
      shelf.watch(
        'draftFiles',
        keyOf(projectId, ''),
        (records) => listener(toDraft(projectId, records)),
        (error) => onFailure?.(watchFailed(error)),
      ),
  };
}

function toDraft(projectId: string, records: readonly DraftFile[]): Draft | null {
  const newest = records.reduce<DraftFile | undefined>((a, b) => (a && a.updatedAt >= b.updatedAt ? a : b), undefined);
  if (!newest) return null;
  const files = Object.fromEntries(records.map(({ path, text }) => [path, text]));
  return { projectId, files, baseHash: newest.baseHash, updatedAt: newest.updatedAt, tab: newest.tab };
}

/** Puts it into the history, and drops the oldest beyond the bounds. */
async function keepSnapshot(transaction: ShelfTransaction, version: Omit<Snapshot, 'key'>): Promise<Snapshot> {
  const kept = await transaction.list('snapshots', keyOf(version.projectId, ''));
  const newest = kept.at(-1);
  // The server is started many times with the same files.
  if (newest && version.reason === 'started' && sameDraft(newest.files, version.files)) return newest;
  // Keys order by age; the counter tells two of one millisecond apart.
  const last = newest?.key.split(':').at(-1) ?? '0';
  const key = keyOf(version.projectId, String(Number(last) + 1).padStart(8, '0'));
  const snapshot: Snapshot = { ...version, key };
  await transaction.put('snapshots', [snapshot]);
  const surplus = surplusOf([...kept, snapshot]);
  await transaction.remove(
    'snapshots',
    surplus.map((old) => old.key),
  );
  return snapshot;
}

const sameDraft = (a: DraftFiles, b: DraftFiles): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([path, text]) => Object.hasOwn(b, path) && b[path] === text);
