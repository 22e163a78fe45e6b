/** A line of code that can be gone to: the learner's in the editor, a library's in a dialog. */
'use client';

import { useBench, useBenchState } from './workbench-context';

interface PlaceLinkProps {
  readonly file: string;
  readonly line: number;
}

export function PlaceLink({ file, line }: PlaceLinkProps) {
  const { store } = useBench();
  const known = useBenchState(({ files }) => file in files);
  const words = `${file}, line ${String(line)}`;
  if (!known && !file.startsWith('/')) return <span className="break-all text-soft">{words}</span>;
  return (
    <button
      type="button"
      className="bench-link text-left break-all"
      onClick={() =>
        store.dispatch(
          known ? { type: 'jumped', location: { file, line } } : { type: 'source-opened', source: { file, line } },
        )
      }
    >
      {words}
    </button>
  );
}
