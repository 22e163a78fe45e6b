/** Between the lesson's files and the learner's: what differs is the draft. Pure; stores nothing. */
import type { TextFiles } from '@/lib/course/lesson-types';
import type { DraftFiles } from '@/lib/progress/drafts';

/** The learner's files: the lesson's, changed as the draft says. */
export function withDraft(start: TextFiles, draft: DraftFiles): TextFiles {
  const files = { ...start, ...draft };
  return Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** What the learner's files have that the lesson's do not; null where a file of the lesson is gone. */
export function draftOf(start: TextFiles, files: TextFiles): DraftFiles {
  const changed = Object.entries(files).filter(([path, text]) => start[path] !== text);
  const gone = Object.keys(start).filter((path) => !(path in files));
  return Object.fromEntries([...changed, ...gone.map((path) => [path, null] as const)]);
}

export const sameFiles = (a: TextFiles, b: TextFiles): boolean => Object.keys(draftOf(a, b)).length === 0;
