/** Who deletes a database under an open page is noticed, with what was in it; who erases it in another tab is not. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import Dexie from 'dexie';
import { newDevice, watchDeletion, type DeletionWatch, type Later } from './deletion-watch.ts';
import { TABLE_NAMES } from './records.ts';
import type { RawTables } from './shelf.ts';
import './test-stores.ts';

const opened: { readonly database: Dexie; readonly watch: DeletionWatch }[] = [];
afterEach(() => {
  for (const { database, watch } of opened.splice(0)) {
    watch.stop();
    database.close();
  }
});

/** What was put off, to be done when the test says so. */
function putOff(): { readonly later: Later; readonly run: () => void } {
  let waiting: (() => void)[] = [];
  return {
    later(task) {
      waiting.push(task);
      return () => {
        waiting = waiting.filter((other) => other !== task);
      };
    },
    run() {
      for (const task of waiting.splice(0)) task();
    },
  };
}

async function open(name: string, { later, run } = putOff()) {
  const database = new Dexie(name);
  database.version(2).stores(Object.fromEntries(TABLE_NAMES.map((table) => [table, 'key'])));
  const watch = watchDeletion(database, later);
  opened.push({ database, watch });
  await database.open();
  return { database, watch, run };
}

const row = { key: 'p:q', choice: 'a' };
/** A read behind the copy's reads: when it is answered, they are. */
const settled = (database: Dexie) => database.table('device').toArray();

/** Far more turns than any deletion takes. */
const TURNS = 10_000;

/** Deletes the database, and does what was put off until the watcher has told. */
async function deletedUnder({ database, watch, run }: Awaited<ReturnType<typeof open>>): Promise<RawTables> {
  let lost: RawTables | null = null;
  watch.onDeleted((tables) => (lost = tables));
  await Promise.all([Dexie.delete(database.name), told()]);
  assert.ok(lost, 'nobody was told');
  return lost;

  async function told(): Promise<void> {
    for (let turn = 0; lost === null && turn < TURNS; turn += 1) {
      await new Promise(setImmediate);
      run();
    }
  }
}

describe('a database under an open page', () => {
  it('deleted: told, with all that was in it', async () => {
    const one = await open('one');
    await one.database.table('answers').put(row);
    one.run();
    await settled(one.database);
    assert.deepEqual((await deletedUnder(one)).answers, [row]);
    assert.deepEqual(await one.database.table('answers').toArray(), []);
  });

  it('deleted in two steps, as Chromium clears: told of the same', async () => {
    const copies: (() => void)[] = [];
    const later: Later = (task, ms) => {
      if (ms === 0) setImmediate(task);
      else copies.push(task);
      return () => undefined;
    };
    const run = (): void => {
      for (const copy of copies.splice(0)) copy();
    };
    const one = await open('twice', { later, run });
    const lost: RawTables[] = [];
    const deletedAgain = new Promise<void>((resolve) => {
      one.watch.onDeleted((tables) => {
        lost.push(tables);
        if (lost.length === 1) void Dexie.delete('twice');
        else resolve();
      });
    });
    await one.database.table('answers').put(row);
    one.run();
    await settled(one.database);
    await Dexie.delete('twice');
    await deletedAgain;
    assert.deepEqual(
      lost.map(({ answers }) => answers),
      [[row], [row]],
    );
  });

  it('changed by another tab: that is in the copy too', async () => {
    const [one, two] = [await open('shared'), await open('shared')];
    one.run();
    await settled(one.database);
    await two.database.table('answers').put(row);
    await new Promise(setImmediate);
    one.run();
    await settled(one.database);
    two.watch.stop();
    two.database.close();
    assert.deepEqual((await deletedUnder(one)).answers, [row]);
  });

  it('erased by the learner in another tab: no news', async () => {
    const { database, watch, run } = await open('erased');
    let told = 0;
    watch.onDeleted(() => (told += 1));
    const [device] = (await database.table('device').toArray()) as { id: string }[];
    const other = await open('erased');
    await other.database.table('device').put(newDevice(device?.id ?? ''));
    run();
    await settled(database);
    // A connection that the browser closed for a reason of its own.
    database.close({ disableAutoOpen: false });
    await database.open();
    assert.equal(told, 0);
  });
});
