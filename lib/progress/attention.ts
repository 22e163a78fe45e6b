/**
 * How long the learner attended to something, day by day. Each browser keeps its own row, so that records from two of
 * them add up and the same record twice does not. Who attends is decided elsewhere (attended.ts).
 */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import { dayOf } from './days.ts';
import type { StorageFailure } from './failures.ts';
import { keyOf, type Attention } from './records.ts';
import type { Shelf } from './shelf.ts';

export interface AttentionLog {
  add(projectId: string, ms: number): Promise<Result<void, StorageFailure>>;
  subscribe(
    listener: (attention: readonly Attention[]) => void,
    onFailure?: (failure: StorageFailure) => void,
  ): () => void;
}

export function createAttentionLog(
  shelf: Shelf,
  now: () => number,
  watchFailed: (error: unknown) => StorageFailure,
): AttentionLog {
  return {
    add: (projectId, ms) =>
      attempt(() =>
        shelf.transact(['attention', 'device'], async (t) => {
          const device = (await t.get('device', 'device'))?.id ?? 'this-tab';
          const updatedAt = now();
          const day = dayOf(updatedAt);
          const key = keyOf(projectId, day, device);
          const before = await t.get('attention', key);
          await t.put('attention', [{ key, projectId, day, device, ms: (before?.ms ?? 0) + ms, updatedAt }]);
        }),
      ),

    subscribe: (listener, onFailure) =>
      shelf.watch('attention', '', listener, (error) => onFailure?.(watchFailed(error))),
  };
}
