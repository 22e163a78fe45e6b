/**
 * Whether the editor is to suit a screen reader: Monaco then hands over whole files instead of a few lines. No browser says that
 * a screen reader is there, so the reader does, and the choice is kept. The lighter editor needs none.
 */
import { readPreference, writePreference } from '@/lib/progress/preferences';

const CHANGED = 'graceful:screen-reader-mode';
/** For this page, where nothing can be kept. */
let chosen: boolean | null = null;

export const isScreenReaderMode = (): boolean => chosen ?? readPreference('screenReader') === 'yes';

/** For Monaco's option of the same name. */
export const accessibilitySupport = (): 'on' | 'auto' => (isScreenReaderMode() ? 'on' : 'auto');

/** Also for the editor that is open. */
export function chooseScreenReaderMode(on: boolean): void {
  chosen = on;
  writePreference('screenReader', on ? 'yes' : null);
  window.dispatchEvent(new Event(CHANGED));
}

/** Tells of each choice. @returns what ends that */
export function onScreenReaderMode(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}
