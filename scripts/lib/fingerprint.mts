/**
 * Tells whether a build step's inputs have changed since it last ended well: a hash of the inputs' content, kept as
 * a stamp in .cache. Times of files play no part, so a fresh checkout of the same content needs no new build.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE, ROOT } from './paths.mts';

const NOT_INPUTS = new Set(['node_modules', '__pycache__', '.pytest_cache', '.ruff_cache', '.DS_Store']);

/**
 * @param paths files and folders relative to the project's root; one that is missing counts as empty
 * @param more anything else the step depends on: a version, options
 */
export function fingerprint(paths: readonly string[], ...more: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesIn(path)) {
      hash.update(`${file}\0`).update(
        createHash('sha256')
          .update(readFileSync(join(ROOT, file)))
          .digest(),
      );
    }
  }
  for (const text of more) hash.update(`\0${text}`);
  return hash.digest('hex');
}

/** Every file at or below a path, relative to the root, in one order on every machine. */
function filesIn(path: string): string[] {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return [];
  return stats.isFile() ? [path] : filesBelow(join(ROOT, path)).map((file) => `${path}/${file}`);
}

/** Every file below a folder, as POSIX paths relative to it, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_INPUTS.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)).map((file) => `${entry.name}/${file}`) : [entry.name],
    );
}

const stampPath = (step: string): string => join(CACHE, 'stamps', step);

export function isFresh(step: string, inputs: string): boolean {
  const path = stampPath(step);
  return statSync(path, { throwIfNoEntry: false }) !== undefined && readFileSync(path, 'utf8') === inputs;
}

/** Written only when a step ended well. */
export function writeStamp(step: string, inputs: string): void {
  mkdirSync(dirname(stampPath(step)), { recursive: true });
  writeFileSync(stampPath(step), inputs);
}

/** Before a step begins to overwrite its output: a half-done one must not look fresh. */
export function dropStamp(step: string): void {
  rmSync(stampPath(step), { force: true });
}
