/** What a project from elsewhere may be, whichever way it comes. Knows files, not where they are from. */
import type { TextFiles } from '../course/lesson-types.ts';
import { badPath } from '../runtime/project-paths.ts';
import { ok, type Result } from '../runtime/result.ts';
import { refuse, type ProjectFailure } from './failures.ts';

export const MOST_FILES = 500;
/** Of all files together, unpacked. An app to learn with is a hundredth of that. */
export const MOST_BYTES = 5 * 1024 * 1024;

export function checkProject(files: TextFiles): Result<TextFiles, ProjectFailure> {
  const paths = Object.keys(files);
  if (paths.length === 0) return refuse('project-empty');
  if (paths.length > MOST_FILES) return tooMany(paths.length);
  const bad = badPath(files);
  if (bad !== null) return refuse('project-path', `"${bad}" is not a file name inside a project.`);
  // Nobody's __proto__ is a file.
  return ok(Object.fromEntries(Object.entries(files)));
}

export const tooMany = (count: number): Result<never, ProjectFailure> =>
  refuse('project-too-large', `It holds ${String(count)} files, and the playground takes ${String(MOST_FILES)}.`);

export const tooLarge = (): Result<never, ProjectFailure> =>
  refuse('project-too-large', `Unpacked it is more than ${String(MOST_BYTES / 1024 / 1024)} MB.`);
