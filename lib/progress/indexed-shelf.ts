/**
 * The shelf in IndexedDB, through Dexie: versioned, and watched across tabs.
 * Knows tables and keys, not what a draft or an answer means.
 */
import Dexie, { liveQuery, type Table } from 'dexie';
import { StorageFault, storageFailure } from './failures.ts';
import { SCHEMAS, type TableName, type TableRecords } from './records.ts';
import type { Shelf, ShelfTransaction } from './shelf.ts';

export const DATABASE_NAME = 'graceful';
/** A database that another tab holds, or a browser bug, can leave `open` waiting for ever. */
const OPEN_DEADLINE_MS = 4_000;

function declare(name: string): Dexie {
  const database = new Dexie(name);
  // A later release adds `database.version(2).stores(...).upgrade(...)` and never edits a version that was shipped.
  database
    .version(1)
    .stores({ draftFiles: 'key', snapshots: 'key', answers: 'key', goalResults: 'key', places: 'key' });
  return database;
}

/** Zod's output for table T is TableRecords[T] by definition, which TypeScript cannot follow through the index. */
function parse<T extends TableName>(table: T, value: unknown): TableRecords[T] {
  const parsed = SCHEMAS[table].safeParse(value);
  if (!parsed.success) throw new StorageFault(storageFailure('storage-damaged', `${table}: ${parsed.error.message}`));
  return parsed.data as TableRecords[T];
}

interface Keyed {
  readonly key: string;
}

function transactionOn(database: Dexie): ShelfTransaction {
  const table = (name: TableName): Table<Keyed, string, Keyed> => database.table(name);
  // Dexie's own promises, not async functions: it keeps the transaction alive through one level of native await,
  // and IndexedDB commits a transaction that idles. So an empty list must not look like work either.
  const nothing = () => Dexie.Promise.resolve();
  return {
    get: (name, key) =>
      table(name)
        .get(key)
        .then((found) => (found === undefined ? undefined : parse(name, found))),
    list: (name, prefix) =>
      table(name)
        .where(':id')
        .startsWith(prefix)
        .toArray()
        .then((found) => found.map((value) => parse(name, value))),
    put: (name, records) => (records.length > 0 ? table(name).bulkPut(records).then(nothing) : nothing()),
    remove: (name, keys) => (keys.length > 0 ? table(name).bulkDelete([...keys]) : nothing()),
  };
}

/** Rejects with the browser's own error when it refuses. */
export async function openIndexedShelf(name: string = DATABASE_NAME): Promise<Shelf> {
  const database = declare(name);
  await openInTime(database);
  const transaction = transactionOn(database);
  return {
    transact: (tables, work) => database.transaction('rw', [...tables], () => work(transaction)),
    watch(tableName, prefix, onRecords, onError) {
      const subscription = liveQuery(() => transaction.list(tableName, prefix)).subscribe(onRecords, onError);
      return () => subscription.unsubscribe();
    },
    close: () => database.close(),
  };
}

async function openInTime(database: Dexie): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`IndexedDB did not open within ${OPEN_DEADLINE_MS} ms`)),
      OPEN_DEADLINE_MS,
    );
  });
  try {
    await Promise.race([database.open(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
