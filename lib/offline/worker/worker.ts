/**
 * The course's service worker: keeps one build of the site, whole, and serves that build and no other until the learner asks for
 * the next. Built by scripts/lib/service-worker.mts with the list of files inside. docs/decisions/0020 says why so.
 */
import { parseToWorker } from '../protocol.ts';
import type { SiteList } from '../site-list.ts';
import { KeptBundle } from './kept-bundle.ts';
import { KeptSite } from './kept-site.ts';
import { buildsOfTabs, tellTabs } from './tabs.ts';

declare const self: ServiceWorkerGlobalScope;
declare const SITE: SiteList;

type Outcome = { readonly type: 'whole' } | { readonly type: 'incomplete'; readonly reason: 'network' | 'full' };

/** So many pages served in a row without one that says that it works, and the kept copies are in doubt. */
const DOUBT_AFTER = 2;

const { scope } = self.registration;
const sizes = new Map([...SITE.files, ...SITE.bundle].map(({ url, size }) => [new URL(url, scope).href, size]));
const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
const seen = new Set<string>();
let saidPercent = -1;
let unheard = 0;
let inDoubt = false;
/** One after another: each page that asks is told what came of it. */
let tending = Promise.resolve();

function onKept(url: string): void {
  seen.add(url);
  const done = [...seen].reduce((sum, one) => sum + (sizes.get(one) ?? 0), 0);
  const percent = Math.floor((done / total) * 100);
  if (percent === saidPercent) return;
  saidPercent = percent;
  void tellTabs({ type: 'progress', build: SITE.build, done, total });
}

const site = new KeptSite(SITE, scope, onKept);
const bundle = new KeptBundle(SITE.bundle, scope, onKept);

self.addEventListener('install', (event) => {
  const isUpdate = self.registration.active !== null;
  event.waitUntil(
    (async () => {
      try {
        await site.complete(event);
      } catch (error) {
        await tellTabs({ build: SITE.build, ...failureOf(error) });
        throw error;
      }
      // Nobody waits for an update: it comes whole or not at all. A first visit is useful before Python has arrived.
      if (isUpdate) await bundle.complete();
      // A tab that works is asked first. If none does, the worker before this one may be why, and nobody's lesson is swapped.
      if ((await buildsOfTabs()).every((build) => build === null)) await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  if (bundle.has(request.url) && request.mode !== 'navigate') {
    event.respondWith(bundle.answer(request));
    return;
  }
  const isVisit = request.mode === 'navigate' && request.destination === 'document' && site.isPage(request.url);
  if (isVisit) unheard += 1;
  if (unheard > DOUBT_AFTER) {
    inDoubt = true;
    event.respondWith(site.doubted(event));
    return;
  }
  const answer = site.answer(event);
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  const message = parseToWorker(event.data);
  switch (message?.type) {
    case 'alive':
      unheard = 0;
      break;
    case 'take-over':
      event.waitUntil(self.skipWaiting());
      break;
    case 'tend':
      tending = tending.then(() => tend(event, message)).catch((error: unknown) => console.error(error));
      event.waitUntil(tending);
      break;
    case undefined:
      break;
  }
});

interface Wishes {
  /** The build of the page that asks. */
  readonly build: string;
  readonly mayFetch: boolean;
}

/** Makes whole what is not, says what came of it, and clears up when no tab needs an earlier build any more. */
async function tend(event: ExtendableEvent, { build, mayFetch }: Wishes): Promise<void> {
  const outcome = await makeWhole(event, mayFetch);
  if (outcome === null) return;
  await tellTabs({ build: SITE.build, ...outcome });
  if (build !== SITE.build || (await buildsOfTabs()).some((other) => other !== SITE.build)) return;
  await site.removeEarlier(event);
  await bundle.removeEarlier();
}

/** Null when something is missing and may not be fetched. */
async function makeWhole(event: ExtendableEvent, mayFetch: boolean): Promise<Outcome | null> {
  try {
    if (inDoubt) await site.removeDamaged();
    inDoubt = false;
    if ((await site.isWhole()) && (await bundle.isWhole())) return { type: 'whole' };
    if (!mayFetch) return null;
    await site.complete(event);
    await bundle.complete();
    return { type: 'whole' };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Outcome {
  console.warn('The course could not be kept whole:', error);
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return { type: 'incomplete', reason: full ? 'full' : 'network' };
}
