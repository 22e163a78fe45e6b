/** Monaco's colours, read from the page's own tokens, so that the editor changes with the theme. */
import type { Monaco } from './monaco-parts';

const NAME = 'graceful';

/** A token's colour as Monaco wants it: `rrggbb`, without the hash where a rule takes it. */
function tokenReader(): { read(token: string): string; done(): void } {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return {
    read(token) {
      probe.style.color = `var(${token})`;
      if (!canvas) return '808080';
      // Whatever form the browser computes (rgb, oklab, light-dark), a pixel has three bytes.
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
    },
    done: () => probe.remove(),
  };
}

function applyTheme({ editor }: Monaco): void {
  const { read, done } = tokenReader();
  const dark = isDark();
  const hash = (token: string, alpha = ''): string => `#${read(token)}${alpha}`;
  editor.defineTheme(NAME, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: read('--ink') },
      { token: 'comment', foreground: read('--code-comment'), fontStyle: 'italic' },
      { token: 'keyword', foreground: read('--code-keyword') },
      { token: 'string', foreground: read('--code-string') },
      { token: 'number', foreground: read('--code-number') },
      { token: 'tag', foreground: read('--code-function') },
      { token: 'attribute.name', foreground: read('--code-keyword') },
      { token: 'attribute.value', foreground: read('--code-string') },
      { token: 'delimiter', foreground: read('--soft') },
      { token: 'metatag', foreground: read('--code-comment') },
      // What Jinja does stands out from the text around it.
      { token: 'delimiter.jinja', foreground: read('--accent') },
      { token: 'variable.jinja', foreground: read('--code-function') },
      { token: 'operators.jinja', foreground: read('--code-keyword') },
    ],
    colors: {
      'editor.background': hash('--raised'),
      'editor.foreground': hash('--ink'),
      'editorLineNumber.foreground': hash('--faint'),
      'editorLineNumber.activeForeground': hash('--ink'),
      'editor.selectionBackground': hash('--accent', '3d'),
      'editor.inactiveSelectionBackground': hash('--accent', '24'),
      'editor.lineHighlightBackground': hash('--sunk'),
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': hash('--accent'),
      'editorIndentGuide.background1': hash('--line'),
      'editorIndentGuide.activeBackground1': hash('--line-strong'),
      'editorWidget.background': hash('--paper'),
      'editorWidget.border': hash('--line'),
      'editorError.foreground': hash('--s5'),
      'editorWarning.foreground': hash('--s4'),
      'editorHoverWidget.background': hash('--paper'),
      'editorHoverWidget.border': hash('--line'),
      'scrollbar.shadow': '#00000000',
      'diffEditor.insertedTextBackground': hash('--s2', '1a'),
      'diffEditor.removedTextBackground': hash('--s5', '1a'),
      'diffEditor.insertedLineBackground': hash('--s2', '14'),
      'diffEditor.removedLineBackground': hash('--s5', '14'),
      focusBorder: hash('--focus'),
    },
  });
  editor.setTheme(NAME);
  done();
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

/** Sets the theme now and whenever the reader or the system changes it. */
export function followTheme(monaco: Monaco): () => void {
  const apply = (): void => applyTheme(monaco);
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = new MutationObserver(apply);
  apply();
  system.addEventListener('change', apply);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', apply);
    choice.disconnect();
  };
}
