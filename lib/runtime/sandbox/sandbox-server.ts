/**
 * The live server in the visitor's browser: the one that the page's head start has begun, or a new one. Everything it needs
 * is fetched from this site's own `runtime/` folder.
 */
import type { LiveServer } from '../live-server.ts';
import { Supervisor } from '../supervisor.ts';
import './head-start-global.ts';
import type { BundleManifest } from './manifest.ts';
import { SandboxHost } from './sandbox-host.ts';

/** The page carries the manifest, so that the first file need not wait for it. */
export const MANIFEST_ELEMENT_ID = 'runtime-manifest';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** A server that is off, with its first interpreter booting already. */
export function createSandboxServer(): LiveServer {
  const server = new Supervisor(takeHost());
  server.subscribe((event) => {
    // For the browser's performance panel and `npm run bench`.
    if (event.type === 'exchange') performance.mark('flask:response');
  });
  server.warm();
  return server;
}

function takeHost(): SandboxHost {
  const begun = globalThis.gracefulHeadStart;
  globalThis.gracefulHeadStart = undefined;
  if (begun) return begun;
  const { bundleUrl, manifest } = optionsFromPage();
  return new SandboxHost(bundleUrl, manifest);
}

function optionsFromPage(): SandboxOptions {
  const element = document.getElementById(MANIFEST_ELEMENT_ID);
  if (!element?.textContent)
    throw new Error(`The page has no element #${MANIFEST_ELEMENT_ID} with the bundle's manifest.`);
  // Written by our own build into our own page.
  return JSON.parse(element.textContent) as SandboxOptions;
}
