/**
 * The little that drafts, answers, reviews and their like need of a database, so that the same code keeps them in
 * IndexedDB or, when the browser refuses, in memory. Knows records, not what they mean.
 */
import type { TableName, TableRecords } from './records.ts';

/** Reads and writes of one transaction. */
export interface ShelfTransaction {
  get<T extends TableName>(table: T, key: string): Promise<TableRecords[T] | undefined>;
  /** Records whose key starts with `prefix`, ordered by key. */
  list<T extends TableName>(table: T, prefix: string): Promise<TableRecords[T][]>;
  put<T extends TableName>(table: T, records: readonly TableRecords[T][]): Promise<void>;
  remove(table: TableName, keys: readonly string[]): Promise<void>;
  /** Every record as it is stored, readable or not. */
  raw(table: TableName): Promise<readonly unknown[]>;
  clear(table: TableName): Promise<void>;
}

export interface Shelf {
  /**
   * All or nothing. `work` may await nothing but the transaction's own methods: IndexedDB commits when it idles.
   * Rejects with what the browser said, or with a StorageFault for a record that cannot be read.
   */
  transact<R>(tables: readonly TableName[], work: (transaction: ShelfTransaction) => Promise<R>): Promise<R>;
  /** Calls back now and after each change to the records under `prefix`, in any tab. */
  watch<T extends TableName>(
    table: T,
    prefix: string,
    onRecords: (records: TableRecords[T][]) => void,
    onError: (error: unknown) => void,
  ): () => void;
  /** The latest moment that any record names, in milliseconds since the epoch; 0 when there is none. */
  latest(): Promise<number>;
  /** Calls back when somebody else has deleted what this shelf kept, with all of it as it was a moment before. */
  onDeleted(listener: (lost: RawTables) => void): () => void;
  close(): void;
}

/** Records as they are stored, readable or not, by table. */
export type RawTables = Readonly<Partial<Record<TableName, readonly unknown[]>>>;
