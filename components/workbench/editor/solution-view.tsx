/** The solution beside the learner's code, file by file; without Monaco, what it would change as one text. */
'use client';

import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { useBench, useBenchState } from '../workbench-context';
import { DiffView } from './diff-view';
import type { Monaco } from './monaco-parts';
import { PlainDiff } from './plain-diff';

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
            : monaco
              ? `${file}: your code left, the solution right. Nothing is changed.`
              : `${file}: what Apply would change. Nothing is changed yet.`}
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
        <DiffView monaco={monaco} file={file} left={mine} leftName="Your code" right={theirs} rightName="Solution" />
      ) : (
        <PlainDiff before={mine} after={theirs} />
      )}
    </div>
  );
}
