/**
 * Pages, scripts, styles and fonts of one build, kept by Serwist's precache under their hashes. Answers with them, notices
 * which are missing or damaged, and fetches those again. Knows nothing of tabs or of what pages say.
 */
import { Serwist, type SerwistPlugin } from 'serwist';
import type { SiteList } from '../site-list.ts';

/** Few, so that the page's own requests go first. */
const AT_ONCE = 3;

export class KeptSite {
  private readonly serwist: Serwist;
  private readonly sandboxed: ReadonlyMap<string, string>;

  /** @param onKept called with the address of each file that is there */
  constructor(
    private readonly list: SiteList,
    private readonly scope: string,
    private readonly onKept: (url: string) => void,
  ) {
    this.sandboxed = new Map(
      Object.entries(list.sandboxed).map(([path, permissions]) => [new URL(path, scope).href, permissions]),
    );
    this.serwist = new Serwist({
      precacheEntries: list.files.map(({ url, integrity, named }) => ({
        url: new URL(url, scope).href,
        revision: named ? null : integrity,
        integrity,
      })),
      precacheOptions: {
        // No page of a static site depends on its query; Next's own requests carry one.
        ignoreURLParametersMatching: [/./],
        plugins: [this.withHeaders()],
      },
    });
    // A copy that is neither there nor to be had as it was: the site may have moved on, and its answer is better than none.
    this.serwist.setCatchHandler({ handle: ({ request }) => this.fromNetwork(request) });
  }

  /** Null for what is not of this site: the browser asks the network itself. */
  answer(event: FetchEvent): Promise<Response> | null {
    const { request } = event;
    const answer = this.serwist.handleRequest({ request, event });
    if (answer) return answer;
    // A tab of an earlier build asks for its own scripts, by names that are in no list of ours.
    if (request.url.startsWith(`${this.scope}_next/static/`)) return this.fromEarlierBuild(request);
    return request.mode === 'navigate' ? this.fromNetwork(request) : null;
  }

  /** A page from the network while the kept one is in doubt; the kept one if there is no network. */
  async doubted(event: FetchEvent): Promise<Response> {
    try {
      return await fetch(event.request);
    } catch (error) {
      const kept = this.answer(event);
      if (!kept) throw error;
      return kept;
    }
  }

  isPage(url: string): boolean {
    const { pathname } = new URL(url);
    return !pathname.includes('.') || pathname.endsWith('.html');
  }

  /**
   * Fetches what is missing. Serwist's own way of installing waits for ever when one file fails (9.5.12, `parallel`).
   * @throws what fetching or keeping throws, once no other file is on its way
   */
  async complete(event: ExtendableEvent): Promise<void> {
    const cache = await this.open();
    const waiting = [...this.serwist.getUrlsToPrecacheKeys()];
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [url, cacheKey] = next;
        if (!(await cache.match(cacheKey))) await this.fetchInto(event, url, cacheKey);
        this.onKept(url);
      }
    };
    const ended = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, () =>
        work().catch((error: unknown) => {
          waiting.length = 0;
          throw error;
        }),
      ),
    );
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  private async fetchInto(event: ExtendableEvent, url: string, cacheKey: string): Promise<void> {
    const integrity = this.serwist.getIntegrityForPrecacheKey(cacheKey) ?? '';
    // What is not named by its content could come from the HTTP cache as it was.
    const request = new Request(url, { integrity, cache: cacheKey === url ? 'default' : 'reload', priority: 'low' });
    const params = { cacheKey, integrity };
    await Promise.all(this.serwist.precacheStrategy.handleAll({ event, request, url: new URL(url), params }));
  }

  async isWhole(): Promise<boolean> {
    const kept = new Set((await (await this.open()).keys()).map(({ url }) => url));
    return [...this.serwist.getUrlsToPrecacheKeys().values()].every((cacheKey) => kept.has(cacheKey));
  }

  /** Removes every copy that is not what it should be. */
  async removeDamaged(): Promise<void> {
    const cache = await this.open();
    for (const [url, cacheKey] of this.serwist.getUrlsToPrecacheKeys()) {
      const copy = await cache.match(cacheKey);
      const expected = this.serwist.getIntegrityForPrecacheKey(cacheKey);
      if (copy && (await integrityOf(copy)) !== expected) {
        console.warn(`The kept copy of ${url} was damaged.`);
        await cache.delete(cacheKey);
      }
    }
  }

  /** Removes the files of earlier builds. */
  removeEarlier(event: ExtendableEvent): Promise<unknown> {
    return this.serwist.handleActivate(event);
  }

  private open(): Promise<Cache> {
    return caches.open(this.serwist.precacheStrategy.cacheName);
  }

  private async fromEarlierBuild(request: Request): Promise<Response> {
    return (await (await this.open()).match(request.url)) ?? fetch(request);
  }

  private async fromNetwork(request: Request): Promise<Response> {
    try {
      return await fetch(request);
    } catch (error) {
      const missing =
        request.mode === 'navigate' ? await this.serwist.matchPrecache(`${this.scope}404.html`) : undefined;
      if (!missing) throw error;
      return new Response(missing.body, { status: 404, headers: missing.headers });
    }
  }

  /** As the site's own headers would be, whatever the host sends, and without those that speak of the packed bytes. */
  private withHeaders(): SerwistPlugin {
    return {
      cacheWillUpdate: async ({ request, response }) => {
        if (response.status !== 200) return null;
        const headers = new Headers(response.headers);
        for (const [name, value] of Object.entries(this.list.headers)) headers.set(name, value);
        for (const name of ['Content-Encoding', 'Content-Length', 'Vary']) headers.delete(name);
        const permissions = this.sandboxed.get(request.url);
        if (permissions !== undefined) headers.append('Content-Security-Policy', `sandbox ${permissions}`);
        return new Response(response.body, { headers });
      },
    };
  }
}

async function integrityOf(response: Response): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...sum))}`;
}
