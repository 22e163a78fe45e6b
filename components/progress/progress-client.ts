/**
 * The page's one way to the learner's work. Loads storage apart from the page's first chunk, opens it once, and falls
 * back to memory when the browser refuses, so that callers never ask whether storage works: they read `store.keeping`.
 */
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
