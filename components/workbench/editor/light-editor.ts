/**
 * CodeMirror on the learner's files, for touch and narrow screens, where Monaco fights with keyboards and selection:
 * the same seam as code-editor.ts, in step with the workbench's state both ways. A chunk of its own: import it with
 * `import()` only. It knows the state, not the server.
 */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { EditorPlace } from '@/lib/progress/records';
import type { Bench } from '../bench/bench';
import type { BenchState } from '../state/bench-state';
import type { CodeEditor } from './code-editor';
import { EDITOR_KEYS_ID } from './editor-keys';
import { faultLine, markFault } from './light-fault';
import { lightLanguage } from './light-languages';
import { CODE_ATTRIBUTES } from './code-attributes';
import { LIGHT_LOOK } from './light-look';
import { refuseHugePastes } from './paste-guard';
import { smallestChange } from './smallest-change';

const WAY_OUT_MS = 2_000;

/** Escape, then Tab leaves: also when Escape had something else to do, such as dropping a selection. */
const wayOut = Prec.highest(
  keymap.of([
    {
      key: 'Escape',
      run(view) {
        view.setTabFocusMode(WAY_OUT_MS);
        return false;
      },
    },
  ]),
);
/** Marks a change that came from the state, so that it is not told to the state again. */
const echo = Annotation.define<true>();

export function openLightEditor(container: HTMLElement, bench: Bench): CodeEditor {
  const { store, edit } = bench;
  /** Those of the files that are not in view, with their undo and selection. */
  const states = new Map<string, EditorState>();
  /** What depends on the file's name. */
  const named = new Compartment();
  let shown: BenchState | null = null;

  const nameParts = (file: string): Extension => [
    lightLanguage(file),
    EditorView.contentAttributes.of({
      'aria-label': `Editor: ${file}`,
      'aria-describedby': EDITOR_KEYS_ID,
      ...CODE_ATTRIBUTES,
    }),
    EditorState.readOnly.of(bench.isReadOnly(file)),
  ];

  const stateOf = (file: string, text: string): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        search(),
        wayOut,
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
        LIGHT_LOOK,
        faultLine,
        named.of(nameParts(file)),
        EditorView.updateListener.of(({ docChanged, selectionSet, transactions, state }) => {
          // A view cannot be measured while it tells of a change.
          if (docChanged || selectionSet) queueMicrotask(noteMove);
          if (!docChanged || transactions.every((transaction) => transaction.annotation(echo))) return;
          const { activeFile } = store.get();
          const text = state.doc.toString();
          edit(activeFile, text);
          // Not taken: too large. A view cannot be changed while it tells of a change.
          if (store.get().files[activeFile] !== text) queueMicrotask(show);
        }),
        EditorView.domEventHandlers({
          scroll: noteMove,
          beforeinput: (_event, { state }) => {
            if (!state.readOnly) return false;
            bench.noteReadOnly(store.get().activeFile);
            return true;
          },
        }),
      ],
    });

  const view = new EditorView({ parent: container });
  const unguard = refuseHugePastes(container, bench);

  const stale = (state: EditorState, text: string): ReturnType<typeof smallestChange> | null => {
    const before = state.doc.toString();
    return before === text ? null : smallestChange(before, text);
  };

  function rename({ from, to }: NonNullable<BenchState['renamed']>): void {
    const kept = states.get(from);
    if (kept) states.set(to, kept.update({ effects: named.reconfigure(nameParts(to)) }).state);
    states.delete(from);
    if (shown?.activeFile === from) view.dispatch({ effects: named.reconfigure(nameParts(to)) });
  }

  function show(): void {
    const state = store.get();
    const { files, activeFile, fault, jump, renamed } = state;
    const before = shown;
    const wasRenamed = renamed !== null && before !== null && renamed !== before.renamed;
    if (wasRenamed) rename(renamed);
    const wasActive = wasRenamed && before.activeFile === renamed.from ? renamed.to : before?.activeFile;
    const text = files[activeFile];
    shown = state;
    if (text === undefined) return;
    if (wasActive !== activeFile) {
      if (wasActive !== undefined && wasActive in files) states.set(wasActive, view.state);
      view.setState(states.get(activeFile) ?? stateOf(activeFile, text));
      states.delete(activeFile);
    }
    const change = stale(view.state, text);
    if (change) view.dispatch({ changes: change, annotations: echo.of(true) });
    for (const file of states.keys()) if (!(file in files)) states.delete(file);
    if (wasActive !== activeFile || fault !== before?.fault) {
      view.dispatch({ effects: markFault.of(fault?.file === activeFile ? fault.line : null) });
    }
    // A jump from before this editor stood has been followed already.
    if (jump && before && jump !== before.jump && jump.file === activeFile) goTo(jump.line);
    if (state.resume?.file === activeFile) resume(state.resume);
  }

  function resume({ line, column, top }: EditorPlace): void {
    const { doc } = view.state;
    const lineAt = (number: number) => doc.line(Math.min(number, doc.lines));
    const { from, length } = lineAt(line);
    view.dispatch({
      selection: { anchor: from + Math.min(column - 1, length) },
      effects: EditorView.scrollIntoView(lineAt(top).from, { y: 'start', yMargin: 0 }),
    });
    // After this turn: the state is being shown just now.
    queueMicrotask(() => store.dispatch({ type: 'resumed', place: null }));
  }

  function noteMove(): void {
    // In a pane that is not shown, the first line seems to be on top.
    if (view.scrollDOM.clientHeight === 0) return;
    const { state } = view;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const top = state.doc.lineAt(view.lineBlockAtHeight(view.scrollDOM.scrollTop).from);
    bench.moved({ line: line.number, column: head - line.from + 1, top: top.number });
  }

  function goTo(line: number): void {
    const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    // Its pane is shown in this turn.
    queueMicrotask(() => view.focus());
  }

  let unsubscribe = (): void => undefined;
  function dispose(): void {
    unsubscribe();
    unguard();
    view.destroy();
  }
  function follow(): void {
    show();
    unsubscribe = store.subscribe(show);
  }
  return { follow, focus: () => view.focus(), dispose };
}
