/**
 * Tables that a command writes into a document of ours, between two comments that name the command:
 * `<!-- speed: written by … -->` and `<!-- /speed -->`. Knows no table.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mts';

/** Markdown, laid out as prettier does. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Where the section's text may stand. @throws Error when the document has lost its markers */
function place(text: string, document: string, section: string): readonly [begin: number, end: number] {
  const begin = new RegExp(`<!-- ${section}: written by .* -->`).exec(text);
  const end = text.indexOf(`<!-- /${section} -->`);
  if (!begin || end < begin.index) throw new Error(`${document} has no "${section}: written by" and "/${section}"`);
  return [begin.index + begin[0].length, end];
}

/** @param document its path from the project's root */
export function readSection(document: string, section: string): string {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return text.slice(...place(text, document, section)).trim();
}

export function writeSection(document: string, section: string, content: string): void {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const [begin, end] = place(text, document, section);
  writeFileSync(join(ROOT, document), `${text.slice(0, begin)}\n\n${content}\n\n${text.slice(end)}`);
}
