/**
 * `npm run lesson -- test DIR`: real pytest against a project, in the course's own runtime. Prints what pytest prints.
 */
import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { LiveServer, ProjectFiles } from '../../lib/runtime/live-server.ts';
import { readProject } from './project-folder.mts';
import { report } from './serve.mts';

/** pytest's exit code for "internal error", which a dead interpreter comes nearest to. */
const INTERNAL_ERROR = 3;
const DEADLINE_MS = 600_000;

export interface TestFolderOptions {
  readonly folder: string;
  /** A folder or file of tests; the project's own by default. */
  readonly tests: string | undefined;
  readonly args: readonly string[];
  readonly server: LiveServer;
}

/** Resolves with pytest's exit code. */
export async function testProject({ folder, tests, args, server }: TestFolderOptions): Promise<number> {
  const { files, select } = tests === undefined ? { files: {}, select: '' } : selected(resolve(folder), resolve(tests));
  const result = await server.test(files, {
    project: readProject(resolve(folder)),
    select: select === '' ? [] : [select],
    args,
    color: process.stdout.isTTY,
    deadlineMs: DEADLINE_MS,
    onOutput: (text) => process.stdout.write(text),
  });
  if (result.ok) return result.value.exitCode;
  report(result.error);
  return INTERNAL_ERROR;
}

/** Tests that stand apart from the project come with what stands beside them, such as a conftest.py. */
function selected(folder: string, tests: string): { readonly files: ProjectFiles; readonly select: string } {
  const inside = relative(folder, tests);
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) return { files: {}, select: inside.split(sep).join('/') };
  if (statSync(tests).isDirectory()) return { files: readProject(tests), select: '' };
  return { files: readProject(dirname(tests)), select: basename(tests) };
}
