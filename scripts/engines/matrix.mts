/**
 * What ran where, as a table for the README and as the file it is made from (docs/engines.json). Knows no engine: rows come
 * from run.mts. `npm test -- engines --write` puts both in place.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable, readSection, writeSection } from '../lib/documents.mts';
import { ROOT } from '../lib/paths.mts';

export interface MatrixRow {
  readonly engine: string;
  /** Empty where the engine is not installed. */
  readonly version: string;
  readonly setting: string;
  /** What the server came to, in words. */
  readonly server: string;
  /** What becomes of the learner's work. */
  readonly work: string;
}

const RECORD = join(ROOT, 'docs', 'engines.json');
export const recordedRows = (): MatrixRow[] => JSON.parse(readFileSync(RECORD, 'utf8')) as MatrixRow[];

export function matrixTable(rows: readonly MatrixRow[]): string {
  const cells = rows.map(({ engine, version, setting, server, work }) => [
    version === '' ? engine : `${engine} (${version})`,
    setting,
    server,
    work,
  ]);
  return markdownTable(['Engine', 'Setting', 'The server', 'The learner’s work'], cells);
}

export const readmeTable = (): string => readSection('README.md', 'engines');

export function writeMatrix(rows: readonly MatrixRow[]): void {
  writeFileSync(RECORD, `${JSON.stringify(rows, null, 2)}\n`);
  writeSection('README.md', 'engines', matrixTable(rows));
}

/** One sentence a row that no longer comes to what is recorded; versions and engines that are not here do not count. */
export function differences(rows: readonly MatrixRow[], recorded: readonly MatrixRow[]): string[] {
  return rows.flatMap((row) => {
    const before = recorded.find(({ engine, setting }) => engine === row.engine && setting === row.setting);
    if (!before) return [`${row.engine}, ${row.setting}: not in docs/engines.json`];
    return before.server === row.server && before.work === row.work
      ? []
      : [
          `${row.engine}, ${row.setting}: now "${row.server}; ${row.work}", recorded as "${before.server}; ${before.work}"`,
        ];
  });
}
