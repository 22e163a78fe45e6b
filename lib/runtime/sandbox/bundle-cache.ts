/** Whether this browser has the bundle in its cache: a note beside the cache, that can be read at once. */
import { BUNDLE_CACHE } from './manifest.ts';

/** Whether there is anything in the cache: a note beside it that can be read at once. */
export function hasKept(): boolean {
  try {
    return localStorage.getItem(BUNDLE_CACHE) !== null;
  } catch {
    // Storage is blocked, and then there is no cache either.
    return false;
  }
}

export function rememberKept(): void {
  try {
    localStorage.setItem(BUNDLE_CACHE, 'kept');
  } catch {
    // As above: the next visit fetches again.
  }
}
