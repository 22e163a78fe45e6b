/** How Monaco is set up wherever it stands: the editor and the comparison. */
import type { editor as MonacoEditor } from 'monaco-editor/editor';

export const EDITOR_OPTIONS: MonacoEditor.IEditorOptions & MonacoEditor.IGlobalEditorOptions = {
  automaticLayout: true,
  fontSize: 13.5,
  lineHeight: 22,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 10, bottom: 10 },
  lineNumbersMinChars: 4,
  renderLineHighlight: 'line',
  overviewRulerLanes: 1,
  tabSize: 4,
  insertSpaces: true,
  wordWrap: 'off',
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  quickSuggestions: { other: 'on', comments: false, strings: false },
  // A textarea, so that input events can be seen: an EditContext takes several lines at once sign by sign.
  editContext: false,
};

/** Monaco measures a font by name and cannot read a variable. */
export function resolveFont(container: HTMLElement): string {
  const before = container.style.fontFamily;
  container.style.fontFamily = 'var(--font-mono)';
  const family = getComputedStyle(container).fontFamily;
  container.style.fontFamily = before;
  return family;
}
