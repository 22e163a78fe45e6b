/** How the bench's figures are written: medians, units, columns. */
import type { Visit } from './visits.mts';

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};
export const ms = (value: number): string => `${value.toFixed(value < 20 ? 1 : 0)} ms`;
export const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

export const times = (ratio: number): string => `${ratio.toFixed(1)} times faster`;

export function bytesTable(name: string, { bytes }: Visit): void {
  const files = [...bytes].sort(([, a], [, b]) => b - a);
  const large = files.filter(([, size]) => size >= 20_000);
  const rest = files.slice(large.length);
  const sum = (list: readonly (readonly [string, number])[]): number =>
    list.reduce((total, [, size]) => total + size, 0);
  table(
    [name, mb(sum(files))],
    [
      ...large.map(([path, size]): string[] => [path, mb(size)]),
      [`${String(rest.length)} smaller files`, mb(sum(rest))],
    ],
  );
  console.log('');
}

/** A table that is printed, and may be written into a document. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  for (const row of [head, ...rows])
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** The same, handed on. */
export function printed({ head, rows }: Table): Table {
  console.log('');
  table(head, rows);
  return { head, rows };
}
