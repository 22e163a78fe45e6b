/**
 * The live server in the visitor's browser. Everything it needs is fetched from this site's own `runtime/` folder.
 */
import type { LiveServer } from '../live-server.ts';
import { Supervisor } from '../supervisor.ts';
import type { BundleManifest } from './manifest.ts';
import { SandboxHost } from './sandbox-host.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** The page carries the manifest, so that the first file need not wait for it. */
export const MANIFEST_ELEMENT_ID = 'runtime-manifest';

/** A server that is off; the files it will need are on their way already. */
export function createSandboxServer(options: SandboxOptions = optionsFromPage()): LiveServer {
  const host = new SandboxHost(options.bundleUrl, options.manifest);
  host.prefetch('server');
  const server = new Supervisor(host);
  server.subscribe((event) => {
    // For the browser's performance panel and `npm run bench`.
    if (event.type === 'exchange') performance.mark('flask:response');
  });
  return server;
}

function optionsFromPage(): SandboxOptions {
  const element = document.getElementById(MANIFEST_ELEMENT_ID);
  if (!element?.textContent)
    throw new Error(`The page has no element #${MANIFEST_ELEMENT_ID} with the bundle's manifest.`);
  // Written by our own build into our own page.
  return JSON.parse(element.textContent) as SandboxOptions;
}
