/**
 * What was erased, until the tab closes: that is how long sessionStorage keeps things, over reloads too. Packed, since it
 * holds little; what does not fit stays in memory, which ends with the page, and says so. Knows records as text only.
 */
import type { RawTables } from '@/lib/progress/shelf';

export interface Erased {
  readonly tables: RawTables;
  /** What localStorage held: hints, last words, and how pages look. */
  readonly local: Readonly<Record<string, string>>;
}

const KEY = 'graceful-erased';
const PREFIX = 'graceful-';

let inMemory: Erased | null = null;

/** @returns whether it outlives a reload of this page */
export async function keepErased(erased: Erased): Promise<boolean> {
  inMemory = erased;
  try {
    const { gzipSync, strToU8 } = await import('fflate');
    sessionStorage.setItem(KEY, toBase64(gzipSync(strToU8(JSON.stringify(erased)))));
    return true;
  } catch (error) {
    console.info('What was erased does not fit into the session’s storage:', error);
    return false;
  }
}

/** Null when nothing was erased in this tab. */
export async function readErased(): Promise<Erased | null> {
  if (inMemory) return inMemory;
  try {
    const packed = sessionStorage.getItem(KEY);
    if (packed === null) return null;
    const { gunzipSync, strFromU8 } = await import('fflate');
    // Written by this very tab.
    inMemory = JSON.parse(strFromU8(gunzipSync(fromBase64(packed)))) as Erased;
    return inMemory;
  } catch (error) {
    console.warn('What was erased cannot be read:', error);
    return null;
  }
}

export function forgetErased(): void {
  inMemory = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch (error) {
    console.info('The session keeps nothing here:', error);
  }
}

/** Takes everything of this site out of localStorage. */
export function takeLocal(): Record<string, string> {
  const taken: Record<string, string> = {};
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      taken[key] = localStorage.getItem(key) ?? '';
      localStorage.removeItem(key);
    }
  } catch (error) {
    console.info('Nothing is kept beside the database here:', error);
  }
  return taken;
}

export function putLocalBack(local: Erased['local']): void {
  try {
    for (const [key, value] of Object.entries(local))
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  } catch (error) {
    console.info('Nothing is kept beside the database here:', error);
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
