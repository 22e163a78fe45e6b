/** Choices of the learner that belong to their record. Knows names and values, not what they change. */
import type { Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { StorageFailure } from './failures.ts';
import type { Shelf } from './shelf.ts';

/** `deck`: which cards are in play, `begun` or `all`. `name`: as the learner wants to be called on the last page. */
export type SettingName = 'deck' | 'name';
export type SettingValues = Readonly<Partial<Record<string, string>>>;

export interface Settings {
  set(name: SettingName, value: string): Promise<Result<void, StorageFailure>>;
  subscribe(listener: (values: SettingValues) => void, onFailure?: (failure: StorageFailure) => void): () => void;
}

export function createSettings(
  shelf: Shelf,
  now: () => number,
  watchFailed: (error: unknown) => StorageFailure,
): Settings {
  return {
    set: (name, value) =>
      attempt(() => shelf.transact(['settings'], (t) => t.put('settings', [{ key: name, value, setAt: now() }]))),
    subscribe: (listener, onFailure) =>
      shelf.watch(
        'settings',
        '',
        (settings) => listener(Object.fromEntries(settings.map(({ key, value }) => [key, value]))),
        (error) => onFailure?.(watchFailed(error)),
      ),
  };
}
