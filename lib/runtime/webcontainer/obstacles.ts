/**
 * Why a WebContainer cannot run in this browser and page, as far as that can be told without asking its vendor. What it
 * takes is on webcontainers.io/guides/browser-support. Pure; whoever calls looks at the browser.
 */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';

export interface Surroundings {
  /** `crossOriginIsolated`; undefined where browsers do not know the word. */
  readonly isolated: boolean | undefined;
  readonly hasSharedMemory: boolean;
  readonly hasWebAssembly: boolean;
  readonly hasServiceWorkers: boolean;
  readonly hasCookies: boolean;
  readonly isOnline: boolean;
  readonly hostName: string;
  readonly key: string | null;
}

/** For these the vendor asks no key. */
const OWN_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Null when nothing is known to be in its way. What lasts comes before what may be over in a minute. */
export function obstacle(now: Surroundings): ServerFailure | null {
  if (now.isolated === undefined || !now.hasWebAssembly) return failure('webcontainer-unsupported');
  if (!now.isolated) return failure('not-isolated');
  if (!now.hasSharedMemory || !now.hasServiceWorkers) return failure('webcontainer-unsupported');
  if (now.key === null && !OWN_MACHINE.test(now.hostName)) return failure('webcontainer-no-key');
  if (!now.hasCookies) return failure('webcontainer-blocked');
  if (!now.isOnline) return failure('offline');
  return null;
}

/** Looks at the browser and the page. */
export const surroundings = (key: string | null): Surroundings => ({
  isolated: (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated,
  hasSharedMemory: typeof SharedArrayBuffer === 'function',
  hasWebAssembly: typeof WebAssembly === 'object',
  hasServiceWorkers: 'serviceWorker' in navigator,
  hasCookies: navigator.cookieEnabled,
  isOnline: navigator.onLine,
  hostName: location.hostname,
  key,
});
