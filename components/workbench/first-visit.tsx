/**
 * Says in the page what its workbench will ask first: the lesson's own files, and the page of the app. The head start asks that
 * while the rest of the page is on its way (lib/runtime/sandbox/head-start.ts). Draws nothing.
 */
import { asScriptText, bundleManifest } from '@/components/site/runtime-manifest';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { FIRST_VISIT_ELEMENT_ID } from '@/lib/runtime/sandbox/page-options';
import { firstVisitOf } from './bench/first-visit';

export function FirstVisitElement({ project }: { readonly project: WorkbenchProject }) {
  const visit = firstVisitOf(project, bundleManifest()?.workshopModules ?? []);
  return (
    visit && (
      <script
        type="application/json"
        id={FIRST_VISIT_ELEMENT_ID}
        dangerouslySetInnerHTML={{ __html: asScriptText(visit) }}
      />
    )
  );
}
