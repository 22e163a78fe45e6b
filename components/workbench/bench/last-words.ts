/**
 * What was typed in the last moment before a page goes away, or is killed. A database is too slow for that moment, and
 * localStorage is not: it is put there, and into the database when the page comes back. Knows texts, not drafts.
 */
import * as z from 'zod/mini';

const keyOf = (projectId: string): string => `graceful-last-words:${projectId}`;

const lastWords = z.array(z.tuple([z.string(), z.nullable(z.string())]));
/** Null for a file that was deleted. */
export type LastWords = readonly (readonly [file: string, text: string | null])[];

export function leaveLastWords(projectId: string, words: LastWords): void {
  try {
    localStorage.setItem(keyOf(projectId), JSON.stringify(words));
  } catch (error) {
    console.info('Where storage is blocked or full, the last moment’s typing is not kept:', error);
  }
}

export function readLastWords(projectId: string): LastWords {
  try {
    const kept = localStorage.getItem(keyOf(projectId));
    const parsed = kept === null ? null : z.safeParse(lastWords, JSON.parse(kept));
    return parsed?.success ? parsed.data : [];
  } catch (error) {
    console.info('The last moment’s typing cannot be read:', error);
    return [];
  }
}

/** Forgets these words, and not what another tab has left since. */
export function forgetLastWords(projectId: string, words: LastWords): void {
  try {
    const key = keyOf(projectId);
    if (localStorage.getItem(key) === JSON.stringify(words)) localStorage.removeItem(key);
  } catch (error) {
    console.info('Storage is blocked:', error);
  }
}
