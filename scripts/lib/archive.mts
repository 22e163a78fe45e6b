/**
 * One zip of many files, the same bytes for the same files: in one order, with one date, and SHA-256 of each in SHA256SUMS.
 * Streams, so that a site larger than memory would do. Knows nothing of what is in it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** The first day that a zip can name. */
const DATE = new Date(1980, 0, 1);
/** Packed already; what is left would be minutes for nothing. */
const PACKED = /\.(br|gz|zst|png|woff2|zip)$/;

export interface ArchiveFile {
  /** Path inside the archive. */
  readonly name: string;
  readonly content: { readonly path: string } | { readonly text: string };
}

/** Names and sums in the form that `sha256sum --check` reads. */
export const SUMS = 'SHA256SUMS';

/** @returns the archive's own SHA-256, in hex */
export async function writeArchive(target: string, folder: string, files: readonly ArchiveFile[]): Promise<string> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const out = createWriteStream(target);
  const whole = createHash('sha256');
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    whole.update(chunk);
    out.write(chunk);
  });
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    const entry = PACKED.test(name)
      ? new ZipPassThrough(`${folder}/${name}`)
      : new ZipDeflate(`${folder}/${name}`, { level: 6 });
    entry.mtime = DATE;
    zip.add(entry);
    entry.push(bytes, true);
    if (out.writableNeedDrain) await once(out, 'drain');
  };
  const sums: string[] = [];
  for (const { name, content } of sorted) {
    const bytes = 'path' in content ? readFileSync(content.path) : Buffer.from(content.text);
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
    await add(name, bytes);
  }
  await add(SUMS, Buffer.from(`${sums.join('\n')}\n`));
  zip.end();
  out.end();
  await once(out, 'finish');
  return whole.digest('hex');
}
