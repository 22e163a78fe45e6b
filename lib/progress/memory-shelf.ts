/**
 * The shelf when the browser keeps nothing: the same promises, until the tab closes.
 * Knows tables and keys, not what a draft or an answer means.
 */
import type { TableName, TableRecords } from './records.ts';
import type { Shelf, ShelfTransaction } from './shelf.ts';

type Tables = { [T in TableName]: Map<string, TableRecords[T]> };

const emptyTables = (): Tables => ({
  draftFiles: new Map(),
  snapshots: new Map(),
  answers: new Map(),
  goalResults: new Map(),
  places: new Map(),
  ratings: new Map(),
  attention: new Map(),
  settings: new Map(),
  device: new Map(),
});

const copyOf = (tables: Tables): Tables => ({
  draftFiles: new Map(tables.draftFiles),
  snapshots: new Map(tables.snapshots),
  answers: new Map(tables.answers),
  goalResults: new Map(tables.goalResults),
  places: new Map(tables.places),
  ratings: new Map(tables.ratings),
  attention: new Map(tables.attention),
  settings: new Map(tables.settings),
  device: new Map(tables.device),
});

function list<T extends TableName>(tables: Tables, name: T, prefix: string): TableRecords[T][] {
  const table: Map<string, TableRecords[T]> = tables[name];
  return [...table.entries()]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, record]) => record);
}

function transactionOn(tables: Tables): ShelfTransaction {
  return {
    get: async (name, key) => tables[name].get(key),
    list: async (name, prefix) => list(tables, name, prefix),
    async put(name, records) {
      const table: Map<string, (typeof records)[number]> = tables[name];
      for (const record of records) table.set(record.key, record);
    },
    async remove(name, keys) {
      for (const key of keys) tables[name].delete(key);
    },
    raw: async (name) => list(tables, name, ''),
    clear: async (name) => tables[name].clear(),
  };
}

export function openMemoryShelf(): Shelf {
  let tables = emptyTables();
  const watchers = new Set<{ readonly table: TableName; readonly tell: () => void }>();
  // One transaction at a time, as in IndexedDB.
  let queue: Promise<unknown> = Promise.resolve();

  return {
    transact(names, work) {
      const turn = queue.then(async () => {
        const draft = copyOf(tables);
        const result = await work(transactionOn(draft));
        tables = draft;
        for (const watcher of watchers) if (names.includes(watcher.table)) watcher.tell();
        return result;
      });
      // A failed transaction changed nothing and must not stop the next; its caller gets the rejection from `turn`.
      queue = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
    watch(table, prefix, onRecords) {
      const watcher = { table, tell: () => onRecords(list(tables, table, prefix)) };
      watchers.add(watcher);
      queueMicrotask(() => {
        if (watchers.has(watcher)) watcher.tell();
      });
      return () => watchers.delete(watcher);
    },
    // It begins empty, and nobody else can reach it.
    latest: () => Promise.resolve(0),
    onDeleted: () => () => undefined,
    close: () => watchers.clear(),
  };
}
