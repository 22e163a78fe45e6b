/**
 * The one file that a learner's record leaves the browser in: writing it, and reading one from anywhere. Nothing in a file is
 * believed before its schema has seen it. The format is described in docs/progress-file.md.
 */
import { z } from 'zod';
import { badPath } from '../runtime/project-paths.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import { migrate } from './migrations.ts';
import { keyOf, SCHEMA_VERSION, SCHEMAS, TABLE_NAMES, type TableName, type TableRecords } from './records.ts';
import type { RawTables } from './shelf.ts';
import { LARGEST_FILE, transferFailure, type TransferFailure } from './transfer-failures.ts';

export const FORMAT = 'graceful-progress';

/** What travels: everything but the database's own name. */
export type PortableTable = Exclude<TableName, 'device'>;
export const PORTABLE_TABLES = TABLE_NAMES.filter((table): table is PortableTable => table !== 'device');
export type Records = { readonly [T in PortableTable]: readonly TableRecords[T][] };

/** A record that its schema does not know: kept apart, and never dropped unsaid. */
export interface Refused {
  readonly table: string;
  readonly record: unknown;
  readonly why: string;
}

export interface SortedRecords {
  readonly records: Records;
  readonly refused: readonly Refused[];
}

const envelopeSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  exportedAt: z.iso.datetime(),
  records: z.record(z.string(), z.array(z.unknown())),
  unreadable: z.array(z.object({ table: z.string(), record: z.unknown() })).default([]),
});

export interface Incoming extends SortedRecords {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly exportedAt: number;
}

export interface WrittenExport {
  readonly text: string;
  /** Earlier versions of drafts that would have made the file too large to be read again, the oldest ones. */
  readonly leftOut: number;
}

/** Takes raw records apart into those that are what they should be, and the others. */
export function sortRecords(raw: RawTables): SortedRecords {
  const refused: Refused[] = [];
  const read = <T extends PortableTable>(table: T): TableRecords[T][] => {
    const seen = new Set<string>();
    return (raw[table] ?? []).flatMap((record) => {
      const parsed = SCHEMAS[table].safeParse(record);
      const value = parsed.success ? (parsed.data as TableRecords[T]) : null;
      const why = value === null ? (parsed.error?.issues[0]?.message ?? 'unknown') : whyMisplaced(table, value, seen);
      if (why !== null) refused.push({ table, record, why });
      return value === null || why !== null ? [] : [value];
    });
  };
  const records: Records = {
    draftFiles: read('draftFiles'),
    snapshots: read('snapshots'),
    answers: read('answers'),
    goalResults: read('goalResults'),
    places: read('places'),
    ratings: read('ratings'),
    attention: read('attention'),
    settings: read('settings'),
  };
  for (const [table, strangers] of Object.entries(raw))
    if (!TABLE_NAMES.some((known) => known === table))
      for (const record of strangers) refused.push({ table, record, why: 'nothing of this kind is kept' });
  return { records, refused };
}

type Keys = { readonly [T in PortableTable]: (record: TableRecords[T]) => readonly string[] };

/** The parts of a record's key; the last of a snapshot's and a rating's is its own. */
const KEY_PARTS: Keys = {
  draftFiles: ({ projectId, path }) => [projectId, path],
  snapshots: ({ projectId, key }) => [projectId, key.split(':').at(-1) ?? ''],
  answers: ({ projectId, question }) => [projectId, question],
  goalResults: ({ projectId, test }) => [projectId, test],
  places: ({ slug }) => [slug],
  ratings: ({ card, key }) => [card, key.split(':').at(-1) ?? ''],
  attention: ({ projectId, day, device }) => [projectId, day, device],
  settings: ({ key }) => [key],
};

/** Why a well-formed record must not be stored, or null. */
function whyMisplaced<T extends PortableTable>(table: T, record: TableRecords[T], seen: Set<string>): string | null {
  const parts = KEY_PARTS[table](record);
  if (record.key !== keyOf(parts[0] ?? '', ...parts.slice(1)) || parts[0]?.includes(':'))
    return 'its key is not its own';
  if (seen.has(record.key)) return 'it is there twice';
  seen.add(record.key);
  const files = 'files' in record ? record.files : 'path' in record ? { [record.path]: null } : {};
  const bad = badPath(Object.fromEntries(Object.keys(files).map((path) => [path, ''])));
  return bad === null ? null : `“${bad}” is not a file of a project`;
}

/** @param now milliseconds since the epoch */
export function writeExport({ records, refused }: SortedRecords, now: number, largest = LARGEST_FILE): WrittenExport {
  const oldestFirst = [...records.snapshots].sort((a, b) => a.takenAt - b.takenAt);
  let leftOut = 0;
  let text = write();
  while (byteLength(text) > largest && leftOut < oldestFirst.length) {
    // Some more at a time: each try writes the whole file.
    leftOut = Math.min(oldestFirst.length, leftOut + Math.ceil(oldestFirst.length / 10));
    text = write();
  }
  return { text, leftOut };

  function write(): string {
    const out = new Set(oldestFirst.slice(0, leftOut));
    const snapshots = records.snapshots.filter((snapshot) => !out.has(snapshot));
    return JSON.stringify({
      format: FORMAT,
      version: SCHEMA_VERSION,
      exportedAt: new Date(now).toISOString(),
      records: { ...records, snapshots },
      ...(refused.length > 0 ? { unreadable: refused.map(({ table, record }) => ({ table, record })) } : {}),
    });
  }
}

const byteLength = (text: string): number => new Blob([text]).size;

/** Reads a file's text. */
export function readExport(text: string): Result<Incoming, TransferFailure> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const begins = /^\uFEFF?\s*\{\s*"format"\s*:\s*"graceful-progress"/.test(text);
    return err(transferFailure(begins ? 'import-truncated' : 'import-not-ours', error));
  }
  // A newer format may have another shape: its number alone is looked at first.
  const head = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(json);
  if (!head.success) return err(transferFailure('import-not-ours', head.error));
  if (head.data.version > SCHEMA_VERSION)
    return err(
      transferFailure(
        'import-newer',
        `version ${String(head.data.version)}, this page reads ${String(SCHEMA_VERSION)}`,
      ),
    );
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return err(transferFailure('import-not-ours', envelope.error));
  const { version, exportedAt, records, unreadable } = envelope.data;
  const sorted = sortRecords(migrate(records, version, SCHEMA_VERSION));
  const known = unreadable.map(({ table, record }) => ({
    table,
    record,
    why: 'it could not be read where it came from',
  }));
  return ok({ version, exportedAt: Date.parse(exportedAt), ...sorted, refused: [...sorted.refused, ...known] });
}

/** Reads a file that the learner chose, unless it is too large to be ours. */
export async function readExportFile(file: Blob): Promise<Result<Incoming, TransferFailure>> {
  if (file.size > LARGEST_FILE) return err(transferFailure('import-too-large', `${String(file.size)} bytes`));
  return readExport(await file.text());
}
