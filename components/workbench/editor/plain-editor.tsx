/**
 * A text field for code: at once while the code editor is on its way, for good where it cannot be had. Who writes in it goes on
 * in the code editor, at the same place.
 */
'use client';

import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { EditorPlace } from '@/lib/progress/records';
import { useBench, useBenchState } from '../workbench-context';
import { refuseHugePastes } from './paste-guard';

interface PlainEditorProps {
  readonly unavailable: boolean;
  /** Whoever wrote in the field before the code editor was tried goes on. */
  readonly hadFocus: RefObject<boolean>;
  /** An input method is putting a word together. */
  readonly onComposing: (composing: boolean) => void;
  /** When the code editor takes its place. */
  readonly onLeave: (hadFocus: boolean) => void;
}

export function PlainEditor({ unavailable, hadFocus, onComposing, onLeave }: PlainEditorProps) {
  const bench = useBench();
  const file = useBenchState((state) => state.activeFile);
  const text = useBenchState((state) => state.files[state.activeFile] ?? '');
  const fault = useBenchState((state) => (state.fault?.file === state.activeFile ? state.fault : null));
  const jump = useBenchState((state) => state.jump);
  const field = useRef<HTMLTextAreaElement>(null);
  const followed = useRef(jump);
  const resume = useBenchState((state) => (state.resume?.file === state.activeFile ? state.resume : null));
  const pane = useBenchState((state) => state.pane);
  const shown = useRef(file);
  /** Caret and view are where somebody put them, and not where a file begins. */
  const placed = useRef(false);
  const readOnly = bench.isReadOnly(file);

  useEffect(() => (field.current ? refuseHugePastes(field.current, bench) : undefined), [bench]);

  useEffect(() => {
    shown.current = file;
    placed.current = false;
  }, [file]);

  useEffect(() => {
    const area = field.current;
    // A pane that is not shown cannot be scrolled: the place waits for it, or for the code editor.
    if (!area || !resume || lineHeight(area) === 0) return;
    // Whoever is in it already stays where they are.
    if (document.activeElement !== area) goTo(area, resume);
    placed.current = true;
    bench.store.dispatch({ type: 'resumed', place: null });
  }, [bench, resume, pane]);

  useEffect(() => {
    if (unavailable && hadFocus.current) field.current?.focus();
  }, [unavailable, hadFocus]);

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return undefined;
    // It is still in the page then.
    return () => {
      const hasFocus = document.activeElement === area;
      onLeave(hasFocus);
      const { activeFile, files } = bench.store.get();
      // Whoever came into it before the page's scripts did was not heard.
      if ((hasFocus || placed.current) && shown.current === activeFile && activeFile in files)
        bench.store.dispatch({ type: 'resumed', place: placeIn(area, activeFile) });
    };
  }, [bench, onLeave]);

  useEffect(() => {
    const area = field.current;
    if (!area || !jump || followed.current === jump) return;
    followed.current = jump;
    area.focus();
    goTo(area, { line: jump.line, column: 1, top: Math.max(1, jump.line - 3) });
    const end = area.value.indexOf('\n', area.selectionStart);
    area.selectionEnd = end === -1 ? area.value.length : end;
  }, [jump]);

  return (
    <div className="flex h-full flex-col">
      {unavailable ? (
        <p role="status" data-failure="editor-unavailable" className="bench-notice" data-tone="warn">
          The code editor could not be loaded, so this is a plain text field. Everything else works. Reload the page to
          try again. <span className="font-mono text-[0.7rem] text-soft">editor-unavailable</span>
        </p>
      ) : null}
      {fault ? (
        <p className="bench-notice" data-tone="bad">
          Line {fault.line}: {fault.message}
        </p>
      ) : null}
      <textarea
        ref={field}
        aria-label={`Editor: ${file}`}
        className={`min-h-0 w-full grow resize-none bg-raised font-mono whitespace-pre outline-offset-[-2px] ${unavailable ? 'px-4 py-2.5 text-[0.84rem] leading-[1.63]' : 'bench-plain'}`}
        wrap="off"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        readOnly={readOnly}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          const writes = key.length === 1 || key === 'Enter' || key === 'Backspace' || key === 'Delete';
          if (readOnly && writes && !ctrlKey && !metaKey) bench.noteReadOnly(file);
        }}
        onFocus={() => (placed.current = true)}
        onScroll={() => (placed.current = true)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={({ currentTarget }) => {
          // In Firefox its last input event comes after this, and would find another field.
          bench.edit(file, currentTarget.value);
          onComposing(false);
        }}
        value={text}
        onChange={({ target }) => bench.edit(file, target.value)}
      />
    </div>
  );
}

/** Zero in a pane that is not shown. */
const lineHeight = (area: HTMLTextAreaElement): number => area.scrollHeight / area.value.split('\n').length;

/** Where the caret is. What is selected is not kept; nor what is on top of a pane that is not shown, where the caret stands in for it. */
function placeIn(area: HTMLTextAreaElement, file: string): EditorPlace {
  const caret = area.selectionDirection === 'backward' ? area.selectionStart : area.selectionEnd;
  const before = area.value.slice(0, caret).split('\n');
  const height = lineHeight(area);
  return {
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    top: height === 0 ? before.length : Math.round(area.scrollTop / height) + 1,
  };
}

function goTo(area: HTMLTextAreaElement, { line, column, top }: Omit<EditorPlace, 'file'>): void {
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const caret = Math.min(before + Math.min(column - 1, lines[line - 1]?.length ?? 0), area.value.length);
  area.setSelectionRange(caret, caret);
  area.scrollTop = (top - 1) * lineHeight(area);
}
