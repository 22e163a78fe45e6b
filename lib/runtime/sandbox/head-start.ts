/**
 * The first script of a page with a workbench: fetches and boots while the rest of the page is still on its way, and asks for
 * what the page will ask for first. Built and put into the page by scripts/lib/head-start.mts, taken over by
 * `createSandboxServer`. Small, because every page carries it.
 *
 * The page's other scripts wait for their turn: on two cores, both at once make the server late. They carry their address as
 * `data-src` until then.
 */
import { hasKept } from './bundle-cache.ts';
import './head-start-global.ts';
import { firstAsks, firstVisitOfPage } from './page-options.ts';
import type { SandboxOptions } from './page-options.ts';
import { SandboxHost, whenIdle } from './sandbox-host.ts';
import type { BegunInterpreter } from './sandbox-host.ts';
import { scriptTurn } from './script-turn.ts';

declare const OPTIONS: SandboxOptions;

const after = (ms: number): Promise<unknown> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
const parsed = new Promise((resolve) => {
  addEventListener('DOMContentLoaded', resolve, { once: true });
});
/** A page that nobody sees is not painted. */
const LATEST_PAINT_MS = 400;
/** Its server may be ready long before its scripts have come. */
const LONGEST_WITHOUT_PAGE_MS = 2000;
/** The page's first frame is on its way to the screen. */
const painted = new Promise<void>((resolve) => {
  setTimeout(resolve, LATEST_PAINT_MS);
  requestAnimationFrame(() => {
    setTimeout(resolve);
  });
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
  // Not in it: a lesson's is a grid.
  document.querySelector('main')?.before(notice);
}

/** Resolves when the page's first question is answered, or will not be before the page itself asks. */
async function askFirst(begun: BegunInterpreter): Promise<void> {
  await parsed;
  const visit = firstVisitOfPage();
  if (!visit) {
    await begun.complete();
    return;
  }
  // The answer needs no more files, and until it is shown the processor is busy enough.
  const shown = Promise.race([begun.handedOver, begun.bootable.then(() => after(LONGEST_WITHOUT_PAGE_MS))]);
  void shown.then(whenIdle).then(() => begun.complete());
  await begun.ask(firstAsks(visit));
}

// Before the host, so that the page gets its scripts whatever becomes of the server.
let begin: (begun: BegunInterpreter) => void = () => undefined;
const begun = new Promise<BegunInterpreter>((resolve) => (begin = resolve));
const bootable = begun.then((interpreter) => interpreter.bootable);
const answered = begun.then((interpreter) =>
  askFirst(interpreter).catch((reason: unknown) => {
    void interpreter.complete();
    throw reason;
  }),
);
void scriptTurn({ parsed, bootable, answered, after }).then(startOtherScripts);

// What has been kept needs no network, and delays no paint. The first visit after a release finds other files, and does.
const fetchAfter = hasKept() ? Promise.resolve() : painted;
globalThis.gracefulHeadStart = new SandboxHost(OPTIONS.bundleUrl, OPTIONS.manifest, fetchAfter);
begin(globalThis.gracefulHeadStart.begin('server'));
