/** The line that failed, marked in CodeMirror as Monaco marks it: the whole line, and its number. */
import {
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
} from '@codemirror/state';
import { Decoration, EditorView, gutterLineClass, GutterMarker, type DecorationSet } from '@codemirror/view';

/** The number of the line, counting from one; null when none failed. */
export const markFault = StateEffect.define<number | null>();

const line = Decoration.line({ class: 'fault-line' });
const number = new (class extends GutterMarker {
  override elementClass = 'fault-line-number';
})();

interface Marks {
  readonly lines: DecorationSet;
  readonly numbers: RangeSet<GutterMarker>;
}

const NONE: Marks = { lines: Decoration.none, numbers: RangeSet.of<GutterMarker>([]) };

function marksAt({ doc }: EditorState, at: number): Marks {
  const { from } = doc.line(Math.min(Math.max(1, at), doc.lines));
  const numbers = new RangeSetBuilder<GutterMarker>();
  numbers.add(from, from, number);
  return { lines: Decoration.set([line.range(from)]), numbers: numbers.finish() };
}

const field = StateField.define<Marks>({
  create: () => NONE,
  update(marks, { effects, changes, state }) {
    const asked = effects.find((effect) => effect.is(markFault));
    if (asked) return asked.value === null ? NONE : marksAt(state, asked.value);
    return { lines: marks.lines.map(changes), numbers: marks.numbers.map(changes) };
  },
  provide: (marks) => [
    EditorView.decorations.from(marks, ({ lines }) => lines),
    gutterLineClass.from(marks, ({ numbers }) => numbers),
  ],
});

export const faultLine: Extension = field;
