/** What a workbench will ask first, where that can be known when the page is built. */
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { PREFERENCES } from '@/lib/progress/preferences';
import { asSent } from '@/lib/runtime/browser-session';
import { importsAny } from '@/lib/runtime/project-paths';
import type { FirstVisit } from '@/lib/runtime/sandbox/page-options';
import { draftHintKey } from './draft-hint.ts';
import { asPage, firstRequest } from './visits.ts';

/** @returns null when it is more than looking, or when the first interpreter, which has Flask alone, cannot answer it */
export function firstVisitOf(
  { id, start: files, request: line }: Pick<WorkbenchProject, 'id' | 'start' | 'request'>,
  workshopModules: readonly string[],
): FirstVisit | null {
  const request = firstRequest(line);
  if (!request || importsAny(files, workshopModules)) return null;
  return { files, request: asSent(asPage(request)), unlessKept: [draftHintKey(id), PREFERENCES.runtime] };
}
