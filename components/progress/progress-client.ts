/**
 * The page's one way to the learner's work. Loads storage apart from the page's first chunk, opens it once, and falls
 * back to memory when the browser refuses, so that callers never ask whether storage works: they read `store.keeping`.
 */
import type { StorageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';

let opening: Promise<ProgressStore> | undefined;

/** Resolves to the same store for everyone on the page. A rejection means that the chunk could not be fetched; ask again. */
export function getProgress(): Promise<ProgressStore> {
  opening ??= openStore().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/**
 * For a page whose store is in memory since the browser refused: asks it once more, and hands over what the page holds.
 * Reload after it: every part of the page works with the store that it got.
 * @returns why the browser refuses still
 */
export async function keepAfterAll(temporary: ProgressStore): Promise<StorageFailure | null> {
  const { openProgress } = await import('@/lib/progress/progress-store');
  const [opened, held] = await Promise.all([openProgress(), temporary.ownership.all()]);
  if (!opened.ok) return opened.error;
  const done = held.ok ? await opened.value.ownership.putBack(held.value.records) : held;
  opened.value.close();
  return done.ok ? null : done.error;
}

async function openStore(): Promise<ProgressStore> {
  withdrawBlockedChannel();
  const { openProgress, temporaryProgress } = await import('@/lib/progress/progress-store');
  const opened = await openProgress();
  if (opened.ok) return opened.value;
  console.warn(opened.error.message, opened.error.cause);
  return temporaryProgress(opened.error);
}

/**
 * Where site data is blocked, Firefox has a BroadcastChannel that throws when one is made. Dexie makes one as it loads,
 * unless there is none.
 */
function withdrawBlockedChannel(): void {
  try {
    new BroadcastChannel('graceful').close();
  } catch {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  }
}
