/**
 * Precompresses files for static serving, each content once: results are kept by content hash.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT, hash } from './cache.mts';

const CACHE = join(ROOT, '.cache', 'compressed');

/** Large files take minutes at quality 11 for a percent or two. */
const BEST_BELOW = 3_000_000;

const brotli = (bytes: Uint8Array): Promise<Uint8Array> =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: bytes.length < BEST_BELOW ? 11 : 9,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/** Writes `path.br` and `path.gz`; returns their sizes in bytes. */
export async function precompress(path: string): Promise<{ readonly br: number; readonly gz: number }> {
  mkdirSync(CACHE, { recursive: true });
  const bytes = readFileSync(path);
  const key = hash(bytes);
  const sizes = { br: 0, gz: 0 };
  await Promise.all(
    (['br', 'gz'] as const).map(async (kind) => {
      const kept = join(CACHE, `${key}.${kind}`);
      if (!existsSync(kept)) {
        const packed = kind === 'br' ? await brotli(bytes) : await promisify(gzip)(bytes, { level: 9 });
        writeFileSync(`${kept}.part`, packed);
        renameSync(`${kept}.part`, kept);
      }
      copyFileSync(kept, `${path}.${kind}`);
      sizes[kind] = statSync(kept).size;
    }),
  );
  return sizes;
}
