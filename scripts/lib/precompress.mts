/**
 * Leaves a .br and a .gz beside every file of the site that gets smaller by it, so that serving costs no time. Packed
 * once per content: results are kept in .cache. Files that came with a packed neighbour (the bundle's) are left alone.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesBelow } from './fingerprint.mts';
import { CACHE } from './paths.mts';

const COMPRESSIBLE = /\.(html|js|mjs|css|json|txt|md|py|xml|svg|wasm|webmanifest|ttf|map)$/;
const PACKED = /\.(br|gz|zst)$/;
/** Below this a packet is a packet. */
const SMALLEST = 1024;
/** Brotli's best level needs a second a megabyte; beyond this one step less is a fifth of the time for 3 % more bytes. */
const LARGEST_FOR_BEST = 2 * 1024 * 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

let parts = 0;

const PACKERS = [
  {
    extension: '.br',
    pack: (bytes: Buffer) =>
      brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGEST_FOR_BEST ? 9 : 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
  },
  { extension: '.gz', pack: (bytes: Buffer) => gzipped(bytes, { level: 9 }) },
] as const;

/** @returns how many files have packed neighbours now, and how many bytes of brotli that is */
export async function precompress(site: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const all = filesBelow(site);
  const packed = new Set(all.filter((file) => PACKED.test(file)).map((file) => file.replace(PACKED, '')));
  const waiting = all.filter((file) => COMPRESSIBLE.test(file) && !packed.has(file));
  const folder = join(CACHE, 'compressed');
  await mkdir(folder, { recursive: true });
  let files = 0;
  let bytes = 0;
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const size = await packFile(join(site, file), folder);
      if (size === null) continue;
      files += 1;
      bytes += size;
    }
  };
  // zlib works in libuv's pool of four threads.
  await Promise.all([work(), work(), work(), work()]);
  return { files, bytes };
}

async function packFile(path: string, folder: string): Promise<number | null> {
  const original = await readFile(path);
  if (original.length < SMALLEST) return null;
  const name = createHash('sha256').update(original).digest('hex');
  let smallest: number | null = null;
  for (const { extension, pack } of PACKERS) {
    const kept = join(folder, name + extension);
    let size = await sizeOf(kept);
    if (size === null) {
      const bytes = await pack(original);
      size = bytes.length;
      // Two files of the same content may be packed at the same time.
      const part = `${kept}.${String(++parts)}.part`;
      await writeFile(part, bytes);
      await rename(part, kept);
    }
    if (size >= original.length) continue;
    await copyFile(kept, path + extension);
    smallest ??= size;
  }
  return smallest;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
