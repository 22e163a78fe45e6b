/** Two texts of one file side by side, in Monaco's diff editor. Read only; changes nothing. */
import type { editor as MonacoEditor } from 'monaco-editor/editor';
import type { Monaco } from './monaco-parts';
import { EDITOR_OPTIONS, resolveFont } from './monaco-options';
import { languageOf } from './language-of';
import { followTheme } from './monaco-theme';
import { accessibilitySupport } from './screen-reader-mode';

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
    accessibilitySupport: accessibilitySupport(),
    readOnly: true,
    renderSideBySideInlineBreakpoint: 700,
    hideUnchangedRegions: { enabled: true, contextLineCount: 3 },
    diffAlgorithm: 'advanced',
  });
  // The diff editor forgets the names that its options give.
  editor.getOriginalEditor().updateOptions({ ariaLabel: names.leftName });
  editor.getModifiedEditor().updateOptions({ ariaLabel: names.rightName });
  function modelOf(text: string, language: string): MonacoEditor.ITextModel {
    const model = monaco.editor.createModel(text, language);
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    return model;
  }

  let shown: { readonly sides: DiffSides; dispose(): void } | null = null;

  /**
   * New models for each pair of texts: a comparison that is under way is called off with its own pair. Monaco would go
   * on with texts that have changed, or with models that are gone, and throw.
   */
  function open(sides: DiffSides): typeof shown {
    const language = languageOf(sides.file);
    const original = modelOf(sides.left, language);
    const modified = modelOf(sides.right, language);
    const view = editor.createViewModel({ original, modified });
    editor.setModel(view);
    return {
      sides,
      dispose() {
        view.dispose();
        original.dispose();
        modified.dispose();
      },
    };
  }

  return {
    update(sides) {
      if (shown && sameSides(shown.sides, sides)) return;
      const before = shown;
      shown = open(sides);
      before?.dispose();
    },
    dispose() {
      unfollow();
      editor.dispose();
      shown?.dispose();
    },
  };
}

const sameSides = (a: DiffSides, b: DiffSides): boolean =>
  a.file === b.file && a.left === b.left && a.right === b.right;
