/**
 * A project as a zip that runs on anybody's machine, and zips made into projects. The same files give the same bytes. What
 * comes out of a zip is held to limits while it unpacks, whatever sizes its headers claim.
 */
import { strToU8, Unzip, UnzipInflate, unzipSync, zipSync, type UnzipFile } from 'fflate';
import type { TextFiles } from '../course/lesson-types.ts';
import { ok, type Result } from '../runtime/result.ts';
import { refuse, type ProjectFailure } from './failures.ts';
import { checkProject, MOST_BYTES, MOST_FILES, tooLarge, tooMany } from './limits.ts';
import { requirementsOf, type PinnedPackage } from './requirements.ts';

/** The first day that a zip can name. */
const DATE = new Date(1980, 0, 1);

const README = `A Flask project from Graceful's playground.

    python -m venv .venv && . .venv/bin/activate
    pip install -r requirements.txt
    flask run

Its tests, if it has any:

    python -m pytest
`;

/** @param pins what the playground's server has, for the project's requirements.txt */
export function toZip(files: TextFiles, pins: readonly PinnedPackage[]): Uint8Array<ArrayBuffer> {
  return packZip({ 'README.txt': README, ...files, 'requirements.txt': requirementsOf(files, pins) });
}

export function packZip(files: TextFiles): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const packed = zipSync(Object.fromEntries(entries.map(([path, text]) => [path, strToU8(text)])), {
    level: 9,
    mtime: DATE,
  });
  return new Uint8Array(packed);
}

export interface OpenedZip {
  readonly files: TextFiles;
  /** What is in the zip and not in the project: pictures and other bytes, caches, environments. */
  readonly leftOut: readonly string[];
}

const LEFTOVERS =
  /(?:^|\/)(?:__pycache__|\.pytest_cache|\.ruff_cache|\.git|\.venv|venv|node_modules|__MACOSX|\.DS_Store)(?:\/|$)/;

export function fromZip(zip: Uint8Array): Result<OpenedZip, ProjectFailure> {
  const names = namesIn(zip);
  if (!names) return refuse('zip-broken');
  const wanted = names.filter((name) => !LEFTOVERS.test(name));
  if (wanted.length > MOST_FILES) return tooMany(wanted.length);
  const unpacked = unpackWithin(zip, new Set(wanted), MOST_BYTES);
  if (unpacked === 'too large') return tooLarge();
  if (!unpacked || unpacked.size < new Set(wanted).size) return refuse('zip-broken');

  const files: Record<string, string> = {};
  const leftOut = names.filter((name) => LEFTOVERS.test(name));
  for (const [path, bytes] of unpacked) {
    const text = asText(bytes);
    if (text === null) leftOut.push(path);
    else Object.defineProperty(files, path, { value: text, enumerable: true, configurable: true });
  }
  const checked = checkProject(files);
  return checked.ok ? ok({ files: withoutTopFolder(checked.value), leftOut: leftOut.sort() }) : checked;
}

/** Files by the zip's own list; null when it has none. */
function namesIn(zip: Uint8Array): string[] | null {
  const names: string[] = [];
  try {
    unzipSync(zip, {
      filter: ({ name }) => {
        if (!name.endsWith('/')) names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    // fflate throws its own errors for files that are no zips.
    return null;
  }
}

/** So few bytes at a time cannot unpack to more than 4 MB (deflate packs 1032 to 1 at best). */
const BITE = 4_096;

function unpackWithin(
  zip: Uint8Array,
  wanted: ReadonlySet<string>,
  limit: number,
): Map<string, Uint8Array> | 'too large' | null {
  const found = new Map<string, Uint8Array>();
  const seen = { size: 0, broken: false };
  const take = (file: UnzipFile): void => {
    if (!wanted.has(file.name)) return;
    const pieces: Uint8Array[] = [];
    file.ondata = (error, piece, last) => {
      seen.broken ||= error !== null;
      if (seen.broken || seen.size > limit) return;
      seen.size += piece.length;
      pieces.push(piece);
      if (last) found.set(file.name, joined(pieces));
    };
    file.start();
  };
  const unzip = new Unzip(take);
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < zip.length && seen.size <= limit && !seen.broken; at += BITE)
      unzip.push(zip.subarray(at, at + BITE), at + BITE >= zip.length);
  } catch {
    return null;
  }
  if (seen.size > limit) return 'too large';
  return seen.broken ? null : found;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** Null for bytes that are no UTF-8 text. */
function asText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Most zips hold one folder, and the project is in it. */
function withoutTopFolder(files: TextFiles): TextFiles {
  const paths = Object.keys(files);
  const [top] = paths[0]?.split('/') ?? [];
  if (top === undefined || !paths.every((path) => path.startsWith(`${top}/`))) return files;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(top.length + 1), text]));
}
