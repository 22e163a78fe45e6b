/** Reads folders of small text files. Knows paths and text, not what they mean. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TextFiles } from './lesson-types.ts';

/** What tools leave behind and no author means. */
const LEFTOVERS = new Set(['__pycache__', '.pytest_cache', '.ruff_cache', '.benchmarks', '.DS_Store']);

export function entriesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !LEFTOVERS.has(name))
    .sort();
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** POSIX path relative to `folder` → text. A folder that does not exist has no files. */
export function readTextFiles(folder: string): TextFiles {
  const files: Record<string, string> = {};
  if (!isFolder(folder)) return files;
  for (const name of entriesOf(folder)) {
    const path = join(folder, name);
    if (isFolder(path)) {
      for (const [below, text] of Object.entries(readTextFiles(path))) files[`${name}/${below}`] = text;
    } else {
      files[name] = readFileSync(path, 'utf8');
    }
  }
  return files;
}
