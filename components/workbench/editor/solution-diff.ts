/** The learner's file and the solution's side by side, in Monaco's diff editor. Read only; changes nothing. */
import type { Monaco } from './monaco-parts';
import { EDITOR_OPTIONS, resolveFont } from './code-editor';
import { languageOf } from './language-of';
import { followTheme } from './monaco-theme';

export interface SolutionDiff {
  update(file: string, mine: string, solution: string): void;
  dispose(): void;
}

export function openSolutionDiff(monaco: Monaco, container: HTMLElement): SolutionDiff {
  const unfollow = followTheme(monaco);
  const editor = monaco.editor.createDiffEditor(container, {
    ...EDITOR_OPTIONS,
    fontFamily: resolveFont(container),
    readOnly: true,
    renderSideBySideInlineBreakpoint: 700,
    hideUnchangedRegions: { enabled: true, contextLineCount: 3 },
    diffAlgorithm: 'advanced',
  });
  const models = { original: monaco.editor.createModel(''), modified: monaco.editor.createModel('') };
  // The diff editor forgets the names that its options give.
  editor.getOriginalEditor().updateOptions({ ariaLabel: 'Your code' });
  editor.getModifiedEditor().updateOptions({ ariaLabel: 'Solution' });
  editor.setModel(models);

  return {
    update(file, mine, solution) {
      const language = languageOf(file);
      for (const [model, text] of [
        [models.original, mine],
        [models.modified, solution],
      ] as const) {
        monaco.editor.setModelLanguage(model, language);
        if (model.getValue() !== text) model.setValue(text);
      }
    },
    dispose() {
      unfollow();
      editor.dispose();
      models.original.dispose();
      models.modified.dispose();
    },
  };
}
