/** The editor: file tabs over a code editor or the plain field; the solution or the history in its place for a while. */
'use client';

import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { Boundary } from '../boundary';
import { FullButton } from '../full-button';
import { useBench, useBenchState } from '../workbench-context';
import type { CodeEditor } from './code-editor';
import { editorKeys } from './editor-keys';
import { EditorNote } from './editor-note';
import { FileTabs } from './file-tabs';
import { PlainEditor } from './plain-editor';
import { SolutionView } from './solution-view';
import { useEditor, type LoadedEditor } from './use-editor';

/** Not before it is asked for: it brings what finds differences. */
const HistoryView = lazy(() =>
  import('./history-view').then(
    ({ HistoryView: view }) => ({ default: view }),
    (error: unknown) => {
      console.warn('The history could not be loaded.', error);
      return { default: HistoryUnavailable };
    },
  ),
);

function HistoryUnavailable() {
  return (
    <p role="alert" className="bench-notice" data-tone="warn">
      The history could not be loaded. Your code is as it was. Reload the page to try again.
    </p>
  );
}

export function EditorPane({ project }: { readonly project: WorkbenchProject }) {
  const { store } = useBench();
  const comparing = useBenchState((state) => state.comparing);
  const none = useBenchState((state) => !(state.activeFile in state.files));
  const [historyOpen, setHistoryOpen] = useState(false);
  const [loaded, onFail] = useEditor();
  const editor = useRef<CodeEditor | null>(null);
  const wasHistory = useRef(false);
  /** An input method is at work: another field would lose its word. */
  const [composing, setComposing] = useState(false);
  const fieldHadFocus = useRef(false);
  const onLeave = useCallback((hadFocus: boolean) => {
    fieldHadFocus.current = hadFocus;
    setComposing(false);
  }, []);
  useSaveKeys();

  const history = historyOpen && !comparing && !none;
  // From the history back to the code, by the learner's own step.
  useEffect(() => {
    if (wasHistory.current && !history) editor.current?.focus();
    wasHistory.current = history;
  }, [history]);

  const monaco = loaded.status === 'ready' && loaded.editor.kind === 'monaco' ? loaded.editor.monaco : null;
  const covered = comparing || history || none;
  return (
    <section aria-label="Editor" className="bench-editor">
      <div className="flex border-b border-line bg-paper">
        <div className="min-w-0 grow [&>.bench-bar]:border-b-0">
          <FileTabs
            project={project}
            hint={loaded.status === 'ready' ? editorKeys(loaded.editor.kind) : null}
            history={history}
            onHistory={() => {
              setHistoryOpen(!history);
              store.dispatch({ type: 'editor-noted', note: null });
            }}
          />
        </div>
        <span className="self-center pr-2">
          <FullButton part="editor" />
        </span>
      </div>
      <EditorNote />
      <div id="bench-editor" className="relative min-h-0 grow">
        {comparing ? (
          <Boundary key="solution" what="solution">
            <SolutionView project={project} monaco={monaco} />
          </Boundary>
        ) : none ? (
          <p className="px-4 py-3 text-sm text-soft">The project has no file. Add one with +, or undo.</p>
        ) : history ? (
          <Boundary key="history" what="history">
            <Suspense>
              <HistoryView project={project} monaco={monaco} onClose={() => setHistoryOpen(false)} />
            </Suspense>
          </Boundary>
        ) : null}
        {loaded.status === 'ready' && !composing ? (
          // It stays while something else is shown, and its undo with it.
          <CodeView
            loaded={loaded.editor}
            editorRef={editor}
            fieldHadFocus={fieldHadFocus}
            hidden={covered}
            onFail={onFail}
          />
        ) : covered ? null : (
          <PlainEditor
            unavailable={loaded.status === 'unavailable'}
            hadFocus={fieldHadFocus}
            onComposing={setComposing}
            onLeave={onLeave}
          />
        )}
      </div>
    </section>
  );
}

interface CodeViewProps {
  readonly loaded: LoadedEditor;
  readonly editorRef: RefObject<CodeEditor | null>;
  /** Whether whoever writes in the plain field goes on here. */
  readonly fieldHadFocus: RefObject<boolean>;
  readonly hidden: boolean;
  /** It could not be opened; what has been typed is in the bench. */
  readonly onFail: (reason: unknown) => void;
}

function CodeView({ loaded, editorRef, fieldHadFocus, hidden, onFail }: CodeViewProps) {
  const bench = useBench();
  const container = useRef<HTMLDivElement>(null);
  // Before the page is drawn: between the plain field and this there is nothing to see, and no key goes elsewhere.
  useLayoutEffect(() => {
    if (!container.current) return undefined;
    let opened: CodeEditor | undefined;
    try {
      opened = loaded.open(container.current, bench);
      opened.follow();
    } catch (reason) {
      // What is left of it would bar the next editor.
      opened?.dispose();
      onFail(reason);
      return undefined;
    }
    editorRef.current = opened;
    if (fieldHadFocus.current) opened.focus();
    return () => {
      editorRef.current = null;
      opened.dispose();
    };
  }, [loaded, bench, editorRef, fieldHadFocus, onFail]);
  return <div ref={container} hidden={hidden} className="absolute inset-0" />;
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
