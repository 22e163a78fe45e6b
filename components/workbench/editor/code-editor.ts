/**
 * Monaco on the learner's files: one model a file, kept in step with the workbench's state both ways, with the failing
 * line marked. Framework-free; it knows the state, not the server.
 */
import type { editor as MonacoEditor } from 'monaco-editor/editor';
import { whenIdle } from '@/components/progress/when-idle';
import type { EditorPlace } from '@/lib/progress/records';
import type { Bench } from '../bench/bench';
import type { BenchState } from '../state/bench-state';
import { EDITOR_KEYS_ID } from './editor-keys';
import { formatFile } from './format-file';
import { languageOf } from './language-of';
import type { Monaco } from './monaco-parts';
import { EDITOR_OPTIONS, resolveFont } from './monaco-options';
import { followTheme } from './monaco-theme';
import { refuseHugePastes } from './paste-guard';
import { sharedRuff } from './ruff/ruff-client';
import { underlineProblems } from './ruff/underline';
import { accessibilitySupport, onScreenReaderMode } from './screen-reader-mode';
import { smallestChange } from './smallest-change';

export interface CodeEditor {
  /** Shows the workbench's files, and from now on whatever becomes of them. Called once; whatever it throws, dispose works. */
  follow(): void;
  focus(): void;
  dispose(): void;
}

/**
 * Several lines in one input event come from dictation, an input method or a password manager, never from keys. Monaco
 * would type them sign by sign and indent each line again; they go in as they are.
 */
function takeWholeTexts(editor: MonacoEditor.IStandaloneCodeEditor, container: HTMLElement): void {
  container.addEventListener(
    'beforeinput',
    (event) => {
      if (event.inputType !== 'insertText' || !event.data?.includes('\n')) return;
      event.preventDefault();
      event.stopPropagation();
      editor.trigger('input', 'paste', { text: event.data, pasteOnNewLine: false });
    },
    { capture: true },
  );
}

