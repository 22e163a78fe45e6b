/**
 * The live server in the visitor's browser: the one that the page's head start has begun, or a new one. Everything it needs
 * is fetched from this site's own `runtime/` folder.
 */
import type { LiveServer } from '../live-server.ts';
import { Supervisor } from '../supervisor.ts';
import './head-start-global.ts';
import { MANIFEST_ELEMENT_ID, type BundleManifest } from './manifest.ts';
import { SandboxHost } from './sandbox-host.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

/** A server that is off, with its first interpreter booting already. */
export function createSandboxServer(): LiveServer {
  const server = new Supervisor(takeHost());
  server.subscribe((event) => {
    // For the browser's performance panel, `npm run bench`, and whoever waits until the page has nothing better to do.
    if (event.type === 'exchange') performance.mark('flask:response');
    if (event.type === 'state' && event.state.status === 'running') performance.mark('flask:running');
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
