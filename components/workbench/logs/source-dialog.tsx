/** A library's source at one line, to be read: the very text that the interpreter runs. */
'use client';

import { useEffect, useRef, useState } from 'react';
import type { ServerFailure, SourceLocation } from '@/lib/runtime/failures';
import type { Result } from '@/lib/runtime/result';
import { Dialog } from '../dialog';
import { useBench, useBenchState } from '../workbench-context';

export function SourceDialog() {
  const { store } = useBench();
  const source = useBenchState((state) => state.source);
  if (!source) return null;
  return (
    <Dialog
      wide
      title={`${source.file}, line ${String(source.line)}`}
      onClose={() => store.dispatch({ type: 'source-opened', source: null })}
    >
      <Source key={source.file} source={source} />
    </Dialog>
  );
}

function Source({ source }: { readonly source: SourceLocation }) {
  const bench = useBench();
  const [text, setText] = useState<Result<string, ServerFailure> | null>(null);
  useEffect(() => {
    let left = false;
    void bench.librarySource(source.file).then((read) => {
      if (!left) setText(read);
    });
    return () => {
      left = true;
    };
  }, [bench, source.file]);
  if (!text) return <p role="status">Reading…</p>;
  if (!text.ok)
    return (
      <p role="status" data-failure={text.error.code}>
        {text.error.message} {text.error.suggestion}
      </p>
    );
  return <Lines text={text.value} marked={source.line} />;
}

function Lines({ text, marked }: { readonly text: string; readonly marked: number }) {
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Newer browsers return a promise, which is no clean-up.
    line.current?.scrollIntoView({ block: 'center' });
  }, [marked]);
  return (
    <pre
      // Long files must be scrolled by keys too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="source-lines"
    >
      {text.split('\n').map((content, index) => (
        <span
          key={index}
          ref={index + 1 === marked ? line : undefined}
          aria-current={index + 1 === marked ? 'location' : undefined}
        >
          {content}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
