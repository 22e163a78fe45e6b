/** The editor: file tabs over Monaco, the plain editor, or the solution beside one's own code. */
'use client';

import { useEffect, useRef } from 'react';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { FullButton } from '../full-button';
import { useBench, useBenchState } from '../workbench-context';
import { openCodeEditor } from './code-editor';
import { FileTabs } from './file-tabs';
import type { Monaco } from './monaco-parts';
import { PlainEditor } from './plain-editor';
import { SolutionView } from './solution-view';
import { useMonaco } from './use-monaco';

/** The editor holds Tab; the way out has to be said (WCAG 2.1.2). */
const KEYS = 'Ctrl S saves and restarts. Ctrl M lets Tab leave the editor.';

export function EditorPane({ project }: { readonly project: WorkbenchProject }) {
  const comparing = useBenchState((state) => state.comparing);
  const none = useBenchState((state) => !(state.activeFile in state.files));
  const loaded = useMonaco();
  useSaveKeys();
  return (
    <section aria-label="Editor" className="bench-editor">
      <div className="flex border-b border-line bg-paper">
        <div className="min-w-0 grow [&>.bench-bar]:border-b-0">
          <FileTabs project={project} hint={loaded.status === 'ready' ? KEYS : null} />
        </div>
        <span className="self-center pr-2">
          <FullButton part="editor" />
        </span>
      </div>
      <div id="bench-editor" className="relative min-h-0 grow">
        {comparing ? (
          <SolutionView project={project} monaco={loaded.status === 'ready' ? loaded.monaco : null} />
        ) : none ? (
          <p className="px-4 py-3 text-sm text-soft">The project has no file. Add one with +, or undo.</p>
        ) : loaded.status === 'ready' ? (
          <MonacoView monaco={loaded.monaco} />
        ) : (
          <PlainEditor unavailable={loaded.status === 'unavailable'} />
        )}
      </div>
    </section>
  );
}

function MonacoView({ monaco }: { readonly monaco: Monaco }) {
  const bench = useBench();
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    const editor = openCodeEditor(monaco, container.current, bench);
    return () => editor.dispose();
  }, [monaco, bench]);
  return <div ref={container} className="absolute inset-0" />;
}

/** Ctrl or Cmd with S anywhere on the page, with Enter inside the editor: save, and start the server anew. */
function useSaveKeys(): void {
  const bench = useBench();
  useEffect(() => {
    const save = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const inEditor = event.target instanceof Element && event.target.closest('.bench-editor') !== null;
      if (event.key.toLowerCase() !== 's' && !(event.key === 'Enter' && inEditor)) return;
      event.preventDefault();
      // Monaco has its own meaning for Ctrl Enter.
      event.stopPropagation();
      void bench.save();
    };
    window.addEventListener('keydown', save, { capture: true });
    return () => window.removeEventListener('keydown', save, { capture: true });
  }, [bench]);
}
