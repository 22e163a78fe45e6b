/**
 * The learner's record as a whole: out of the browser, into it, and away, each in one transaction, so that two tabs that
 * do it at once do it one after the other. Knows neither files nor views.
 */
import { err, type Result } from '../runtime/result.ts';
import { attempt } from './attempt.ts';
import type { Clock } from './clock.ts';
import { newDevice } from './deletion-watch.ts';
import {
  PORTABLE_TABLES,
  sortRecords,
  writeExport,
  type Incoming,
  type PortableTable,
  type SortedRecords,
  type WrittenExport,
} from './export-file.ts';
import type { StorageFailure } from './failures.ts';
import { takeBack } from './later-times.ts';
import { digestOf, planMerge, type MergePlan } from './merge.ts';
import { TABLE_NAMES, type TableRecords } from './records.ts';
import type { RawTables, Shelf, ShelfTransaction } from './shelf.ts';
import { transferFailure, type TransferFailure } from './transfer-failures.ts';

export interface Ownership {
  export(): Promise<Result<WrittenExport, StorageFailure>>;
  /** Everything that is kept, for a count or a look. */
  all(): Promise<Result<SortedRecords, StorageFailure>>;
  /** What importing would come to. Changes nothing. */
  preview(incoming: Incoming): Promise<Result<MergePlan, StorageFailure>>;
  /** Does what the plan says, and refuses when that is no longer what importing would come to. */
  import(incoming: Incoming, shown: MergePlan): Promise<Result<MergePlan, StorageFailure | TransferFailure>>;
  /** @returns what was there, for `putBack` */
  erase(): Promise<Result<RawTables, StorageFailure>>;
  /** Brings records back as they were; where something newer has come since, that stays and the older goes into the history. */
  putBack(tables: RawTables): Promise<Result<void, StorageFailure>>;
  /** The machine's clock is right: records that are of later become records of now. */
  settleClock(): Promise<Result<void, StorageFailure>>;
}

export function createOwnership(shelf: Shelf, clock: Clock): Ownership {
  const everything = <R>(work: (t: ShelfTransaction) => Promise<R>): Promise<Result<R, StorageFailure>> =>
    attempt(() => shelf.transact(TABLE_NAMES, work));
  const hearTimes = async (): Promise<void> => clock.heard(await shelf.latest());

  return {
    all: () => everything(async (t) => sortRecords(await rawOf(t))),

    export: () => everything(async (t) => writeExport(sortRecords(await rawOf(t)), clock.now())),

    preview: ({ records }) =>
      everything(async (t) => planMerge(sortRecords(await rawOf(t)).records, records, clock.now())),

    async import({ records }, shown) {
      const done = await everything(async (t) => {
        const plan = planMerge(sortRecords(await rawOf(t)).records, records, clock.now());
        const asShown = digestOf(plan) === digestOf(shown);
        if (asShown) await write(t, plan);
        return { plan, asShown };
      });
      if (!done.ok) return done;
      if (!done.value.asShown) return err(transferFailure('import-outdated', 'the plan has changed'));
      await hearTimes();
      return { ok: true, value: done.value.plan };
    },

    erase: () =>
      everything(async (t) => {
        const before = await rawOf(t);
        const device = await t.get('device', 'device');
        for (const table of TABLE_NAMES) await t.clear(table);
        await t.put('device', [newDevice(device?.id ?? null)]);
        return before;
      }),

    async putBack(tables) {
      const done = await everything(async (t) => {
        const { records, refused } = sortRecords(tables);
        await write(t, planMerge(sortRecords(await rawOf(t)).records, records, clock.now()));
        for (const { table, record } of refused) {
          const known = PORTABLE_TABLES.find((name) => name === table);
          if (known && hasKey(record)) await putUnread(t, known, record);
        }
      });
      if (done.ok) await hearTimes();
      return done;
    },

    async settleClock() {
      const done = await everything(async (t) => {
        const { records } = sortRecords(await rawOf(t));
        for (const table of PORTABLE_TABLES) await settle(t, table, records[table]);
      });
      if (done.ok) clock.settle();
      return done;

      function settle<T extends PortableTable>(
        t: ShelfTransaction,
        table: T,
        records: readonly TableRecords[T][],
      ): Promise<void> {
        return t.put(table, takeBack(table, records, clock.machine()));
      }
    },
  };
}

async function rawOf(t: ShelfTransaction): Promise<RawTables> {
  const tables: Partial<Record<PortableTable, readonly unknown[]>> = {};
  for (const table of PORTABLE_TABLES) tables[table] = await t.raw(table);
  return tables;
}

async function write(t: ShelfTransaction, { puts, removes }: MergePlan): Promise<void> {
  for (const table of PORTABLE_TABLES) {
    await t.remove(table, removes[table] ?? []);
    await put(t, table, puts[table]);
  }
}

const put = <T extends PortableTable>(
  t: ShelfTransaction,
  table: T,
  records: readonly TableRecords[T][],
): Promise<void> => t.put(table, records);

const hasKey = (record: unknown): record is { readonly key: string } =>
  typeof record === 'object' && record !== null && 'key' in record && typeof record.key === 'string';

/** Left as it was found: it could not be read before either. */
const putUnread = (t: ShelfTransaction, table: PortableTable, record: { readonly key: string }): Promise<void> =>
  t.put(table, [record as TableRecords[typeof table]]);
