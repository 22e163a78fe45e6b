/** Puts xterm.js between an element and a process: colours of the page, size of the element, keys that do not trap. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import type { ServerProcess } from '@/lib/runtime/live-server';

const FONT_SIZE = 13;

/** @returns how to close it */
export function openTerminal(element: HTMLElement, process: ServerProcess): () => void {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(element).getPropertyValue('--font-mono') || 'monospace',
    fontSize: FONT_SIZE,
    scrollback: 5000,
    screenReaderMode: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    theme: themeOf(element),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', 'Terminal');
  // Tab has no meaning here, and must not be a way in without a way out (WCAG 2.1.2).
  terminal.attachCustomKeyEventHandler(({ key }) => key !== 'Tab');
  const leave = process.onTerminal((text) => terminal.write(text));
  terminal.onData((text) => process.type(text));
  terminal.onResize(({ cols, rows }) => process.resize(cols, rows));

  // While the tab is hidden it has no size to fit.
  const sizes = new ResizeObserver(() => {
    if (element.clientHeight > 0) fit.fit();
  });
  sizes.observe(element);
  const recolour = (): void => {
    terminal.options.theme = themeOf(element);
  };
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', recolour);
  const chosen = new MutationObserver(recolour);
  chosen.observe(document.documentElement, { attributes: true });

  return () => {
    leave();
    sizes.disconnect();
    chosen.disconnect();
    system.removeEventListener('change', recolour);
    terminal.dispose();
  };
}

function themeOf(element: HTMLElement): {
  background: string;
  foreground: string;
  cursor: string;
  selectionBackground: string;
} {
  const styles = getComputedStyle(element);
  const token = (name: string): string => styles.getPropertyValue(name).trim();
  return {
    background: token('--raised'),
    foreground: token('--ink'),
    cursor: token('--accent'),
    selectionBackground: token('--accent-soft'),
  };
}
