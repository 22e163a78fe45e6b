/**
 * Reads a folder on disk as a project, leaving out what nobody deploys.
 */
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ProjectFiles } from '../../lib/runtime/live-server.ts';

const LEFT_OUT = new Set([
  '__pycache__',
  'node_modules',
  '.git',
  '.tox',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.idea',
  '.vscode',
]);

/** Whether something in the project has this path, relative to its folder. */
export const isOfProject = (path: string): boolean => path.split(sep).every((name) => !LEFT_OUT.has(name));

/** The name of a virtual environment is free; its file is not (PEP 405). */
const isVirtualEnvironment = (folder: string): boolean => existsSync(join(folder, 'pyvenv.cfg'));

/**
 * Files below `folder`, by POSIX path relative to it. Links are followed, but not one that leads nowhere, such as an editor's
 * lock, nor one to a folder it stands in. Throws when a file or folder that is there cannot be read.
 */
export function readProject(folder: string): ProjectFiles {
  const files: Record<string, Uint8Array> = {};
  const walk = (path: string, prefix: string, above: readonly string[]): void => {
    const here = realpathSync(path);
    if (above.includes(here) || isVirtualEnvironment(here)) return;
    for (const name of readdirSync(path)) {
      if (LEFT_OUT.has(name)) continue;
      unlessGone(() => {
        const full = join(path, name);
        const stats = statSync(full);
        if (stats.isDirectory()) walk(full, `${prefix}${name}/`, [...above, here]);
        else if (stats.isFile()) files[prefix + name] = readFileSync(full);
      });
    }
  };
  walk(folder, '', []);
  return files;
}

function unlessGone(read: () => void): void {
  try {
    read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ELOOP') throw error;
  }
}
