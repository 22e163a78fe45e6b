/**
 * The live server in the visitor's browser: the one that the page's head start has begun, or a new one. Everything it needs
 * is fetched from this site's own `runtime/` folder.
 */
import type { LiveServer } from '../live-server.ts';
import { bootSandboxServer } from './boot-sandbox-server.ts';
import type { SandboxOptions } from './boot-sandbox-server.ts';
import './head-start-global.ts';

/** The page carries the manifest, so that the first file need not wait for it. */
export const MANIFEST_ELEMENT_ID = 'runtime-manifest';

/** A server that is off; the files it will need are on their way already. */
export function createSandboxServer(options?: SandboxOptions): LiveServer {
  const begun = globalThis.gracefulHeadStart;
  globalThis.gracefulHeadStart = undefined;
  return options || !begun ? bootSandboxServer(options ?? optionsFromPage()) : begun;
}

function optionsFromPage(): SandboxOptions {
  const element = document.getElementById(MANIFEST_ELEMENT_ID);
  if (!element?.textContent)
    throw new Error(`The page has no element #${MANIFEST_ELEMENT_ID} with the bundle's manifest.`);
  // Written by our own build into our own page.
  return JSON.parse(element.textContent) as SandboxOptions;
}
