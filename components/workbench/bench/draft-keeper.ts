/**
 * Keeps what the learner types: with each key where that takes no time, in the store a moment after the last key or at once
 * when the tab goes away. Says so when it cannot.
 * Knows the drafts' store, neither editor nor server.
 */
import type { TextFiles } from '@/lib/course/lesson-types';
import type { Draft } from '@/lib/progress/drafts';
import type { StorageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';
import type { Snapshot, SnapshotReason } from '@/lib/progress/records';
import { err, ok, type Result } from '@/lib/runtime/result';
import { draftOf } from './draft-files.ts';
import { writeDraftHint } from './draft-hint.ts';
import { forgetLastWords, leaveLastWords, readLastWords, type LastWords } from './last-words.ts';
import type { Schedule } from './event-queue.ts';

const QUIET_MS = 300;

const afterQuiet: Schedule = (callback) => {
  const timer = setTimeout(callback, QUIET_MS);
  return () => clearTimeout(timer);
};

export interface DraftKeeperOptions {
  readonly projectId: string;
  readonly start: TextFiles;
  readonly baseHash: string;
  readonly getProgress: () => Promise<ProgressStore>;
  /** A write failed; null when one succeeds again. */
  readonly onFailure: (failure: StorageFailure | null) => void;
  readonly schedule?: Schedule;
}

/** Newest first. */
export interface KeptHistory {
  readonly snapshots: readonly Snapshot[];
  /** False when all of it goes with this tab. */
  readonly lasting: boolean;
}

export interface DraftKeeper {
  load(): Promise<Draft | null>;
  /** Null for a file that the learner deleted. */
  touch(file: string, text: string | null): void;
  /** Write now what waits. */
  flush(): Promise<void>;
  /** The page may be gone at once: the store may still get what waits. If not, it is written when the page comes back. */
  leave(): void;
  /** Put other files in the draft's place. The store keeps a snapshot of what they replace. */
  replace(files: TextFiles, reason: SnapshotReason): Promise<void>;
  /** Adds these files to the history. The draft itself stays. */
  keepVersion(files: TextFiles, reason: SnapshotReason, renamed?: Snapshot['renamed']): Promise<void>;
  history(): Promise<Result<KeptHistory, StorageFailure>>;
  /** Called when another tab has written, and with null when what was kept is gone: erased, reset elsewhere, deleted. */
  watch(listener: (draft: Draft | null) => void): () => void;
}

const notFetched = (error: unknown): StorageFailure => ({
  code: 'storage-unavailable',
  message: 'The part of this page that keeps your work could not be fetched.',
  suggestion: 'Your code stays as long as this tab is open. Check the connection and reload the page.',
  cause: String(error),
});

export function createDraftKeeper(options: DraftKeeperOptions): DraftKeeper {
  const { projectId, start, baseHash, getProgress, onFailure, schedule = afterQuiet } = options;
  const waiting = new Map<string, string | null>();
  /** The last of what waits, where a page that is killed has left it. */
  let lastWords: LastWords = [];
  let cancel: (() => void) | null = null;
  /** One write after another, so that the last one typed is the last one kept. */
  let writing: Promise<void> = Promise.resolve();
  let failing = false;
  /** The store knows of a draft; and it is us who clear it. */
  let known = false;
  let clearing = false;

  /** The store, or null when even its code cannot be fetched. */
  const progress = async (): Promise<ProgressStore | null> =>
    getProgress().catch((error: unknown) => {
      report(notFetched(error));
      return null;
    });

  const report = (failure: StorageFailure | null): void => {
    if (failure === null && !failing) return;
    failing = failure !== null;
    onFailure(failure);
  };
  const settle = (result: Result<unknown, StorageFailure>): boolean => {
    report(result.ok ? null : result.error);
    return result.ok;
  };

  async function write(): Promise<void> {
    if (waiting.size === 0) return;
    const store = await progress();
    for (const [file, text] of [...waiting]) {
      const kept = store !== null && settle(await store.drafts.save(projectId, file, text, baseHash));
      // What is not kept is tried again with the next key.
      if (kept && waiting.get(file) === text) waiting.delete(file);
      if (kept) writeDraftHint(projectId, true);
    }
    if (waiting.size === 0) forgetLastWords(projectId, lastWords);
  }

  const flush = (): Promise<void> => {
    cancel?.();
    cancel = null;
    writing = writing.then(write);
    return writing;
  };

  return {
    async load() {
      const left = readLastWords(projectId);
      if (waiting.size === 0) lastWords = left;
      for (const [file, text] of left) if (!waiting.has(file)) waiting.set(file, text);
      await flush();
      const store = await progress();
      if (!store) return null;
      if (store.keeping.kind === 'memory') report(store.keeping.failure);
      const loaded = await store.drafts.load(projectId);
      if (!loaded.ok) {
        report(loaded.error);
        return null;
      }
      writeDraftHint(projectId, loaded.value !== null);
      return loaded.value;
    },
    touch(file, text) {
      waiting.set(file, text);
      // Not only when the page goes away: one that crashes has no such moment.
      lastWords = [...waiting];
      leaveLastWords(projectId, lastWords);
      writeDraftHint(projectId, true);
      cancel?.();
      cancel = schedule(() => void flush());
    },
    flush,
    leave() {
      if (waiting.size > 0) void flush();
    },
    async replace(files, reason) {
      await flush();
      const draft = draftOf(start, files);
      const store = await progress();
      if (!store) return;
      const changed = Object.keys(draft).length > 0;
      clearing = !changed && known;
      settle(
        changed ? await store.drafts.replace(projectId, draft, baseHash, reason) : await store.drafts.clear(projectId),
      );
      writeDraftHint(projectId, changed);
    },
    async keepVersion(files, reason, renamed) {
      const store = await progress();
      const version = { projectId, files: draftOf(start, files), baseHash, reason };
      if (store) settle(await store.drafts.keep(renamed ? { ...version, renamed } : version));
    },
    async history() {
      let store: ProgressStore;
      try {
        store = await getProgress();
      } catch (error) {
        return err(notFetched(error));
      }
      const listed = await store.drafts.history(projectId);
      return listed.ok ? ok({ snapshots: listed.value, lasting: store.keeping.kind === 'kept' }) : listed;
    },
    watch(listener) {
      let left = false;
      let wasGone = false;
      let leave: (() => void) | null = null;
      void progress().then((store) => {
        if (left || !store) return;
        leave = store.drafts.subscribe(
          projectId,
          (draft) => {
            const isGone = draft === null && known && !clearing;
            const isBack = draft !== null && wasGone;
            known = draft !== null;
            clearing = false;
            wasGone = isGone || (wasGone && !known);
            if (isGone || isBack || (draft !== null && draft.tab !== store.tab)) listener(draft);
          },
          report,
        );
      });
      return () => {
        left = true;
        leave?.();
      };
    },
  };
}
