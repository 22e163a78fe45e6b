/** Where the page says its bundle is: an element that the build writes (components/site/runtime-manifest.tsx). */
import type { AskedRequest } from '../asks.ts';
import { MANIFEST_ELEMENT_ID, type BundleManifest } from './manifest.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** The element in which the build says what the page's own code will ask first (components/site/first-visit.tsx). */
export const FIRST_VISIT_ELEMENT_ID = 'first-visit';

export interface FirstVisit {
  readonly files: Readonly<Record<string, string>>;
  readonly request: AskedRequest;
  /** With this key in localStorage the learner has files of their own, and the page will ask for those. */
  readonly unlessKept: string;
}

/** @throws Error in a page that was built without a bundle */
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
    return localStorage.getItem(visit.unlessKept) === null ? visit : null;
  } catch (error) {
    console.info('Whether there is a draft cannot be read here:', error);
    return visit;
  }
}
