/** Lets one part of the workbench fill the window, and gives the window back. */
'use client';

import { useBench, useBenchState } from './workbench-context';

export function FullButton({ part }: { readonly part: 'editor' | 'panel' }) {
  const { store } = useBench();
  const full = useBenchState((state) => state.full === part);
  return (
    <button
      type="button"
      className="bench-icon bench-roomy"
      aria-pressed={full}
      title={full ? 'Give the window back (Escape)' : `Let the ${part} fill the window`}
      onClick={() => store.dispatch({ type: 'full-chosen', full: full ? null : part })}
    >
      <span aria-hidden="true">{full ? '⤡' : '⤢'}</span>
      <span className="sr-only">Full-screen {part}</span>
    </button>
  );
}
