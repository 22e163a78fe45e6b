/**
 * Fetches the bundle's files into the page: from Cache Storage for a returning visitor, else from the network with progress
 * and a checked SHA-256. Knows nothing of what the files are for, except that a bad snapshot can be done without.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { hasKept, rememberKept } from './bundle-cache.ts';
import { hasDigest } from './digest.ts';
import type { Part } from './frame-protocol.ts';
import { BUNDLE_CACHE, type BundleFile, type BundleManifest } from './manifest.ts';

/** When no download has brought anything for this long, all are given up: the line is dead, though nobody said so. */
const SILENCE_MS = 20_000;
const LOOK_MS = 1000;

export type Progress = (file: BundleFile, loadedBytes: number) => void;

/** Whether a file is what it should be, asked of whoever reads it anyway. Null leaves it to the page. */
export type Check = (file: BundleFile, blob: Blob) => Promise<boolean | null>;

export class BundleFiles {
  private readonly fetched = new Map<BundleFile, Fetched>();
  /** Null until a visitor returns: to open a cache that has nothing takes longer than to begin a download. */
  private readonly cache: Promise<Cache | null> | null;
  private readonly unkept = new Map<string, Blob>();
  private readonly line = new Line();

  constructor(
    private readonly baseUrl: string,
    private readonly manifest: BundleManifest,
    private readonly onProgress: Progress,
    private readonly check: Check = () => Promise.resolve(null),
  ) {
    this.cache = hasKept() ? openCache() : null;
  }

  /** One file, fetched once; a failure is not kept, so that asking again tries again. */
  get(file: BundleFile): Promise<Result<Part, ServerFailure>> {
    return this.fetch(file).result;
  }

  /** Its bytes, for reading; here a damaged snapshot is damaged too. */
  async bytes(file: BundleFile): Promise<Result<Uint8Array<ArrayBuffer>, ServerFailure>> {
    const part = await this.get(file);
    if (!part.ok) return part;
    return part.value
      ? ok(new Uint8Array(await part.value.arrayBuffer()))
      : err(failure('bundle-corrupt', { message: `${file} arrived damaged.` }));
  }

  /** True when all of it has come, checked or not, so that the line is free for the next; false when it cannot be had. */
  landed(file: BundleFile): Promise<boolean> {
    return this.fetch(file).landed;
  }

