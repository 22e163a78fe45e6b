/**
 * Steps that run only when their inputs changed. A step's output is kept under .cache/bundle/<name>-<hash of inputs>.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const CACHE = join(ROOT, '.cache', 'bundle');

export type Log = (line: string) => void;

/** SHA-256 in hex over texts and bytes, in order. */
export function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
}

/** Names and contents of every file below `folder` (relative to the project), without caches, in one hash. */
export function hashFolder(folder: string, accept: (path: string) => boolean = () => true): string {
  return hash(
    ...filesBelow(join(ROOT, folder))
      .filter(accept)
      .flatMap((path) => [relative(ROOT, path), readFileSync(path)]),
  );
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== '__pycache__' && !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

/**
 * Runs `make` into a fresh folder unless the same inputs have been through before; returns the folder.
 * Older outputs of the same step are removed. A step that throws leaves nothing behind.
 */
export async function step(
  name: string,
  inputs: string,
  log: Log,
  make: (folder: string) => Promise<void> | void,
): Promise<string> {
  const folder = join(CACHE, `${name}-${inputs.slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  log(`${name}…`);
  const started = performance.now();
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await make(unfinished);
  for (const old of readdirSync(CACHE)) {
    if (old.startsWith(`${name}-`) && !old.endsWith('.part'))
      rmSync(join(CACHE, old), { recursive: true, force: true });
  }
  renameSync(unfinished, folder);
  log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return folder;
}
