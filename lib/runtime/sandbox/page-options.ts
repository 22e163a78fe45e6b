/** What the build says in the page, in elements of its own: where the bundle is, and what the page will ask first. */
import { askToLoad, askToServe, requestId } from '../asks.ts';
import type { AskedRequest } from '../asks.ts';
import { NO_INSTRUMENTS } from '../live-server.ts';
import type { ToInterpreter } from '../protocol.ts';
import { MANIFEST_ELEMENT_ID, type BundleManifest } from './manifest.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** Written by components/workbench/first-visit.tsx. */
export const FIRST_VISIT_ELEMENT_ID = 'first-visit';

export interface FirstVisit {
  readonly files: Readonly<Record<string, string>>;
  readonly request: AskedRequest;
  /** With one of these keys in localStorage the page will ask something else: the learner has files, or a runtime, of their own. */
  readonly unlessKept: readonly string[];
}

/** What the page's server will ask, in its own words: to load the project, and the first page. */
export const firstAsks = ({ files, request }: FirstVisit): readonly ToInterpreter[] => [
  askToLoad(files, 'production'),
  askToServe(requestId(1), request, NO_INSTRUMENTS),
];

/** Read from the element of components/site/runtime-manifest.tsx. @throws Error in a page that was built without a bundle */
export function optionsFromPage(): SandboxOptions {
  const element = document.getElementById(MANIFEST_ELEMENT_ID);
  if (!element?.textContent)
    throw new Error(`The page has no element #${MANIFEST_ELEMENT_ID} with the bundle's manifest.`);
  // Written by our own build into our own page.
  return JSON.parse(element.textContent) as SandboxOptions;
}

/** Null when the page's first question cannot be known, or is the learner's own. */
export function firstVisitOfPage(): FirstVisit | null {
  const element = document.getElementById(FIRST_VISIT_ELEMENT_ID);
  if (!element?.textContent) return null;
  const visit = JSON.parse(element.textContent) as FirstVisit;
  try {
    return visit.unlessKept.every((key) => localStorage.getItem(key) === null) ? visit : null;
  } catch (error) {
    console.info('What the learner has kept cannot be read here:', error);
    return visit;
  }
}
