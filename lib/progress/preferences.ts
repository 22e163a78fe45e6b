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
export function readPreference(name: PreferenceName): string | null {
  try {
    return localStorage.getItem(PREFERENCES[name]);
  } catch (error) {
    console.info('Preferences cannot be read here:', error);
    return null;
  }
}

/** Null forgets. The choice holds for this page even if it cannot be kept. */
export function writePreference(name: PreferenceName, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFERENCES[name]);
    else localStorage.setItem(PREFERENCES[name], value);
  } catch (error) {
    console.info('Preferences cannot be kept here:', error);
  }
}
