/**
 * The shelf in IndexedDB, through Dexie: versioned, and watched across tabs.
 * Knows tables and keys, not what a draft or an answer means.
 */
import Dexie, { liveQuery, type Table } from 'dexie';
import { watchDeletion } from './deletion-watch.ts';
import { StorageFault, storageFailure } from './failures.ts';
import { placeFromV1 } from './migrations.ts';
import { SCHEMAS, TABLE_NAMES, type TableName, type TableRecords } from './records.ts';
import type { Shelf, ShelfTransaction } from './shelf.ts';

export const DATABASE_NAME = 'graceful';
/** A database that another tab holds, or a browser bug, can leave `open` waiting for ever. */
const OPEN_DEADLINE_MS = 10_000;

/** The index by which the latest record of a table is found; null for a table that tells no time. */
const TIME_INDEX: Readonly<Record<TableName, string | null>> = {
  draftFiles: 'updatedAt',
  snapshots: 'takenAt',
  answers: 'answeredAt',
  goalResults: 'testedAt',
  places: 'visitedAt',
  ratings: 'ratedAt',
  attention: 'updatedAt',
  settings: 'setAt',
  device: null,
};

function declare(name: string): Dexie {
  const database = new Dexie(name);
  // A later release adds `database.version(3).stores(...).upgrade(...)` and never edits a version that was shipped.
  database
    .version(1)
    .stores({ draftFiles: 'key', snapshots: 'key', answers: 'key', goalResults: 'key', places: 'key' });
  database
    .version(2)
    .stores({
      draftFiles: 'key, updatedAt',
      snapshots: 'key, takenAt',
      answers: 'key, answeredAt',
      goalResults: 'key, testedAt',
      places: 'key, visitedAt',
      ratings: 'key, ratedAt',
      attention: 'key, updatedAt',
      settings: 'key, setAt',
      device: 'key',
    })
    .upgrade(async (transaction) => {
      const places = transaction.table<Keyed, string>('places');
      const before = await places.toArray();
      const after = before.map(placeFromV1) as Keyed[];
      await places.clear();
      await places.bulkPut(after);
    });
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
    raw: (name) => table(name).toArray(),
    clear: (name) => table(name).clear(),
  };
}

/** Rejects with the browser's own error when it refuses. */
export async function openIndexedShelf(name: string = DATABASE_NAME): Promise<Shelf> {
  const database = declare(name);
  const deletion = watchDeletion(database);
  try {
    await openInTime(database);
  } catch (error) {
    deletion.stop();
    throw error;
  }
  const transaction = transactionOn(database);
  /** Dexie does not ask again by itself when a whole database is gone. */
  const watchers = new Set<() => void>();
  deletion.onDeleted(() => watchers.forEach((restart) => restart()));
  return {
    transact: (tables, work) => database.transaction('rw', [...tables], () => work(transaction)),
    watch(tableName, prefix, onRecords, onError) {
      const start = () => liveQuery(() => transaction.list(tableName, prefix)).subscribe(onRecords, onError);
      let subscription = start();
      const restart = () => {
        subscription.unsubscribe();
        subscription = start();
      };
      watchers.add(restart);
      return () => {
        watchers.delete(restart);
        subscription.unsubscribe();
      };
    },
    async latest() {
      const times = await Promise.all(TABLE_NAMES.map((table) => latestIn(database, table)));
      return Math.max(0, ...times);
    },
    onDeleted: (listener) => deletion.onDeleted(listener),
    close() {
      deletion.stop();
      database.close();
    },
  };
}

async function latestIn(database: Dexie, table: TableName): Promise<number> {
  const index = TIME_INDEX[table];
  if (index === null) return 0;
  // The index's key, not the record: a file may be long.
  const [latest] = await database.table(table).orderBy(index).reverse().limit(1).keys();
  return typeof latest === 'number' ? latest : 0;
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
