/**
 * The little that drafts, answers, results and places need of a database, so that the same code keeps them in
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
  close(): void;
}
