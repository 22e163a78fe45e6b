/**
 * Fetches the bundle's files into the page: from Cache Storage for a returning visitor, else from the network with progress
 * and a checked SHA-256. Knows nothing of what the files are for, except that a bad snapshot can be done without.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { hasKept, rememberKept } from './bundle-cache.ts';
import type { Part } from './frame-protocol.ts';
import { BUNDLE_CACHE, type BundleEntry, type BundleFile, type BundleManifest } from './manifest.ts';

/** When no download has brought anything for this long, all are given up: the line is dead, though nobody said so. */
const SILENCE_MS = 20_000;
const LOOK_MS = 1000;
/** Progress is for eyes: a file comes in hundreds of pieces, and each word of it is drawn anew. */
const PROGRESS_MS = 50;
/**
 * A file that will be here within this needs no progress, and then the browser can put it together itself: handing it to the page
 * piece by piece takes longer than all else that is done with it.
 */
const SOON_MS = 1000;

export type Progress = (file: BundleFile, loadedBytes: number) => void;

export class BundleFiles {
  private readonly fetched = new Map<BundleFile, Promise<Result<Part, ServerFailure>>>();
  /** Null until a visitor returns: to open a cache that has nothing takes longer than to begin a download. */
  private readonly cache: Promise<Cache | null> | null;
  private readonly unkept = new Map<string, Blob>();
  private readonly line = new Line();

  constructor(
    private readonly baseUrl: string,
    private readonly manifest: BundleManifest,
    private readonly onProgress: Progress,
  ) {
    this.cache = hasKept() ? openCache() : null;
  }

  /** One file, fetched once; a failure is not kept, so that asking again tries again. */
  get(file: BundleFile): Promise<Result<Part, ServerFailure>> {
    let promise = this.fetched.get(file);
    if (!promise) {
      promise = this.load(file);
      this.fetched.set(file, promise);
      void promise.then((result) => {
        if (!result.ok) this.fetched.delete(file);
      });
    }
    return promise;
  }

  /** Keep what was fetched for the next visit. Writing competes with booting, so it is done when asked. */
  async keep(): Promise<void> {
    const waiting = [...this.unkept];
    this.unkept.clear();
    if (waiting.length === 0) return;
    const cache = await openCache();
    if (!cache) return;
    try {
      for (const [url, blob] of waiting) await cache.put(url, new Response(blob));
      rememberKept();
    } catch (error) {
      console.info('The bundle could not be kept for the next visit.', error);
    }
  }

  private async load(file: BundleFile): Promise<Result<Part, ServerFailure>> {
    const entry = this.manifest.files[file];
    const url = this.baseUrl + entry.path;
    const kept = await this.kept(url);
    if (kept?.size === entry.size) {
      this.onProgress(file, entry.size);
      return ok(kept);
    }
    const first = await this.download(file, entry, url, 'default');
    // A damaged copy in the HTTP cache would come back for ever: ask the server itself once.
    const result =
      first.ok || first.error.code !== 'bundle-corrupt' ? first : await this.download(file, entry, url, 'reload');
    if (result.ok) {
      this.unkept.set(url, result.value);
      return result;
    }
    return result.error.code === 'bundle-corrupt' && file.endsWith('Snapshot') ? ok(null) : result;
  }

  /** From an earlier visit; null when there is none, or the browser does not give it. */
  private async kept(url: string): Promise<Blob | null> {
    try {
      const response = await (await this.cache)?.match(url);
      return response ? await response.blob() : null;
    } catch (error) {
      console.info('What was kept of the bundle cannot be read, so it is fetched again.', error);
      return null;
    }
  }

  private async download(
    file: BundleFile,
    entry: BundleEntry,
    url: string,
    mode: RequestCache,
  ): Promise<Result<Blob, ServerFailure>> {
    let blob: Blob;
    const download = this.line.open();
    try {
      const response = await fetch(url, { cache: mode, signal: download.signal });
      if (!response.ok) {
        return err(
          failure('bundle-missing', {
            message: `${entry.path} could not be fetched: the site answered ${String(response.status)}.`,
          }),
        );
      }
      if (this.line.expectedMs(entry.size) < SOON_MS) {
        blob = await response.blob();
        this.line.heard(blob.size);
      } else blob = await this.read(file, entry, response);
      this.onProgress(file, blob.size);
    } catch (error) {
      const message = download.signal.aborted
        ? `${entry.path} could not be fetched: nothing came for ${String(SILENCE_MS / 1000)} s.`
        : `${entry.path} could not be fetched.`;
      return err(failure('bundle-missing', { message, cause: String(error) }));
    } finally {
      this.line.close(download);
    }
    const isWhole = blob.size === entry.size && ((await digest(blob)) ?? entry.sha256) === entry.sha256;
    return isWhole ? ok(blob) : err(failure('bundle-corrupt', { message: `${entry.path} arrived damaged.` }));
  }

