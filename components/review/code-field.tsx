/** A small editor for one file: CodeMirror once it is there, a plain field before that and where it cannot be had. */
'use client';

import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { CodeMirrorField } from './code-mirror-field';

interface CodeFieldProps {
  readonly name: string;
  readonly text: string;
  readonly onEdit: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onRun: () => void;
}

export const CODE_FIELD_KEYS = 'code-field-keys';

export function CodeField({ name, text, onEdit, onRun }: CodeFieldProps) {
  const container = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeMirrorField | null>(null);
  const newest = useRef({ text, onEdit });
  const [open, setOpen] = useState(false);

  useEffect(() => {
    newest.current = { text, onEdit };
    editor.current?.put(text);
  });

  useEffect(() => {
    let left = false;
    import('./code-mirror-field').then(
      ({ openCodeMirrorField }) => {
        if (left || !container.current) return;
        editor.current = openCodeMirrorField(container.current, name, newest.current.text, (typed) =>
          newest.current.onEdit(typed),
        );
        setOpen(true);
      },
      (error: unknown) => console.warn('The code editor could not be loaded; the plain one is used.', error),
    );
    return () => {
      left = true;
      editor.current?.dispose();
      editor.current = null;
      setOpen(false);
    };
  }, [name]);

  const run = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onRun();
  };

  return (
    <section aria-label="Editor" className="code-field" onKeyDownCapture={run}>
      <div ref={container} hidden={!open} />
      {open ? null : (
        <textarea
          aria-label={`Editor: ${name}`}
          className="code-field-plain"
          rows={text.split('\n').length + 1}
          wrap="off"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          value={text}
          onChange={({ target }) => onEdit(target.value)}
        />
      )}
      <p id={CODE_FIELD_KEYS} className="sr-only">
        Control Enter checks. Escape, then Tab leaves the editor.
      </p>
    </section>
  );
}
