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
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-src]')) {
    script.onerror = sayIncomplete;
    script.src = script.dataset.src ?? '';
  }
}

/** Without its scripts the page would promise a server for ever. */
function sayIncomplete(): void {
  if (document.querySelector('[data-failure="page-incomplete"]')) return;
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.className = 'bench-notice';
  notice.dataset.tone = 'bad';
  notice.dataset.failure = 'page-incomplete';
  const again = document.createElement('a');
  again.href = location.href;
  again.textContent = 'Load the page again';
  notice.append(
    'A part of this page could not be fetched, so its server cannot be used. What you typed before is safe. ',
    again,
  );
  document.querySelector('main')?.prepend(notice);
}

// Before the host, so that the page gets its scripts whatever becomes of the server.
let handedOver: () => void = () => undefined;
const given = new Promise<void>((resolve) => {
  handedOver = resolve;
});
void Promise.all([parsed, Promise.race([waited, given])]).then(startOtherScripts);

globalThis.gracefulHeadStart = new SandboxHost(OPTIONS.bundleUrl, OPTIONS.manifest);
void globalThis.gracefulHeadStart.begin('server').then(handedOver);
