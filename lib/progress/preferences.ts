/**
 * Small choices of the reader that the page needs before it is drawn: theme, width of the text. Kept in localStorage,
 * which alone can be read in time; nothing here is work. Knows names and values, not what they change.
 */
export const PREFERENCES = {
  theme: 'graceful-theme',
  proseWidth: 'graceful-prose-width',
  editorShare: 'graceful-editor-share',
  testOnSave: 'graceful-test-on-save',
  singleKeys: 'graceful-single-keys',
  screenReader: 'graceful-screen-reader',
  runtime: 'graceful-runtime',
  keepAsked: 'graceful-keep-asked',
} as const;
export type PreferenceName = keyof typeof PREFERENCES;

/** Null when nothing was chosen, or when the browser keeps nothing. */
export const readPreference = (name: PreferenceName): string | null => readLocal(PREFERENCES[name]);

/** Null forgets. The choice holds for this page even if it cannot be kept. */
export const writePreference = (name: PreferenceName, value: string | null): void =>
  writeLocal(PREFERENCES[name], value);

/** What localStorage has under `key`; null when there is nothing, or when the browser keeps nothing. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    console.info(`${key} cannot be read here:`, error);
    return null;
  }
}

/** Null removes it. Where the browser keeps nothing, nothing happens. */
export function writeLocal(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch (error) {
    console.info(`${key} cannot be kept here:`, error);
  }
}
