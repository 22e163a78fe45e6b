/** One sentence under the file tabs: what came of formatting, or why an edit was not taken. Announced politely. */
'use client';

import { useBench, useBenchState } from '../workbench-context';

export function EditorNote() {
  const { store } = useBench();
  const note = useBenchState((state) => state.editorNote);
  return (
    <div className={note === null ? undefined : 'bench-notice'}>
      {/* Stands before it speaks: a live region that comes with its words is often not heard. */}
      <span role="status" aria-label="Editor message" className="grow">
        {note}
      </span>
      {note === null ? null : (
        <button
          type="button"
          className="bench-link"
          onClick={() => store.dispatch({ type: 'editor-noted', note: null })}
        >
          Close
        </button>
      )}
    </div>
  );
}
