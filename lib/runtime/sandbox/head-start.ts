/**
 * The page's first script: a live server that fetches and boots while the rest of the page is still on its way. Built by
 * scripts/bundle.mts with the manifest inside; `createSandboxServer` takes the server over.
 */
import { bootSandboxServer } from './boot-sandbox-server.ts';
import './head-start-global.ts';
import type { BundleManifest } from './manifest.ts';

declare const MANIFEST: BundleManifest;

if (document.currentScript instanceof HTMLScriptElement) {
  const bundleUrl = new URL('./', document.currentScript.src).href;
  globalThis.gracefulHeadStart = bootSandboxServer({ bundleUrl, manifest: MANIFEST });
}
