/** Whatever version of the course a learner last saw, this one reads what they have: from a sample of each version. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import Dexie from 'dexie';
import { readExport, sortRecords } from './export-file.ts';
import { fileSchema } from './file-schema.ts';
import { migrate } from './migrations.ts';
import { SCHEMA_VERSION } from './records.ts';
import type { RawTables } from './shelf.ts';
import { kept, LESSON, value } from './test-stores.ts';

const sampleOf = (version: number): URL => new URL(`samples/v${String(version)}.json`, import.meta.url);
const versions = Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1);

interface Sample {
  readonly version: number;
  readonly records: RawTables;
}

/** What each version could be searched by, besides its keys. */
const INDEXES: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2: {
    draftFiles: 'updatedAt',
    snapshots: 'takenAt',
    answers: 'answeredAt',
    goalResults: 'testedAt',
    places: 'visitedAt',
    ratings: 'ratedAt',
    attention: 'updatedAt',
    settings: 'setAt',
  },
};

const read = (version: number): Sample => JSON.parse(readFileSync(sampleOf(version), 'utf8')) as Sample;

/** A database as that version left it, made without any code of ours. */
async function install(name: string, { version, records }: Sample): Promise<void> {
  const { indexedDB } = Dexie.dependencies;
  await new Promise<void>((resolve, reject) => {
    // Dexie counts in tenths.
    const opening = indexedDB.open(name, version * 10);
    opening.onerror = () => reject(opening.error ?? new Error('it does not open'));
    opening.onupgradeneeded = () => {
      for (const [table, rows] of Object.entries(version > 1 ? { ...records, device: [] } : records)) {
        const store = opening.result.createObjectStore(table, { keyPath: 'key' });
        const index = INDEXES[version]?.[table];
        if (index !== undefined) store.createIndex(index, index);
        for (const row of rows) store.put(row);
      }
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

describe('every version that was released', () => {
  for (const version of versions) {
    it(`version ${String(version)} has a sample, and everything in it is read`, async () => {
      assert.ok(existsSync(sampleOf(version)), `samples/v${String(version)}.json is missing`);
      const sample = read(version);
      assert.equal(sample.version, version);
      const databaseName = `sample-${String(version)}`;
      await install(databaseName, sample);
      const store = await kept({ databaseName });
      const { records, refused } = value(await store.ownership.all());
      assert.deepEqual(refused, []);
      for (const [table, rows] of Object.entries(sample.records))
        assert.equal(records[table as keyof typeof records].length, rows.length, table);
      // The database and a file take the same way.
      assert.deepEqual(sortRecords(migrate(sample.records, version, SCHEMA_VERSION)), { records, refused });

      assert.equal(
        value(await store.drafts.load(LESSON))?.files['app.py'],
        'from flask import Flask\n\napp = Flask(__name__)\n',
      );
      assert.equal(value(await store.drafts.history(LESSON)).length, 2);
      assert.equal(value(await store.answers.load(LESSON, 'crash-visitor'))?.confidence, 'certain');
      const reached = value(await store.results.load(LESSON)).filter(({ firstPassedAt }) => firstPassedAt !== null);
      assert.deepEqual(
        reached.map(({ test }) => test),
        ['test_missing_page'],
      );
      assert.equal(value(await store.places.last())?.slug, 'logging');
    });
  }

  it('the sample of this version is an export, and uses every field', () => {
    const incoming = readExport(readFileSync(sampleOf(SCHEMA_VERSION), 'utf8'));
    assert.ok(incoming.ok);
    assert.deepEqual(incoming.value.refused, []);
    const { records } = incoming.value;
    assert.ok(records.answers.some(({ earlier }) => earlier !== undefined));
    assert.ok(records.places.some(({ editor, text }) => editor !== null && text !== null));
    assert.ok(records.ratings.some(({ undoneAt }) => undoneAt !== null));
    for (const [table, rows] of Object.entries(records)) assert.notEqual(rows.length, 0, table);
  });

  it('a record that no version knows stays in the database, and is named', async () => {
    const strange = { key: 'last', slug: 7 };
    const sample: Sample = { version: 1, records: { ...read(1).records, places: [strange] } };
    await install('strange', sample);
    const store = await kept({ databaseName: 'strange' });
    const { refused } = value(await store.ownership.all());
    assert.deepEqual(
      refused.map(({ table, record }) => [table, record]),
      [['places', strange]],
    );
  });
});

it('a record that changes its shape is a new version', () => {
  assert.deepEqual(
    JSON.parse(readFileSync('docs/progress-file.schema.json', 'utf8')),
    JSON.parse(JSON.stringify(fileSchema())),
    'Raise SCHEMA_VERSION, add a migration and a sample, then run scripts/progress-schema.mts',
  );
});
