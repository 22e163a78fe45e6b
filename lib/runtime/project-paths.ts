/**
 * Checks a project's paths before they reach an interpreter's file system, and finds out whether it needs the workshop.
 * Knows nothing of where files are kept.
 */
import type { ProjectFiles } from './live-server.ts';

/** The first path that is not a plain relative POSIX path, or null. Zip slips and absolute paths stop here. */
export function badPath(files: ProjectFiles): string | null {
  const bad = Object.keys(files).find(
    (path) =>
      path === '' ||
      path.startsWith('/') ||
      path.includes('\0') ||
      path.includes('\\') ||
      path.split('/').some((part) => part === '' || part === '.' || part === '..'),
  );
  return bad ?? null;
}

const IMPORT = /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm;

/** True when any Python file imports one of `modules`, at the top or inside a function. */
export function importsAny(files: ProjectFiles, modules: readonly string[]): boolean {
  const wanted = new Set(modules);
  return Object.entries(files).some(
    ([path, content]) =>
      path.endsWith('.py') && [...textOf(content).matchAll(IMPORT)].some((match) => wanted.has(match[1] ?? '')),
  );
}

const textOf = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);
