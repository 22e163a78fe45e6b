/**
 * The page's side of the service worker: registers it when the page has nothing better to do, keeps up with what becomes of it,
 * and passes on what the learner wants. Knows the browser, not what is drawn.
 */
import { rememberKept } from '../runtime/sandbox/bundle-cache.ts';
import { nextOfflineState, UNKNOWN, type OfflineEvent, type OfflineState } from './offline-state.ts';
import { parseFromWorker, type ToWorker } from './protocol.ts';

interface KeeperOptions {
  /** Where the site lives, with a slash at the end: the worker's scope. */
  readonly baseUrl: string;
  /** The build that this page is of. */
  readonly build: string;
}

/** A course that stays open for days should hear of a newer build. */
const UPDATE_EVERY_MS = 60 * 60 * 1000;
const REMOVED = 'graceful-offline-removed';

export class OfflineKeeper {
  private readonly listeners = new Set<() => void>();
  private current: OfflineState = UNKNOWN;
  private registration: ServiceWorkerRegistration | null = null;
  private reloadWhenTakenOver = false;
  private wasAsked = false;

  constructor(private readonly options: KeeperOptions) {}

  get state(): OfflineState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Call once, when the page has had its first answer or has nothing better to do. */
  async start(): Promise<void> {
    this.apply({ type: 'connection', online: navigator.onLine });
    addEventListener('online', () => {
      this.apply({ type: 'connection', online: true });
      this.tend();
    });
    addEventListener('offline', () => this.apply({ type: 'connection', online: false }));
    // Absent over plain http on another host, in some private windows, and where the learner has switched them off.
    if (!('serviceWorker' in navigator)) {
      this.apply({ type: 'unsupported', cause: 'This browser has no service workers here.' });
      return;
    }
    // Where workers are refused, `register` says so, and why.
    const known = await navigator.serviceWorker.getRegistration(this.options.baseUrl).catch(() => undefined);
    if (!known && wasRemoved()) this.apply({ type: 'held', because: 'removed' });
    else if (!known && savesData()) this.apply({ type: 'held', because: 'saves-data' });
    else await this.register();
  }

  /** The learner wants the course on this device, whatever it costs. */
  async keep(): Promise<void> {
    this.wasAsked = true;
    forgetRemoved();
    await this.register();
  }

  private async register(): Promise<void> {
    const { baseUrl } = this.options;
    performance.mark('offline:register');
    try {
      const registration = (await navigator.serviceWorker.register(`${baseUrl}sw.js`, {
        scope: baseUrl,
        // A worker that is kept by the HTTP cache could outlive its cure.
        updateViaCache: 'none',
      })) as ServiceWorkerRegistration | undefined;
      // What blocks workers may answer with nothing at all.
      if (!registration) throw new Error('It was not registered, and no reason was given.');
      this.watch(registration);
      this.tend();
    } catch (error) {
      this.refused(error);
    }
  }

  /** Remove what is kept, and do not begin again by itself. */
  async remove(): Promise<void> {
    await this.registration?.unregister();
    const { href } = new URL(this.options.baseUrl, location.href);
    for (const name of await caches.keys()) if (name.endsWith(href)) await caches.delete(name);
    rememberRemoved();
    this.registration = null;
    this.apply({ type: 'held', because: 'removed' });
  }

  /** Reload into the newer build. Resolves when the reload has been asked for. */
  reload(): void {
    const { waiting } = this.registration ?? {};
    if (!waiting) {
      location.reload();
      return;
    }
    this.reloadWhenTakenOver = true;
    waiting.postMessage({ type: 'take-over' } satisfies ToWorker);
  }

  private watch(registration: ServiceWorkerRegistration): void {
    if (this.registration === registration) return;
    this.registration = registration;
    const { serviceWorker } = navigator;
    let controller = serviceWorker.controller;
    serviceWorker.addEventListener('controllerchange', () => {
      if (this.reloadWhenTakenOver) location.reload();
      // The first worker of all is no news.
      else if (controller) this.apply({ type: 'newer-took-over' });
      else this.tend();
      controller = serviceWorker.controller;
    });
    serviceWorker.addEventListener('message', (event) => this.hear(event));
    serviceWorker.startMessages();
    registration.addEventListener('updatefound', () => this.watchInstalling(registration.installing));
    this.watchInstalling(registration.installing);
    if (registration.waiting && controller) this.apply({ type: 'newer-waits' });
    const look = (): void => {
      // No network is no news either.
      registration.update().catch((error: unknown) => console.debug('No look for a newer build:', error));
    };
    setInterval(look, UPDATE_EVERY_MS);
  }

  private watchInstalling(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      const isUpdate = navigator.serviceWorker.controller !== null;
      if (worker.state === 'installed' && isUpdate) this.apply({ type: 'newer-waits' });
      // The worker may have said before it went why it could not be installed.
      const isKnown = this.current.kept.status === 'ready' || this.current.kept.status === 'failed';
      if (worker.state === 'redundant' && !isUpdate && !isKnown)
        this.apply({ type: 'failed', code: 'offline-interrupted' });
    });
  }

  private hear({ data, ports }: MessageEvent<unknown>): void {
    const message = parseFromWorker(data);
    if (!message) return;
    const { build } = this.options;
    if (message.type === 'which-build') {
      ports[0]?.postMessage(build);
      return;
    }
    if (message.build !== build) {
      // Another build's worker serves this page: it took over before this page could be asked.
      if (message.type === 'whole') this.apply({ type: 'newer-took-over' });
      return;
    }
    if (message.type === 'progress') this.apply(message);
    else if (message.type === 'incomplete')
      this.apply({ type: 'failed', code: message.reason === 'full' ? 'offline-full' : 'offline-interrupted' });
    else {
      rememberKept();
      this.apply({ type: 'whole' });
    }
  }

  private tend(): void {
    const message: ToWorker = { type: 'tend', build: this.options.build, mayFetch: this.wasAsked || !savesData() };
    this.registration?.active?.postMessage(message);
  }

  private refused(error: unknown): void {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    console.info('The course cannot be kept on this device:', error);
    // A worker that could not be fetched may come next time; one that is not allowed will not.
    if (error instanceof TypeError && !navigator.onLine) this.apply({ type: 'failed', code: 'offline-interrupted' });
    else if (this.current.kept.status !== 'ready') this.apply({ type: 'unsupported', cause });
  }

  private apply(event: OfflineEvent): void {
    this.current = nextOfflineState(this.current, event);
    for (const listener of this.listeners) listener();
  }
}

/** Not yet in TypeScript's DOM library, nor in every browser. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

function wasRemoved(): boolean {
  try {
    return localStorage.getItem(REMOVED) !== null;
  } catch {
    // Storage is blocked, and so are service workers: `register` will say so.
    return false;
  }
}

function rememberRemoved(): void {
  try {
    localStorage.setItem(REMOVED, 'yes');
  } catch {
    // As above.
  }
}

function forgetRemoved(): void {
  try {
    localStorage.removeItem(REMOVED);
  } catch {
    // As above.
  }
}
