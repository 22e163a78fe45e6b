/**
 * The page's one keeper of the offline course, loaded apart from the page's first chunk, and what it says for whoever draws it.
 */
'use client';

import { useSyncExternalStore } from 'react';
import type { OfflineKeeper } from '@/lib/offline/keeper';
import { UNKNOWN, type OfflineState } from '@/lib/offline/offline-state';

const BASE_URL = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/`;
const BUILD = process.env.NEXT_PUBLIC_BUILD ?? '';
/** No worker in development: it would serve yesterday's build. None either in a build that retires its worker. */
const IS_ON = process.env.NODE_ENV === 'production' && process.env.NEXT_PUBLIC_OFFLINE !== 'off';

const listeners = new Set<() => void>();
let starting: Promise<OfflineKeeper> | null = null;
let keeper: OfflineKeeper | null = null;

/** Safe to call again. A rejection means that the chunk could not be fetched. */
export async function startKeeping(): Promise<void> {
  if (!IS_ON) return;
  starting ??= import('@/lib/offline/keeper').then(({ OfflineKeeper }) => {
    keeper = new OfflineKeeper({ baseUrl: BASE_URL, build: BUILD });
    keeper.subscribe(() => listeners.forEach((listener) => listener()));
    return keeper;
  });
  await (await starting).start();
}

/** The page's scripts run: whatever a worker served them from is sound. */
export function sayAlive(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.controller?.postMessage({ type: 'alive' });
}

export const keepCourse = (): void => void keeper?.keep();
export const removeCourse = (): void => void keeper?.remove();
export const reloadCourse = (): void => keeper?.reload();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOffline(): OfflineState {
  return useSyncExternalStore(
    subscribe,
    () => keeper?.state ?? UNKNOWN,
    () => UNKNOWN,
  );
}
