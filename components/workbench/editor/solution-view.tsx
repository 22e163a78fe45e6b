/** The solution beside the learner's code, file by file. Without Monaco the solution stands alone, as text. */
'use client';

import { useEffect, useRef } from 'react';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { useBench, useBenchState } from '../workbench-context';
import type { Monaco } from './monaco-parts';
import { openSolutionDiff, type SolutionDiff } from './solution-diff';

interface SolutionViewProps {
  readonly project: WorkbenchProject;
  readonly monaco: Monaco | null;
}

export function SolutionView({ project, monaco }: SolutionViewProps) {
  const { store, applySolutionTo } = useBench();
  const file = useBenchState((state) => state.activeFile);
  const mine = useBenchState((state) => state.files[state.activeFile] ?? '');
  const { start, solution } = project;
  const theirs = solution[file] ?? start[file] ?? '';
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-wrap items-center gap-3 border-b border-line bg-accent-soft px-3 py-1 text-[0.8125rem]">
        <span className="grow">
          {theirs === mine
            ? `${file} is the same in the solution.`
            : `${file}: your code left, the solution right. Nothing is changed.`}
        </span>
        {Object.keys(solution)
          .filter((other) => other !== file)
          .map((other) => (
            <button
              key={other}
              type="button"
              className="bench-link"
              onClick={() => {
                store.dispatch({ type: 'file-chosen', file: other });
                store.dispatch({ type: 'comparing', on: true });
              }}
            >
              {other}
            </button>
          ))}
        {theirs === mine ? null : (
          <button type="button" className="bench-link" onClick={() => void applySolutionTo(file)}>
            Apply this file
          </button>
        )}
        <button type="button" className="bench-link" onClick={() => store.dispatch({ type: 'comparing', on: false })}>
          Back to my code
        </button>
      </div>
      {monaco ? (
        <Diff monaco={monaco} file={file} mine={mine} solution={theirs} />
      ) : (
        <pre className="min-h-0 grow overflow-auto bg-raised px-4 py-2.5 font-mono text-[0.84rem]">{theirs}</pre>
      )}
    </div>
  );
}

interface DiffProps {
  readonly monaco: Monaco;
  readonly file: string;
  readonly mine: string;
  readonly solution: string;
}

function Diff({ monaco, file, mine, solution }: DiffProps) {
  const container = useRef<HTMLDivElement>(null);
  const diff = useRef<SolutionDiff | null>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    const opened = openSolutionDiff(monaco, container.current);
    diff.current = opened;
    return () => opened.dispose();
  }, [monaco]);
  useEffect(() => diff.current?.update(file, mine, solution), [monaco, file, mine, solution]);
  return <div ref={container} className="min-h-0 grow" />;
}
