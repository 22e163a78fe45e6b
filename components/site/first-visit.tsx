/**
 * Says in the page what its workbench will ask first: the lesson's own files, and the page of the app. The head start asks that
 * while the rest of the page is on its way (lib/runtime/sandbox/head-start.ts). Draws nothing.
 */
import { draftHintKey } from '@/components/workbench/bench/draft-hint';
import { asPage } from '@/components/workbench/bench/visits';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { asSent } from '@/lib/runtime/browser-session';
import { importsAny } from '@/lib/runtime/project-paths';
import { FIRST_VISIT_ELEMENT_ID, type FirstVisit as Visit } from '@/lib/runtime/sandbox/page-options';
import { asScriptText, bundleManifest } from './runtime-manifest';

export function FirstVisit({ project }: { readonly project: WorkbenchProject }) {
  const { id, start: files, request } = project;
  // What is more than looking waits for the learner; and the head start's interpreter has Flask alone.
  if (request.method !== 'GET' || importsAny(files, bundleManifest()?.workshopModules ?? [])) return null;
  const visit: Visit = {
    files,
    request: asSent(asPage({ ...request, headers: [] })),
    unlessKept: draftHintKey(id),
  };
  return (
    <script
      type="application/json"
      id={FIRST_VISIT_ELEMENT_ID}
      dangerouslySetInnerHTML={{ __html: asScriptText(visit) }}
    />
  );
}
