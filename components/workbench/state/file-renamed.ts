/** The state after a file got another name: it stays where it was, with its mark and in view. Pure. */
import type { BenchState } from './bench-state.ts';

export function renameFile(state: BenchState, from: string, to: string): BenchState {
  const { [from]: text, ...others } = state.files;
  if (text === undefined) return state;
  const { fault, activeFile } = state;
  return {
    ...state,
    files: { ...others, [to]: text },
    activeFile: activeFile === from ? to : activeFile,
    fault: fault?.file === from ? { ...fault, file: to } : fault,
    renamed: { from, to, count: (state.renamed?.count ?? 0) + 1 },
    editorNote: null,
  };
}
