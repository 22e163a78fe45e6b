/**
 * Something that is kept, for everyone on the page who shows it: one subscription each, opened when the page is idle, fed by
 * every tab. Knows how to follow, not what.
 */
'use client';

import { useSyncExternalStore } from 'react';
import type { StorageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';
import { getProgress } from './progress-client';
import { whenIdle } from './when-idle';

type Follow<T> = (
  progress: ProgressStore,
  tell: (value: T) => void,
  onFailure: (failure: StorageFailure) => void,
) => () => void;

/** A hook that gives the newest value; null until storage has answered. */
export function createKept<T>(what: string, follow: Follow<T>): () => T | null {
  let value: T | null = null;
  const listeners = new Set<() => void>();
  let leave: (() => void) | undefined;

  const tell = (next: T): void => {
    value = next;
    for (const listener of listeners) listener();
  };

  function start(): () => void {
    let left = false;
    let unfollow: (() => void) | undefined;
    const cancel = whenIdle(() => {
      getProgress().then(
        (progress) => {
          if (left) return;
          unfollow = follow(progress, tell, (failure) => console.warn(failure.message, failure.cause));
        },
        (error: unknown) => console.warn(`${what} cannot be shown:`, error),
      );
    });
    return () => {
      left = true;
      cancel();
      unfollow?.();
    };
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    if (listeners.size === 1) leave = start();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) leave?.();
    };
  }

  return function useKept() {
    return useSyncExternalStore(
      subscribe,
      () => value,
      () => null,
    );
  };
}
