/** Personal data in the log's rows: in messages, exceptions, fields, and whatever else was printed. Pure. */
import { kindsIn, kindsOf } from '@/lib/tracker/leaks';
import { fieldsOf } from './fields.ts';
import type { LogRow } from './log-rows.ts';

/** Rows do not change, so each is read once however many come after it. */
const read = new WeakMap<LogRow, readonly string[]>();

/** Which kinds of personal data are in the log, each once. */
export const leaksIn = (rows: readonly LogRow[]): readonly string[] => [...new Set(rows.flatMap(kindsOfRow))];

function kindsOfRow(row: LogRow): readonly string[] {
  const known = read.get(row);
  if (known) return known;
  // Printed JSON is read as fields: there a name alone can tell a token, and source lines can be told from data.
  const fields = fieldsOf(row);
  const plain = (text: string): string => (fields.length > 0 ? text.replaceAll(/^\{.*$/gm, '') : text);
  const found = [...textsOf(row).flatMap((text) => kindsIn(plain(text))), ...kindsOf(fields)];
  read.set(row, found);
  return found;
}

function textsOf(row: LogRow): readonly string[] {
  switch (row.kind) {
    case 'record':
      return [row.record.message, row.record.traceback?.text ?? '', row.printed ?? ''];
    case 'output':
      return [row.text];
    case 'failure':
    case 'start':
      return [];
  }
}
