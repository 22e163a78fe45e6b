/**
 * Which goals the learner has ever reached, for everyone on the page who shows progress: one subscription, opened when
 * the page is idle, fed by every tab. Knows projects and tests by name, not the course.
 */
'use client';

import { useSyncExternalStore } from 'react';
import { getProgress } from './progress-client';
import { whenIdle } from './when-idle';

/** Project id → names of the tests that have passed once. `null` until storage has answered. */
export type ReachedGoals = ReadonlyMap<string, ReadonlySet<string>> | null;

let reached: ReachedGoals = null;
const listeners = new Set<() => void>();
let leave: (() => void) | undefined;

async function follow(): Promise<() => void> {
  const progress = await getProgress();
  return progress.results.subscribe(
    (results) => {
      const next = new Map<string, Set<string>>();
      for (const { projectId, test, firstPassedAt } of results) {
        if (firstPassedAt === null) continue;
        next.set(projectId, (next.get(projectId) ?? new Set()).add(test));
      }
      reached = next;
      for (const listener of listeners) listener();
    },
    (failure) => console.warn(failure.message, failure.cause),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) leave = start();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) leave?.();
  };
}

function start(): () => void {
  let left = false;
  let unfollow: (() => void) | undefined;
  const cancel = whenIdle(() => {
    follow().then(
      (stop) => {
        if (left) stop();
        else unfollow = stop;
      },
      (error: unknown) => console.warn('Progress cannot be shown:', error),
    );
  });
  return () => {
    left = true;
    cancel();
    unfollow?.();
  };
}

export function useReachedGoals(): ReachedGoals {
  return useSyncExternalStore(
    subscribe,
    () => reached,
    () => null,
  );
}
