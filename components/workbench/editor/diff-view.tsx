/** Two texts of one file beside each other. Draws; knows neither where they come from nor what may be done with them. */
'use client';

import { useEffect, useRef } from 'react';
import { openDiffEditor, type DiffEditor, type DiffNames, type DiffSides } from './diff-editor';
import type { Monaco } from './monaco-parts';

type DiffViewProps = DiffSides & DiffNames & { readonly monaco: Monaco };

export function DiffView({ monaco, file, left, leftName, right, rightName }: DiffViewProps) {
  const container = useRef<HTMLDivElement>(null);
  const diff = useRef<DiffEditor | null>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    const opened = openDiffEditor(monaco, container.current, { leftName, rightName });
    diff.current = opened;
    return () => opened.dispose();
  }, [monaco, leftName, rightName]);
  useEffect(() => diff.current?.update({ file, left, right }), [monaco, file, left, leftName, right, rightName]);
  return <div ref={container} className="min-h-0 grow" />;
}
