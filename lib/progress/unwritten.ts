/**
 * Records on their way into the database. A page that goes away ends its transactions, finished or not; localStorage is
 * written at once. So a record is there as well until the database has it, and what is found there when the database is
 * opened again is brought in. Knows records as they are stored, not what they mean.
 */
import type { Result } from '../runtime/result.ts';
import type { StorageFailure } from './failures.ts';
import type { RawTables } from './shelf.ts';

const PREFIX = 'graceful-unwritten:';

export interface Unwritten {
  /** Holds the records until `write` has settled: then they are in the database, or their failure was told. */
  during<T>(records: RawTables, write: () => Promise<T>): Promise<T>;
  /** What a page left behind. It stays where it is if `write` fails. */
  bringIn(write: (left: RawTables) => Promise<Result<void, StorageFailure>>): Promise<void>;
}

/** For a store that ends with its page. */
export const KEPT_NOWHERE: Unwritten = { during: (_, write) => write(), bringIn: () => Promise.resolve() };

/** @param local the browser's localStorage by default; where that is blocked or full, records are only in the database's hands */
export function openUnwritten(local?: Storage): Unwritten {
  const guarded = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(local ?? localStorage);
    } catch (error) {
      console.info('What is being written is not kept beside the database:', error);
      return otherwise;
    }
  };
  return {
    async during(records, write) {
      const key = PREFIX + crypto.randomUUID();
      guarded((storage) => storage.setItem(key, JSON.stringify(records)), undefined);
      try {
        return await write();
      } finally {
        guarded((storage) => storage.removeItem(key), undefined);
      }
    },

    async bringIn(write) {
      const keys = guarded(namesIn, []).filter((name) => name.startsWith(PREFIX));
      for (const key of keys) {
        // Another tab may be writing it at this moment, and have finished.
        const text = guarded((storage) => storage.getItem(key), null);
        const left = text === null ? null : parse(text);
        const written = left && (await write(left));
        if (written && !written.ok) {
          console.warn('What a page left behind is not written yet:', written.error.message, written.error.cause);
          continue;
        }
        guarded((storage) => storage.removeItem(key), undefined);
      }
    },
  };
}

const namesIn = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');

/** Null for a text that is not ours any more. The records in it are judged where they are written. */
function parse(text: string): RawTables | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch (error) {
    console.warn('What a page left behind cannot be read:', text.slice(0, 200), error);
    return null;
  }
}
