/** For tests: both kinds of store, on a database in memory. Every store is closed after its test. */
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Result } from '../runtime/result.ts';
import { storageFailure, type StorageFailure } from './failures.ts';
import { openProgress, temporaryProgress, type ProgressOptions, type ProgressStore } from './progress-store.ts';

Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

export const LESSON = 'lesson/first-handlers';
let opened: ProgressStore[] = [];
let databases = 0;
let clock = 1_000;
const now = () => (clock += 1);

export function value<T>(result: Result<T, StorageFailure>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.error.code}: ${result.error.cause}`);
  return result.value;
}

export async function kept(
  options: ProgressOptions = { databaseName: `test-${(databases += 1)}` },
): Promise<ProgressStore> {
  const store = value(await openProgress({ now, ...options }));
  opened.push(store);
  return store;
}

function temporary(): Promise<ProgressStore> {
  return Promise.resolve(temporaryProgress(storageFailure('storage-unavailable', 'test'), { now }));
}

afterEach(() => {
  for (const store of opened) store.close();
  opened = [];
});

/** What holds for a store holds wherever it keeps things. */
export const STORES = [
  ['in IndexedDB', () => kept()],
  ['in memory', temporary],
] as const;
