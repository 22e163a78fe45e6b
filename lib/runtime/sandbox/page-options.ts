/** Where the page says its bundle is: an element that the build writes (components/site/runtime-manifest.tsx). */
import { MANIFEST_ELEMENT_ID, type BundleManifest } from './manifest.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** @throws Error in a page that was built without a bundle */
export function optionsFromPage(): SandboxOptions {
  const element = document.getElementById(MANIFEST_ELEMENT_ID);
  if (!element?.textContent)
    throw new Error(`The page has no element #${MANIFEST_ELEMENT_ID} with the bundle's manifest.`);
  // Written by our own build into our own page.
  return JSON.parse(element.textContent) as SandboxOptions;
}
