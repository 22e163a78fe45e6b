/**
 * `npm run lesson -- test DIR`: real pytest against a project, in the course's own runtime. Prints what pytest prints.
 */
import { relative, resolve, sep } from 'node:path';
import type { LiveServer } from '../../lib/runtime/live-server.ts';
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
  const inside = tests === undefined ? null : relative(resolve(folder), resolve(tests));
  const apart = inside !== null && (inside === '..' || inside.startsWith(`..${sep}`));
  const result = await server.test(apart ? readProject(resolve(tests ?? '')) : {}, {
    project: readProject(resolve(folder)),
    select: apart || inside === null || inside === '' ? [] : [inside.split(sep).join('/')],
    args,
    color: process.stdout.isTTY,
    deadlineMs: DEADLINE_MS,
    onOutput: (text) => process.stdout.write(text),
  });
  if (result.ok) return result.value.exitCode;
  report(result.error);
  return INTERNAL_ERROR;
}
