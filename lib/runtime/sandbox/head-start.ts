/**
 * A lesson page's first script: fetches and boots while the rest of the page is still on its way. Built by
 * scripts/bundle.mts with the manifest inside, put into the page by scripts/lib/head-start.mts, and taken over by
 * `createSandboxServer`. Small, because every page carries it.
 *
 * The page's other scripts wait for the bundle's files to be handed over, for at most `LONGEST_WAIT_MS`: on two cores, both
 * at once make the server late. They carry their address as `data-src` until then.
 */
import './head-start-global.ts';
import type { SandboxOptions } from './page-options.ts';
import { SandboxHost } from './sandbox-host.ts';

declare const OPTIONS: SandboxOptions;

const LONGEST_WAIT_MS = 500;

const waited = new Promise((resolve) => {
  setTimeout(resolve, LONGEST_WAIT_MS);
});
const parsed = new Promise((resolve) => {
  addEventListener('DOMContentLoaded', resolve, { once: true });
});

function startOtherScripts(): void {
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-src]'))
    script.src = script.dataset.src ?? '';
}

// Before the host, so that the page gets its scripts whatever becomes of the server.
let handedOver: () => void = () => undefined;
const given = new Promise<void>((resolve) => {
  handedOver = resolve;
});
void Promise.all([parsed, Promise.race([waited, given])]).then(startOtherScripts);

globalThis.gracefulHeadStart = new SandboxHost(OPTIONS.bundleUrl, OPTIONS.manifest);
void globalThis.gracefulHeadStart.begin('server').then(handedOver);
