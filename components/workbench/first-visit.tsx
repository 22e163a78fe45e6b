/**
 * Says in the page what its workbench will ask first: the lesson's own files, and the page of the app. The head start asks that
 * while the rest of the page is on its way (lib/runtime/sandbox/head-start.ts). Draws nothing.
 */
import { asScriptText, bundleManifest } from '@/components/site/runtime-manifest';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { PREFERENCES } from '@/lib/progress/preferences';
import { asSent } from '@/lib/runtime/browser-session';
import { importsAny } from '@/lib/runtime/project-paths';
import { FIRST_VISIT_ELEMENT_ID, type FirstVisit } from '@/lib/runtime/sandbox/page-options';
import { draftHintKey } from './bench/draft-hint';
import { asPage, firstRequest } from './bench/visits';

export function FirstVisitElement({ project }: { readonly project: WorkbenchProject }) {
  const { id, start: files } = project;
  const request = firstRequest(project.request);
  // The head start's interpreter has Flask alone.
  if (!request || importsAny(files, bundleManifest()?.workshopModules ?? [])) return null;
  const visit: FirstVisit = {
    files,
    request: asSent(asPage(request)),
    unlessKept: [draftHintKey(id), PREFERENCES.runtime],
  };
  return (
    <script
      type="application/json"
      id={FIRST_VISIT_ELEMENT_ID}
      dangerouslySetInnerHTML={{ __html: asScriptText(visit) }}
    />
  );
}