  private fetch(file: BundleFile): Fetched {
    const known = this.fetched.get(file);
    if (known) return known;
    let land: () => void = () => undefined;
    const landing = new Promise<boolean>((resolve) => {
      land = () => {
        resolve(true);
      };
    });
    const result = this.load(file, land);
    const fetched = { result, landed: Promise.race([landing, result.then(({ ok: isHere }) => isHere)]) };
    this.fetched.set(file, fetched);
    void result.then(({ ok: isHere }) => {
      if (!isHere) this.fetched.delete(file);
    });
    return fetched;
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

  private async load(file: BundleFile, land: () => void): Promise<Result<Part, ServerFailure>> {
    const url = this.baseUrl + this.manifest.files[file].path;
    const kept = await this.kept(url, this.manifest.files[file].size);
    if (kept) {
      this.onProgress(file, kept.size);
      return ok(kept);
    }
    const first = await this.download(file, url, { land });
    // A damaged copy in the HTTP cache would come back for ever: ask the server itself once.
    const result =
      first.ok || first.error.code !== 'bundle-corrupt'
        ? first
        : await this.download(file, url, { land, pastCache: true });
    if (result.ok) {
      this.unkept.set(url, result.value);
      return result;
    }
    return result.error.code === 'bundle-corrupt' && file.endsWith('Snapshot') ? ok(null) : result;
  }

  /** From an earlier visit; null when there is none, or the browser does not give it. */
  private async kept(url: string, size: number): Promise<Blob | null> {
    try {
      const cache = await this.cache;
      const response = await cache?.match(url);
      if (!response) return null;
      const blob = await response.blob();
      if (blob.size === size) return blob;
      // A service worker would give it for the network's.
      await cache?.delete(url);
      return null;
    } catch (error) {
      console.info('What was kept of the bundle cannot be read, so it is fetched again.', error);
      return null;
    }
  }

  private async download(
    file: BundleFile,
    url: string,
    { land, pastCache = false }: { readonly land: () => void; readonly pastCache?: boolean },
  ): Promise<Result<Blob, ServerFailure>> {
    const { path, size } = this.manifest.files[file];
    const cannot = (why: string, cause = ''): Result<never, ServerFailure> =>
      err(failure('bundle-missing', { message: `${path} could not be fetched${why}.`, ...(cause && { cause }) }));
    const download = this.line.open();
    let answer: Answer;
    try {
      const { signal } = download;
      answer = pastCache
        ? await askPastCache(url, signal, () => {
            this.line.heard();
          })
        : await ask(url, { size, signal }, (loaded) => {
            this.line.heard();
            this.onProgress(file, loaded);
          });
    } catch (error) {
      return cannot(download.signal.aborted ? `: nothing came for ${String(SILENCE_MS / 1000)} s` : '', String(error));
    } finally {
      this.line.close(download);
    }
    if (answer.status !== 200) return cannot(`: the site answered ${String(answer.status)}`);
    land();
    const { blob } = answer;
    const damaged = err(failure('bundle-corrupt', { message: `${path} arrived damaged.` }));
    if (blob?.size !== size) return damaged;
    try {
      if (!(await this.isRight(file, blob))) return damaged;
    } catch (error) {
      return cannot(': the browser does not give what it has received', String(error));
    }
    this.onProgress(file, size);
    return ok(blob);
  }

  private async isRight(file: BundleFile, blob: Blob): Promise<boolean> {
    const known = await this.check(file, blob);
    return known ?? (await hasDigest(await blob.arrayBuffer(), this.manifest.files[file].sha256)) ?? true;
  }
}

interface Fetched {
  readonly result: Promise<Result<Part, ServerFailure>>;
  readonly landed: Promise<boolean>;
}

interface Answer {
  readonly status: number;
  /** Null when more came than there should be. */
  readonly blob: Blob | null;
}

/**
 * Not `fetch`: what is asked for as a Blob this way the browser puts together itself, and still says how much has come. A body
 * that is read, or made a Blob of later, passes through the page's own thread, which has a page to show.
 */
function ask(
  url: string,
  { size, signal }: { readonly size: number; readonly signal: AbortSignal },
  onProgress: (loaded: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'blob';
    request.onprogress = ({ loaded }) => {
      if (request.status === 200) onProgress(loaded);
      if (loaded <= size) return;
      resolve({ status: request.status, blob: null });
      request.abort();
    };
    request.onload = () => {
      resolve({ status: request.status, blob: request.response as Blob });
    };
    request.onerror = () => {
      reject(new Error('The line was cut, or never stood.'));
    };
    request.onabort = () => {
      reject(new Error('Given up.'));
    };
    signal.onabort = () => {
      request.abort();
    };
    request.send();
  });
}

/** What only `fetch` can ask for: the server's own copy, whatever the browser has. */
async function askPastCache(url: string, signal: AbortSignal, onPiece: () => void): Promise<Answer> {
  const response = await fetch(url, { cache: 'reload', signal });
  const pieces = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      onPiece();
      controller.enqueue(piece);
    },
  });
  return { status: response.status, blob: await new Response(response.body?.pipeThrough(pieces)).blob() };
}

/**
 * Aborts every download when nothing has come on any for `SILENCE_MS`. All at once, so that whoever asks again after the
 * first failure does not wait for another download of the same dead line.
 */
class Line {
  private readonly downloads = new Set<AbortController>();
  private heardAt = 0;
  private watch: ReturnType<typeof setInterval> | undefined;

  open(): AbortController {
    const download = new AbortController();
    this.downloads.add(download);
    this.heard();
    this.watch ??= setInterval(() => {
      if (performance.now() - this.heardAt < SILENCE_MS) return;
      for (const silent of this.downloads) silent.abort();
    }, LOOK_MS);
    return download;
  }

  heard(): void {
    this.heardAt = performance.now();
  }

  close(download: AbortController): void {
    this.downloads.delete(download);
    if (this.downloads.size > 0) return;
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
