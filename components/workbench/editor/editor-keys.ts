/** How to leave an editor that keeps Tab for itself (WCAG 2.1.2), in the words of the platform. */

/** Of the element that says it; editors are described by it. */
export const EDITOR_KEYS_ID = 'bench-editor-keys';

export type EditorKind = 'monaco' | 'light';

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

export function editorKeys(kind: EditorKind): string {
  const save = isApple() ? '⌘ S saves and restarts.' : 'Ctrl S saves and restarts.';
  if (kind === 'light') return `${save} Escape, then Tab leaves the editor.`;
  return `${save} ${isApple() ? 'Ctrl Shift M' : 'Ctrl M'} lets Tab leave the editor.`;
}
