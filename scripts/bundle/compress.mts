/**
 * Precompresses files for static serving, each content once: results are kept by content hash.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as zstd from '@bokuweb/zstd-wasm';
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

/** Smaller here than brotli at 9, and three times as fast to unpack. Its window is the 8 MiB that browsers allow. */
const ZSTD_LEVEL = 19;

const PACKERS = {
  br: brotli,
  gz: (bytes: Uint8Array): Promise<Uint8Array> => promisify(gzip)(bytes, { level: 9 }),
  // Last, because it works in this thread while the others work in theirs.
  zst: async (bytes: Uint8Array): Promise<Uint8Array> => {
    await zstd.init();
    return zstd.compress(bytes, ZSTD_LEVEL);
  },
};

/** Writes `path.zst`, `path.br` and `path.gz`; returns their sizes in bytes. */
export async function precompress(path: string): Promise<Record<keyof typeof PACKERS, number>> {
  mkdirSync(CACHE, { recursive: true });
  const bytes = readFileSync(path);
  const key = hash(bytes);
  const sizes = { br: 0, gz: 0, zst: 0 };
  await Promise.all(
    (['br', 'gz', 'zst'] as const).map(async (kind) => {
      const kept = join(CACHE, `${key}.${kind}`);
      if (!existsSync(kept)) {
        const packed = await PACKERS[kind](bytes);
        writeFileSync(`${kept}.part`, packed);
        renameSync(`${kept}.part`, kept);
      }
      copyFileSync(kept, `${path}.${kind}`);
      sizes[kind] = statSync(kept).size;
    }),
  );
  return sizes;
}
