/**
 * The first inline script: applies the reader's theme and text width before anything is drawn, so that nothing flashes
 * or moves. Without it, or without storage, the page follows the system.
 */
import { PREFERENCES } from '@/lib/progress/preferences';

const SCRIPT = `(function () {
  var root = document.documentElement, theme = null, width = null;
  try {
    theme = localStorage.getItem('${PREFERENCES.theme}');
    width = localStorage.getItem('${PREFERENCES.proseWidth}');
  } catch (error) {
    root.dataset.storage = 'blocked';
  }
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (/^\\d+px$/.test(width)) root.style.setProperty('--prose-width', 'clamp(22rem, ' + width + ', 70vw)');
})()`;

export function FirstPaint() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