  /** Piece by piece, with progress; no more than there should be. */
  private async read(file: BundleFile, { size }: BundleEntry, response: Response): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    let toldAt = 0;
    const reader = response.body?.getReader();
    if (!reader) return response.blob();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      this.line.heard(value.length);
      pieces.push(value);
      loaded += value.length;
      if (loaded > size) {
        await reader.cancel();
        break;
      }
      const now = performance.now();
      if (now - toldAt < PROGRESS_MS) continue;
      toldAt = now;
      this.onProgress(file, loaded);
    }
    return new Blob(pieces);
  }
}

/**
 * Aborts every download when nothing has come on any for `SILENCE_MS`. All at once, so that whoever asks again after the
 * first failure does not wait for another download of the same dead line.
 */
class Line {
  private readonly downloads = new Set<AbortController>();
  private heardAt = 0;
  private watch: ReturnType<typeof setInterval> | undefined;
  /** What has come, and how long anything was under way. */
  private bytes = 0;
  private busyMs = 0;
  private busySince = 0;

  open(): AbortController {
    const download = new AbortController();
    if (this.downloads.size === 0) this.busySince = performance.now();
    this.downloads.add(download);
    this.heard();
    this.watch ??= setInterval(() => {
      if (performance.now() - this.heardAt < SILENCE_MS) return;
      for (const silent of this.downloads) silent.abort();
    }, LOOK_MS);
    return download;
  }

  /** For every piece of every file: it must cost nothing. */
  heard(bytes = 0): void {
    this.heardAt = performance.now();
    this.bytes += bytes;
  }

  /** How long a file will be on its way, by all that came before; no end as long as nothing has. */
  expectedMs(size: number): number {
    const current = this.downloads.size > 0 ? performance.now() - this.busySince : 0;
    return this.bytes === 0 ? Infinity : (size * (this.busyMs + current)) / this.bytes;
  }

  close(download: AbortController): void {
    this.downloads.delete(download);
    if (this.downloads.size > 0) return;
    this.busyMs += performance.now() - this.busySince;
    clearInterval(this.watch);
    this.watch = undefined;
  }
}

/** Null where storage is blocked or the page is not served securely: the HTTP cache then has to do. */
async function openCache(): Promise<Cache | null> {
  if (!('caches' in globalThis)) return null;
  try {
    // Where storage is blocked, the name itself may throw.
    return await caches.open(BUNDLE_CACHE);
  } catch (error) {
    console.info('Cache Storage is not available; the bundle is fetched again on the next visit.', error);
    return null;
  }
}

/** SHA-256 in base64; null over plain http on another host than localhost, which has no WebCrypto and no promise to keep. */
async function digest(blob: Blob): Promise<string | null> {
  if (!('subtle' in globalThis.crypto)) return null;
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return btoa(String.fromCharCode(...sum));
}

/**
 * Files of earlier releases are only in the way. Called when nothing else is to do. Under a service worker it is the worker's
 * business: it alone knows which builds the other tabs are of, and fetches a newer one's files beforehand.
 */
export async function forgetOldFiles(baseUrl: string, manifest: BundleManifest): Promise<void> {
  if ('serviceWorker' in navigator && navigator.serviceWorker.controller !== null) return;
  const cache = await openCache();
  const current = new Set(
    Object.values(manifest.files).map((entry) => new URL(baseUrl + entry.path, location.href).href),
  );
  // Other copies of the course on the same host keep theirs.
  const folder = new URL(baseUrl, location.href).href;
  for (const request of (await cache?.keys()) ?? [])
    if (request.url.startsWith(folder) && !current.has(request.url)) await cache?.delete(request);
}
