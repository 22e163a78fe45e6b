/** Lines of JSON in the log, as records of fields. Pure; it does not know queries. */
import type { LogRow } from './log-rows.ts';

export type Fields = Readonly<Record<string, unknown>>;
export interface FieldRow {
  readonly key: string;
  readonly fields: Fields;
  readonly requestId: string | null;
}

/** The newest of them: a table of more is no overview. */
export const MOST_FIELD_ROWS = 1000;
const MOST_COLUMNS = 12;
/** First, when they are there: python-json-logger's names, and those that structlog and others use. */
const FIRST = [
  'asctime',
  'timestamp',
  'time',
  'levelname',
  'level',
  'severity',
  'name',
  'logger',
  'message',
  'msg',
  'event',
];
/** Too long for a cell; they are read below the row. */
const LAST = ['exc_info', 'exception', 'stack_info', 'traceback'];

/** Rows do not change, so each is read once. */
const read = new WeakMap<LogRow, readonly Fields[]>();

/** The objects that a row printed, one a line; none when it printed something else. */
export function fieldsOf(row: LogRow): readonly Fields[] {
  const text = row.kind === 'output' ? row.text : row.kind === 'record' ? (row.printed ?? '') : '';
  if (!text.includes('{')) return [];
  const known = read.get(row);
  if (known) return known;
  const found = objectsIn(text);
  read.set(row, found);
  return found;
}

function objectsIn(text: string): readonly Fields[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try {
      return [JSON.parse(line) as Fields];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

/** Whether the end of the log has any. */
export const hasFields = (rows: readonly LogRow[]): boolean => rows.slice(-50).some((row) => fieldsOf(row).length > 0);

export const fieldRows = (rows: readonly LogRow[]): readonly FieldRow[] =>
  rows
    .slice(-MOST_FIELD_ROWS)
    .flatMap((row) =>
      fieldsOf(row).map((fields, index) => ({
        key: `${String(row.key)}.${String(index)}`,
        fields,
        requestId: row.requestId,
      })),
    )
    .slice(-MOST_FIELD_ROWS);

export const fieldRowsOfText = (text: string): readonly FieldRow[] =>
  objectsIn(text)
    .slice(-MOST_FIELD_ROWS)
    .map((fields, index) => ({ key: String(index), fields, requestId: null }));

/** Columns: the usual ones first, then by how often they are there. */
export function columnsOf(rows: readonly FieldRow[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { fields } of rows) {
    for (const name of Object.keys(fields)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rank = (name: string): number => {
    const first = FIRST.indexOf(name);
    if (first !== -1) return first - FIRST.length;
    return LAST.includes(name) ? 1 : 0;
  };
  return [...counts]
    .sort(([a, often], [b, oftenToo]) => rank(a) - rank(b) || oftenToo - often)
    .map(([name]) => name)
    .slice(0, MOST_COLUMNS);
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A term that finds rows with this value. */
export function termFor(name: string, value: unknown): string {
  const text = cellText(value);
  const plain = typeof value === 'number' || typeof value === 'boolean' || /^[\w-]+$/.test(text);
  return `${name}:${plain ? text : JSON.stringify(text)}`;
}
