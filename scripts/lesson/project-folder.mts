/**
 * Reads a folder on disk as a project, leaving out what nobody deploys.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFiles } from '../../lib/runtime/live-server.ts';

const LEFT_OUT = new Set([
  '__pycache__',
  'node_modules',
  'venv',
  'env',
  '.git',
  '.venv',
  '.tox',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.idea',
  '.vscode',
]);

/** Files below `folder`, by POSIX path relative to it. Throws when it cannot be read. */
export function readProject(folder: string): ProjectFiles {
  const files: Record<string, Uint8Array> = {};
  const walk = (path: string, prefix: string): void => {
    for (const name of readdirSync(path)) {
      if (LEFT_OUT.has(name)) continue;
      const full = join(path, name);
      if (statSync(full).isDirectory()) walk(full, `${prefix}${name}/`);
      else files[prefix + name] = readFileSync(full);
    }
  };
  walk(folder, '');
  return files;
}
