/**
 * How much this site keeps in the browser, how safe it is there, and asking for more safety. Knows the browser's words for
 * that, and no record.
 */
export interface StorageUse {
  /** Bytes of everything this site keeps, Python's files included; null when the browser does not say. */
  readonly usedBytes: number | null;
  /** Of them, the database with the learner's record. Only Chromium tells. */
  readonly recordBytes: number | null;
  readonly quotaBytes: number | null;
  /** The browser has promised not to clear it when space is short; null when it does not say. */
  readonly persisted: boolean | null;
  /** Safari's rule: what a site keeps is deleted after seven days of use without a visit. */
  readonly deletesUnused: boolean;
}

/** Chromium's addition to the standard. */
interface Estimate extends StorageEstimate {
  readonly usageDetails?: { readonly indexedDB?: number };
}

/** Browsers without a storage manager, and pages that are not served securely, have none of it. */
function manager(): StorageManager | null {
  return 'storage' in navigator && typeof navigator.storage.estimate === 'function' ? navigator.storage : null;
}

export async function readStorageUse(): Promise<StorageUse> {
  const storage = manager();
  const estimate: Estimate = (await quietly(() => storage?.estimate())) ?? {};
  const persisted = await quietly(() => storage?.persisted());
  return {
    usedBytes: estimate.usage ?? null,
    recordBytes: estimate.usageDetails?.indexedDB ?? null,
    quotaBytes: estimate.quota ?? null,
    persisted: persisted ?? null,
    deletesUnused: deletesUnusedStorage(),
  };
}

/** Asks the browser to keep this site's data when space is short. It may ask the learner; false is its no. */
export async function askToPersist(): Promise<boolean> {
  return (await quietly(() => manager()?.persist())) ?? false;
}

/**
 * WebKit deletes what scripts have stored after seven days of browser use without a visit to the site, except for web apps
 * on the home screen or in the dock. https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/
 */
export function deletesUnusedStorage(): boolean {
  // Chromium names WebKit too; Chrome and Firefox on iOS are WebKit, and have their own words for themselves there.
  const isWebKit = navigator.userAgent.includes('AppleWebKit/') && !/(?:Chrome|Chromium)\//.test(navigator.userAgent);
  const installed =
    window.matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true);
  return isWebKit && !installed;
}

async function quietly<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    console.info('The browser does not answer about its storage:', error);
    return undefined;
  }
}
