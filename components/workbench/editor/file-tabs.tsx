/** The project's files as tabs; one that the server does not run yet is marked, and one that can be read only. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { LockIcon } from '@/components/ui/icons';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { isChanged } from '../state/bench-state';
import { moveAmongTabs } from '../tab-keys';
import { useBench, useBenchState } from '../workbench-context';
import { EDITOR_KEYS_ID } from './editor-keys';
import { FileActions, type FileActionsProps } from './file-actions-bar';
import { NameForm } from './name-form';

interface FileTabsProps extends Pick<FileActionsProps, 'history' | 'onHistory'> {
  readonly project: WorkbenchProject;
  readonly hint: string | null;
}

/** What is being named: a new file, or one that has a name already. */
export type Naming = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly file: string };

export function FileTabs({ project, hint, history, onHistory }: FileTabsProps) {
  const bench = useBench();
  const state = useBenchState((whole) => whole);
  const [naming, setNaming] = useState<Naming | null>(null);
  const { files, activeFile } = state;
  const tabs = useRef<HTMLDivElement>(null);
  const wasNaming = useRef(false);

  // Whoever has named a file is back at its tab.
  useEffect(() => {
    if (wasNaming.current && naming === null) {
      tabs.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    }
    wasNaming.current = naming !== null;
  }, [naming]);

  const rename = (file: string): void => {
    if (bench.isReadOnly(file)) bench.noteReadOnly(file);
    else setNaming({ kind: 'rename', file });
  };

  return (
    <div className="bench-bar bench-file-bar">
      <div ref={tabs} role="tablist" aria-label="Files" tabIndex={-1} className="bench-tabs" onKeyDown={moveAmongTabs}>
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
              onClick={() => bench.store.dispatch({ type: 'file-chosen', file })}
              onDoubleClick={() => rename(file)}
              onKeyDown={({ key }) => {
                if (key === 'F2') rename(file);
              }}
            >
              {file}
              {bench.isReadOnly(file) ? (
                <span role="img" aria-label="Read only" title="Read only" className="ml-1 inline-block text-faint">
                  <LockIcon className="size-3" />
                </span>
              ) : null}
              {changed ? <span className="bench-dot" title="Changed, not running yet" /> : null}
            </button>
          );
        })}
      </div>
      <span id="bench-changed" hidden>
        Changed, not running yet
      </span>
      <span id={EDITOR_KEYS_ID} hidden>
        {hint}
      </span>
      {naming ? (
        <NameForm naming={naming} onDone={() => setNaming(null)} />
      ) : (
        <FileActions
          hint={hint}
          history={history}
          onHistory={onHistory}
          onNew={() => setNaming({ kind: 'new' })}
          onRename={() => rename(activeFile)}
        />
      )}
    </div>
  );
}

/** Those that the lesson opens come first, then by name. */
function inOrder({ opens }: WorkbenchProject, files: readonly string[]): string[] {
  const place = (file: string): number => (opens.includes(file) ? opens.indexOf(file) : opens.length);
  return files.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b));
}
