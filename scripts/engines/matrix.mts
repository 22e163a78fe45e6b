/**
 * What ran where, as a table for the README and as the file it is made from (docs/engines.json). Knows no engine: rows come
 * from run.mts. `npm test -- engines --write` puts both in place.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
const README = join(ROOT, 'README.md');
const BEGIN = '<!-- engines: written by `npm test -- engines --write` -->';
const END = '<!-- /engines -->';

export const recordedRows = (): MatrixRow[] => JSON.parse(readFileSync(RECORD, 'utf8')) as MatrixRow[];

/** Markdown, laid out as prettier does. */
export function matrixTable(rows: readonly MatrixRow[]): string {
  const head = ['Engine', 'Setting', 'The server', 'The learner’s work'];
  const cells = rows.map(({ engine, version, setting, server, work }) => [
    version === '' ? engine : `${engine} (${version})`,
    setting,
    server,
    work,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** Where the table may stand. @throws Error when the README has lost its markers */
function markers(readme: string): readonly [begin: number, end: number] {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no "${BEGIN}" … "${END}"`);
  return [begin + BEGIN.length, end];
}

export function readmeTable(): string {
  const readme = readFileSync(README, 'utf8');
  return readme.slice(...markers(readme)).trim();
}

export function writeMatrix(rows: readonly MatrixRow[]): void {
  writeFileSync(RECORD, `${JSON.stringify(rows, null, 2)}\n`);
  const readme = readFileSync(README, 'utf8');
  const [begin, end] = markers(readme);
  writeFileSync(README, `${readme.slice(0, begin)}\n\n${matrixTable(rows)}\n\n${readme.slice(end)}`);
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
