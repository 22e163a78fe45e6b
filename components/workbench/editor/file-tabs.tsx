/** The project's files as tabs; one that the server does not run yet is marked. New ones and deleted ones too. */
'use client';

import { useState } from 'react';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { isChanged } from '../state/bench-state';
import { moveAmongTabs } from '../tab-keys';
import { useBench, useBenchState } from '../workbench-context';

interface FileTabsProps {
  readonly project: WorkbenchProject;
  readonly hint: string | null;
}

export function FileTabs({ project, hint }: FileTabsProps) {
  const { store } = useBench();
  const state = useBenchState((whole) => whole);
  const { files, activeFile } = state;
  return (
    <div className="bench-bar">
      <div role="tablist" aria-label="Files" tabIndex={-1} className="bench-tabs" onKeyDown={moveAmongTabs}>
        {inOrder(project, Object.keys(files)).map((file) => {
          const changed = isChanged(state, file);
          return (
            <button
              key={file}
              type="button"
              role="tab"
              aria-selected={file === activeFile}
              aria-controls="bench-editor"
              aria-describedby={changed ? 'bench-changed' : undefined}
              tabIndex={file === activeFile ? 0 : -1}
              className="bench-tab font-mono text-[0.78rem]"
              onClick={() => store.dispatch({ type: 'file-chosen', file })}
            >
              {file}
              {changed ? <span className="bench-dot" title="Changed, not running yet" /> : null}
            </button>
          );
        })}
      </div>
      <span id="bench-changed" hidden>
        Changed, not running yet
      </span>
      <FileActions hint={hint} />
    </div>
  );
}

/** Those that the lesson opens come first, then by name. */
function inOrder({ opens }: WorkbenchProject, files: readonly string[]): string[] {
  const place = (file: string): number => (opens.includes(file) ? opens.indexOf(file) : opens.length);
  return files.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b));
}

function FileActions({ hint }: { readonly hint: string | null }) {
  const bench = useBench();
  const activeFile = useBenchState((state) => state.activeFile);
  const none = useBenchState((state) => Object.keys(state.files).length === 0);
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  if (name === null) {
    return (
      <>
        <button type="button" className="bench-icon" onClick={() => setName('')}>
          <span aria-hidden="true">+</span>
          <span className="sr-only">New file</span>
        </button>
        <span className="min-w-0 grow truncate px-2 text-right text-[0.7rem] text-faint" title={hint ?? undefined}>
          {hint}
        </span>
        <button
          type="button"
          className="bench-icon text-xs"
          disabled={none}
          title={`Delete ${activeFile}`}
          onClick={() => bench.deleteFile(activeFile)}
        >
          Delete<span className="sr-only"> {activeFile}</span>
        </button>
      </>
    );
  }
  const close = (): void => {
    setName(null);
    setProblem(null);
  };
  return (
    <form
      className="flex min-w-0 items-center gap-1.5 px-1"
      onSubmit={(event) => {
        event.preventDefault();
        const refused = bench.addFile(name.trim());
        if (refused === null) close();
        else setProblem(refused);
      }}
    >
      <input
        // The learner has just asked for this field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label="Name of the new file"
        aria-invalid={problem !== null}
        placeholder="templates/500.html"
        className="bench-field w-44 font-mono"
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') close();
        }}
      />
      <button type="submit" className="button bench-small">
        Add
      </button>
      {problem === null ? null : (
        <span role="alert" className="truncate text-xs text-s5" title={problem}>
          {problem}
        </span>
      )}
    </form>
  );
}
