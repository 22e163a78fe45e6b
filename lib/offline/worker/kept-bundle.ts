/**
 * The Python bundle, in the cache that the page itself keeps it in (lib/runtime/sandbox/bundle-files.ts), so that nothing is
 * there twice. One file after another: they are large, and what has arrived stays.
 */
import { BUNDLE_CACHE } from '../../runtime/sandbox/manifest.ts';
import type { SiteFile } from '../site-list.ts';

export class KeptBundle {
  private readonly files: ReadonlyMap<string, SiteFile>;
  private readonly folder: string;

  /** @param onKept called with the address of each file that is there */
  constructor(
    files: readonly SiteFile[],
    scope: string,
    private readonly onKept: (url: string) => void,
  ) {
    this.folder = `${scope}runtime/`;
    this.files = new Map(files.map((file) => [new URL(file.url, scope).href, file]));
  }

  has(url: string): boolean {
    return url.startsWith(this.folder);
  }

  async answer(request: Request): Promise<Response> {
    const kept = await (await caches.open(BUNDLE_CACHE)).match(request.url);
    return kept ?? fetch(request);
  }

  /** Fetches what is missing. @throws what fetching or keeping throws */
  async complete(): Promise<void> {
    const cache = await caches.open(BUNDLE_CACHE);
    for (const [url, { integrity }] of this.files) {
      if (!(await cache.match(url))) {
        const response = await fetch(url, { integrity, priority: 'low' });
        if (!response.ok) throw new TypeError(`${url} answered ${String(response.status)}`);
        await cache.put(url, new Response(response.body));
      }
      this.onKept(url);
    }
  }

  async isWhole(): Promise<boolean> {
    const cache = await caches.open(BUNDLE_CACHE);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    return [...this.files.keys()].every((url) => kept.has(url));
  }

  async removeEarlier(): Promise<void> {
    const cache = await caches.open(BUNDLE_CACHE);
    for (const { url } of await cache.keys()) if (this.has(url) && !this.files.has(url)) await cache.delete(url);
  }
}
