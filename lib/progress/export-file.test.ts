/** What comes in is what went out, and nothing else is believed: each bad file has its own name. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readExport, readExportFile, sortRecords, writeExport } from './export-file.ts';
import { SCHEMA_VERSION } from './records.ts';
import { LARGEST_FILE } from './transfer-failures.ts';

const SAMPLE = readFileSync(new URL(`samples/v${String(SCHEMA_VERSION)}.json`, import.meta.url), 'utf8');
const sample = () =>
  JSON.parse(SAMPLE) as {
    format: string;
    version: number;
    exportedAt: string;
    records: Record<string, Record<string, unknown>[]>;
  };
const codeOf = (text: string): string => {
  const read = readExport(text);
  return read.ok ? 'read' : read.error.code;
};

it('what was written is read, to the letter', () => {
  const read = readExport(SAMPLE);
  assert.ok(read.ok);
  const again = readExport(writeExport(read.value, Date.parse('2026-10-01T08:00:00Z')).text);
  assert.ok(again.ok);
  assert.deepEqual(again.value.records, read.value.records);
  assert.equal(new Date(again.value.exportedAt).toISOString(), '2026-10-01T08:00:00.000Z');
});

describe('files that are not taken', () => {
  for (const [what, text, code] of [
    ['cut off in the middle', SAMPLE.slice(0, SAMPLE.length / 2), 'import-truncated'],
    ['cut off after a few letters', SAMPLE.slice(0, 40), 'import-truncated'],
    ['empty', '', 'import-not-ours'],
    ['a picture', '\u0089PNG\r\n', 'import-not-ours'],
    ['other JSON', '{"name": "package"}', 'import-not-ours'],
    ['null', 'null', 'import-not-ours'],
    ['of a newer version', JSON.stringify({ ...sample(), version: SCHEMA_VERSION + 1 }), 'import-newer'],
    ['of a newer version and another shape', '{"format": "graceful-progress", "version": 99}', 'import-newer'],
    ['of version 0', JSON.stringify({ ...sample(), version: 0 }), 'import-not-ours'],
    ['without records', JSON.stringify({ ...sample(), records: 7 }), 'import-not-ours'],
  ] as const) {
    it(`${what}: ${code}`, () => assert.equal(codeOf(text), code));
  }

  it('of 100 MB: import-too-large, without reading it', async () => {
    const huge = { size: 100 * 1024 * 1024, text: () => Promise.reject(new Error('it was read')) } as unknown as Blob;
    const read = await readExportFile(huge);
    assert.ok(!read.ok);
    assert.equal(read.error.code, 'import-too-large');
  });
});

describe('records that are not taken are named', () => {
  const refusedOf = (table: string, record: unknown): string[] => {
    const { records } = sample();
    const { refused } = sortRecords({ ...records, [table]: [...(records[table] ?? []), record] });
    return refused.map(({ why }) => why);
  };
  const [answer] = sample().records.answers ?? [];
  const [draft] = sample().records.draftFiles ?? [];

  for (const [what, table, record, why] of [
    ['a value of the wrong kind', 'answers', { ...answer, key: 'a:b', correct: 'yes' }, /boolean/],
    ['a key that is another record’s', 'answers', { ...answer, question: 'other' }, /key is not its own/],
    ['one key twice', 'answers', answer, /twice/],
    [
      'a file outside of its project',
      'draftFiles',
      { ...draft, path: '../x', key: 'p:../x', projectId: 'p' },
      /\.\.\/x/,
    ],
    [
      'a project that reaches into another',
      'draftFiles',
      { ...draft, projectId: 'a:b', path: 'c', key: 'a:b:c' },
      /key/,
    ],
    ['a table that nobody knows', 'passwords', { key: 'x' }, /nothing of this kind/],
  ] as const) {
    it(what, () => {
      const [first, ...more] = refusedOf(table, record);
      assert.match(first ?? '', why);
      assert.deepEqual(more, []);
    });
  }

  it('and travel on in the next export', () => {
    const strange = { key: 'odd', slug: 1 };
    const { text } = writeExport(sortRecords({ places: [strange] }), 0);
    const read = readExport(text);
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.refused.map(({ table, record }) => [table, record]),
      [['places', strange]],
    );
  });
});

it('leaves the oldest versions out of a file that would be too large to be read again, and counts them', () => {
  const { records } = sample();
  const [first] = records.snapshots ?? [];
  const snapshots = Array.from({ length: 20 }, (_, index) => ({
    ...first,
    projectId: 'p',
    key: `p:${String(index + 1).padStart(8, '0')}`,
    takenAt: index,
    files: { 'app.py': 'x'.repeat(1_000) },
  }));
  const sorted = sortRecords({ ...records, snapshots });
  const { text, leftOut } = writeExport(sorted, 0, 16_000);
  assert.ok(text.length <= 16_000);
  assert.ok(leftOut > 0 && leftOut < 20);
  const read = readExport(text);
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.records.snapshots.map(({ takenAt }) => takenAt),
    Array.from({ length: 20 - leftOut }, (_, index) => leftOut + index),
  );
  assert.equal(writeExport(sorted, 0, LARGEST_FILE).leftOut, 0);
});
