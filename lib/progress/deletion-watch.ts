/**
 * Notices when somebody deletes the database under an open page (the browser's "clear site data", a cleaner, the
 * developer tools), and still has what was in it: a copy in memory, a quarter of a second behind at most.
 * Knows tables by name, not what they hold. It writes nothing back by itself: whoever deleted may have meant it.
 */
import Dexie from 'dexie';
import { deviceSchema, TABLE_NAMES, type Device, type TableName } from './records.ts';
import type { RawTables } from './shelf.ts';

const QUIET_MS = 250;
/** The first copy waits until the page has had time to draw. */
const FIRST_COPY_MS = 2_000;

/** Dexie closes first, hence the turn; and Chromium refuses a connection while it clears the site's data. */
const REOPEN_MS = [0, 100, 500, 2_000] as const;

/** Runs something later; returns how to stop that. */
export type Later = (task: () => void, ms: number) => () => void;

const byTimer: Later = (task, ms) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

export interface DeletionWatch {
  onDeleted(listener: (lost: RawTables) => void): () => void;
  stop(): void;
}

export const newDevice = (follows: string | null): Device => ({ key: 'device', id: crypto.randomUUID(), follows });

/** Call before the database is opened. */
export function watchDeletion(database: Dexie, later: Later = byTimer): DeletionWatch {
  const listeners = new Set<(lost: RawTables) => void>();
  let copy: RawTables = {};
  let stale = new Set<TableName>(TABLE_NAMES);
  let cancel = (): void => undefined;
  let known: Device | null = null;
  let stopped = false;

  async function refresh(): Promise<void> {
    const tables = [...stale];
    stale = new Set();
    const read = await Promise.all(
      tables.map(async (table) => [table, await database.table(table).toArray()] as const),
    );
    // What is there now is somebody else's beginning, not what was lost.
    if (stopped || !(await isStillOurs(database))) return;
    copy = { ...copy, ...Object.fromEntries(read) };
    // Shows in the browser's performance panel from when on a deletion loses nothing.
    performance.mark('storage:copied');
  }

  const copyIn = (ms: number): void => {
    cancel();
    cancel = later(() => {
      refresh().catch((error: unknown) => console.info('What is kept could not be copied:', error));
    }, ms);
  };

  async function deviceIn(from: Dexie): Promise<Device | null> {
    const parsed = deviceSchema.safeParse(await from.table('device').get('device'));
    return parsed.success ? parsed.data : null;
  }

  /** The same database, or one that the learner has erased in another tab and knows of. */
  async function isStillOurs(from: Dexie): Promise<boolean> {
    const device = await deviceIn(from);
    if (device !== null && (known === null || device.id === known.id || device.follows === known.id)) {
      known = device;
      return true;
    }
    return false;
  }

  /**
   * Whenever a connection opens: the first time, and after one that the browser has closed. Everybody else waits for
   * it, so it has a way of its own to the tables.
   */
  async function opened(first: Dexie): Promise<void> {
    first.backendDB().addEventListener('close', () => reopen());
    if (await isStillOurs(first)) return;
    const wasKnown = known !== null;
    const found = await deviceIn(first);
    const device = found ?? newDevice(null);
    // A browser that clears in several steps closes this one too: then nothing is known of it, and the next is asked again.
    if (!found) await first.table('device').put(device);
    known = device;
    if (!wasKnown) return;
    stale = new Set(TABLE_NAMES);
    copyIn(QUIET_MS);
    // Deleted again before the next copy, the same is lost.
    for (const listener of listeners) listener(copy);
  }

  function reopen(turn = 0): void {
    const ms = REOPEN_MS[turn];
    if (stopped) return;
    if (ms === undefined) {
      console.warn('Storage does not open again.');
      return;
    }
    later(() => {
      if (stopped) return;
      database.open().catch((error: unknown) => {
        console.info('Storage does not open yet:', error);
        reopen(turn + 1);
      });
    }, ms);
  }

  const mutated = (parts: Record<string, unknown>): void => {
    const prefix = `idb://${database.name}/`;
    const tables = TABLE_NAMES.filter((table) =>
      Object.keys(parts).some((part) => part.startsWith(`${prefix}${table}/`)),
    );
    if (tables.length === 0) return;
    for (const table of tables) stale.add(table);
    copyIn(QUIET_MS);
  };

  database.on('ready', (first) => opened(first), true);
  database.on('versionchange', ({ newVersion }) => {
    if (newVersion === null || newVersion === 0) reopen();
  });
  Dexie.on.storagemutated.subscribe(mutated);
  copyIn(FIRST_COPY_MS);

  return {
    onDeleted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      cancel();
      Dexie.on.storagemutated.unsubscribe(mutated);
    },
  };
}