export function openCodeEditor(monaco: Monaco, container: HTMLElement, bench: Bench): CodeEditor {
  const { store, edit } = bench;
  const unfollow = followTheme(monaco);
  const editor = monaco.editor.create(container, {
    ...EDITOR_OPTIONS,
    fontFamily: resolveFont(container),
    model: null,
    accessibilitySupport: accessibilitySupport(),
  });
  const unhear = onScreenReaderMode(() => editor.updateOptions({ accessibilitySupport: accessibilitySupport() }));
  const unguard = refuseHugePastes(container, bench);
  takeWholeTexts(editor, container);
  // Tab belongs to the code; how to leave is said with the field, not only beside it. Each model brings a new field.
  editor.onDidChangeModel(() => container.querySelector('textarea')?.setAttribute('aria-describedby', EDITOR_KEYS_ID));
  addFormatAction(monaco, editor, bench);
  const models = new Map<string, MonacoEditor.ITextModel>();
  const views = new Map<string, MonacoEditor.ICodeEditorViewState | null>();
  const marks = editor.createDecorationsCollection();
  let shown: BenchState | null = null;
  /** While the state is put into the editor, its change events are echoes. */
  let echoing = false;
  let modelsMade = 0;

  function modelOf(file: string, text: string): MonacoEditor.ITextModel {
    const known = models.get(file);
    if (known) return known;
    const model = monaco.editor.createModel(
      text,
      languageOf(file),
      // A renamed file keeps its model, so its old name may be needed again.
      monaco.Uri.from({ scheme: 'lesson', path: `/${file}`, query: String((modelsMade += 1)) }),
    );
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.onDidChangeContent(() => {
      if (echoing) return;
      const name = nameOf(model);
      if (name === undefined) return;
      edit(name, model.getValue());
      // Not taken: too large. The model cannot be changed while it tells of a change.
      if (store.get().files[name] !== model.getValue()) queueMicrotask(() => takeBack(model));
    });
    models.set(file, model);
    return model;
  }

  const nameOf = (model: MonacoEditor.ITextModel | null): string | undefined =>
    [...models].find(([, known]) => known === model)?.[0];

  function takeBack(model: MonacoEditor.ITextModel): void {
    const text = store.get().files[nameOf(model) ?? ''];
    if (text !== undefined && !model.isDisposed()) put(model, text);
  }

  /** Text, undo and view stay with the file. */
  function rename(from: string, to: string): void {
    const model = models.get(from);
    if (!model) return;
    models.get(to)?.dispose();
    models.delete(from);
    models.set(to, model);
    views.set(to, views.get(from) ?? null);
    views.delete(from);
    monaco.editor.setModelLanguage(model, languageOf(to));
  }

  /** Someone else changed the file: as one edit, so that the editor's own undo still works. */
  function put(model: MonacoEditor.ITextModel, text: string): void {
    const before = model.getValue();
    if (before === text) return;
    const { from, to, insert } = smallestChange(before, text);
    const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
    echoing = true;
    try {
      model.pushStackElement();
      model.pushEditOperations([], [{ range, text: insert }], () => null);
      model.pushStackElement();
    } finally {
      echoing = false;
    }
  }

  function choose(file: string, text: string): void {
    const model = modelOf(file, text);
    if (file !== shown?.activeFile || editor.getModel() === null) {
      const readOnly = bench.isReadOnly(file);
      editor.updateOptions({ ariaLabel: `Editor: ${file}`, readOnly });
    }
    const before = editor.getModel();
    if (before === model) return;
    if (before) views.set(nameOf(before) ?? '', editor.saveViewState());
    editor.setModel(model);
    editor.restoreViewState(views.get(file) ?? null);
  }

  function mark({ fault, activeFile }: BenchState): void {
    const model = editor.getModel();
    if (!model) return;
    const here = fault?.file === activeFile ? fault : null;
    const line = Math.min(here?.line ?? 1, model.getLineCount());
    monaco.editor.setModelMarkers(
      model,
      'server',
      here
        ? [
            {
              severity: monaco.MarkerSeverity.Error,
              message: here.message,
              startLineNumber: line,
              endLineNumber: line,
              startColumn: model.getLineFirstNonWhitespaceColumn(line) || 1,
              endColumn: model.getLineMaxColumn(line),
            },
          ]
        : [],
    );
    marks.set(
      here
        ? [
            {
              range: new monaco.Range(line, 1, line, 1),
              options: { isWholeLine: true, className: 'fault-line', lineNumberClassName: 'fault-line-number' },
            },
          ]
        : [],
    );
  }

  function show(): void {
    const state = store.get();
    const { files, activeFile, jump } = state;
    if (state === shown) return;
    const { renamed } = state;
    if (renamed && shown && renamed !== shown.renamed) rename(renamed.from, renamed.to);
    if (files !== shown?.files) {
      for (const [file, model] of models) {
        const text = files[file];
        if (text !== undefined) put(model, text);
        else if (file !== activeFile && model !== editor.getModel()) {
          models.delete(file);
          views.delete(file);
          model.dispose();
        }
      }
    }
    const text = files[activeFile];
    if (text !== undefined) choose(activeFile, text);
    if (state.fault !== shown?.fault || activeFile !== shown.activeFile) mark(state);
    if (jump && jump !== shown?.jump && jump.file === activeFile) {
      // A jump from before this editor stood has been followed already.
      if (shown) goTo(jump.line);
    }
    if (state.resume?.file === activeFile && text !== undefined) resume(state.resume);
    shown = state;
  }

  function resume({ line, column, top }: EditorPlace): void {
    editor.setPosition({ lineNumber: line, column });
    editor.setScrollTop(editor.getTopForLineNumber(top), monaco.editor.ScrollType.Immediate);
    // After this turn: the state is being shown just now.
    queueMicrotask(() => store.dispatch({ type: 'resumed', place: null }));
  }

  function noteMove(): void {
    const position = editor.getPosition();
    const top = editor.getVisibleRanges()[0]?.startLineNumber;
    if (!position || top === undefined || nameOf(editor.getModel()) !== store.get().activeFile) return;
    bench.moved({ line: position.lineNumber, column: position.column, top });
  }

  function goTo(line: number): void {
    editor.revealLineInCenter(line);
    editor.setPosition({ lineNumber: line, column: editor.getModel()?.getLineFirstNonWhitespaceColumn(line) ?? 1 });
    // Its pane is shown in this turn.
    queueMicrotask(() => editor.focus());
  }

  let stopUnderlining = (): void => undefined;
  let notYet = (): void => undefined;
  let unsubscribe = (): void => undefined;
  function dispose(): void {
    unsubscribe();
    unfollow();
    unguard();
    unhear();
    notYet();
    stopUnderlining();
    editor.dispose();
    for (const model of models.values()) model.dispose();
  }
  function follow(): void {
    show();
    editor.onDidChangeCursorPosition(noteMove);
    editor.onDidScrollChange(noteMove);
    editor.onDidChangeModel(noteMove);
    unsubscribe = store.subscribe(show);
  }
  editor.onDidAttemptReadOnlyEdit(() => bench.noteReadOnly(store.get().activeFile));
  // Ruff is 11 MB: it comes for whoever goes into the code, and not for whoever reads.
  const entered = editor.onDidFocusEditorText(() => {
    entered.dispose();
    notYet = whenIdle(() => (stopUnderlining = underlineProblems(monaco, sharedRuff())));
  });
  // The face may arrive after the first measure.
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

  return { follow, focus: () => editor.focus(), dispose };
}

function addFormatAction(monaco: Monaco, editor: MonacoEditor.IStandaloneCodeEditor, bench: Bench): void {
  const { KeyCode, KeyMod } = monaco;
  editor.addAction({
    id: 'graceful.format',
    label: 'Format file',
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
    precondition: 'editorLangId == python && !editorReadonly',
    contextMenuGroupId: '1_modification',
    run: () => formatFile(bench, sharedRuff()),
  });
}
