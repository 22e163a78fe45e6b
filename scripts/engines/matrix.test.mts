/** The README's table of browsers is the one that was recorded, and what was recorded is all that is tried. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { differences, matrixTable, readmeTable, recordedRows } from './matrix.mts';
import { ENGINES } from './settings.mts';

test('the README has the recorded table', () => {
  assert.equal(readmeTable(), matrixTable(recordedRows()));
});

const unrecorded = 'nothing is recorded yet: run `npm test -- engines --write` once';

test('the table is written into its place alone', () => {
  assert.match(readFileSync('README.md', 'utf8'), /^# Graceful\n/);
});

test('every engine and setting is recorded', { skip: recordedRows().length > 0 ? false : unrecorded }, () => {
  const tried = ENGINES.flatMap(({ name, settings }) => settings.map((setting) => `${name}, ${setting.name}`));
  assert.deepEqual(
    recordedRows().map(({ engine, setting }) => `${engine}, ${setting}`),
    tried,
  );
});

test('another outcome is a difference, another version is none', () => {
  const row = { engine: 'Netscape', version: '4', setting: 'as it comes', server: 'works', work: 'kept' };
  assert.deepEqual(differences([{ ...row, version: '5' }], [row]), []);
  assert.match(differences([{ ...row, server: 'says why not' }], [row])[0] ?? '', /now "says why not; kept"/);
  assert.match(differences([row], [])[0] ?? '', /not in docs/);
});
