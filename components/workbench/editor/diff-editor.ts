/** Two texts of one file side by side, in Monaco's diff editor. Read only; changes nothing. */
import type { Monaco } from './monaco-parts';
import { EDITOR_OPTIONS, resolveFont } from './monaco-options';
import { languageOf } from './language-of';
import { followTheme } from './monaco-theme';

export interface DiffSides {
  readonly file: string;
  readonly left: string;
  readonly right: string;
}

/** What assistive technology calls each side. */
export interface DiffNames {
  readonly leftName: string;
  readonly rightName: string;
}

export interface DiffEditor {
  update(sides: DiffSides): void;
  dispose(): void;
}

export function openDiffEditor(monaco: Monaco, container: HTMLElement, names: DiffNames): DiffEditor {
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
  editor.getOriginalEditor().updateOptions({ ariaLabel: names.leftName });
  editor.getModifiedEditor().updateOptions({ ariaLabel: names.rightName });
  const brackets = { enabled: false, independentColorPoolPerBracketType: false };
  for (const model of Object.values(models)) model.updateOptions({ bracketColorizationOptions: brackets });
  editor.setModel(models);

  return {
    update({ file, left, right }) {
      const language = languageOf(file);
      for (const [model, text] of [
        [models.original, left],
        [models.modified, right],
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
