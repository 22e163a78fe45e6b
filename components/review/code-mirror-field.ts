/** CodeMirror on one text, as tall as the text. A chunk of its own: import it with `import()` only. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { lightLanguage } from '@/components/workbench/editor/light-languages';
import { CODE_ATTRIBUTES } from '@/components/workbench/editor/code-attributes';
import { LIGHT_LOOK } from '@/components/workbench/editor/light-look';
import { smallestChange } from '@/components/workbench/editor/smallest-change';
import { CODE_FIELD_KEYS } from './code-field';

const WAY_OUT_MS = 2_000;
/** Marks a change that came from outside, so that it is not told back. */
const echo = Annotation.define<true>();

export interface CodeMirrorField {
  put(text: string): void;
  dispose(): void;
}

export function openCodeMirrorField(
  parent: HTMLElement,
  name: string,
  text: string,
  onEdit: (text: string) => void,
): CodeMirrorField {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        Prec.highest(
          keymap.of([
            {
              key: 'Escape',
              run(target) {
                target.setTabFocusMode(WAY_OUT_MS);
                return false;
              },
            },
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        LIGHT_LOOK,
        lightLanguage(name),
        EditorView.contentAttributes.of({
          'aria-label': `Editor: ${name}`,
          'aria-describedby': CODE_FIELD_KEYS,
          ...CODE_ATTRIBUTES,
        }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some((transaction) => transaction.annotation(echo)))
            onEdit(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    put(next) {
      const before = view.state.doc.toString();
      if (next !== before) view.dispatch({ changes: smallestChange(before, next), annotations: echo.of(true) });
    },
    dispose: () => view.destroy(),
  };
}
