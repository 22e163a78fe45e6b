/** Printed text with its tracebacks readable: library frames folded, the learner's own frames lead to the editor. */
'use client';

import { memo, useMemo, type ReactNode } from 'react';
import { readOutput, type OutputPiece } from '../state/output-lines';
import { useBench } from '../workbench-context';

/** The class name at the start of a traceback's last line. */
const ERROR_LINE = /^([A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Timeout|NotFound|Stop\w*))(?=:|$)/;

export const OutputText = memo(function OutputText({ text }: { readonly text: string }) {
  const { store } = useBench();
  // The files of the moment decide what is the learner's own: later ones do not change what was printed.
  const pieces = useMemo(() => readOutput(text, (file) => file in store.get().files), [text, store]);
  return pieces.map((piece, index) => <Piece key={index} piece={piece} />);
});

function Piece({ piece }: { readonly piece: OutputPiece }) {
  const { store } = useBench();
  switch (piece.kind) {
    case 'text':
      return <div>{piece.text.split('\n').map((line, index) => withError(line, index))}</div>;
    case 'own':
      return (
        <>
          <button
            type="button"
            className="log-frame bench-link"
            onClick={() => store.dispatch({ type: 'jumped', location: piece })}
          >
            {piece.file}, line {piece.line}
            {piece.function === '' ? '' : `, in ${piece.function}`}
          </button>
          {piece.source === '' ? null : <div className="text-soft">{piece.source}</div>}
        </>
      );
    case 'library':
      return (
        <details className="pl-[1.1rem] text-faint">
          <summary>
            {piece.count} {piece.count === 1 ? 'frame' : 'frames'} inside {inWords(piece.packages)}
          </summary>
          <div className="-ml-[1.1rem]">
            {piece.text.split('\n').map((line, index) => (
              <LibraryLine key={index} line={line} />
            ))}
          </div>
        </details>
      );
  }
}

const LIBRARY_FRAME = /^(\s+File ")([^"]+)(", line )(\d+)(.*)$/;

/** A frame's own line opens the library's source there. */
function LibraryLine({ line }: { readonly line: string }) {
  const { store } = useBench();
  const [, before = '', file = '', between = '', number = '', after = ''] = LIBRARY_FRAME.exec(line) ?? [];
  if (file === '') return <div>{line}</div>;
  return (
    <div>
      {before}
      <button
        type="button"
        className="bench-link"
        onClick={() => store.dispatch({ type: 'source-opened', source: { file, line: Number(number) } })}
      >
        {file}
        {between}
        {number}
      </button>
      {after}
    </div>
  );
}

function withError(line: string, index: number): ReactNode {
  const name = ERROR_LINE.exec(line)?.[1];
  return (
    <div key={index}>
      {name === undefined ? (
        line || '\u200b'
      ) : (
        <>
          <strong className="font-semibold text-s5">{name}</strong>
          {line.slice(name.length)}
        </>
      )}
    </div>
  );
}

function inWords(names: readonly string[]): string {
  const shown = names.map((name) =>
    name === 'flask' || name === 'werkzeug' ? name.charAt(0).toUpperCase() + name.slice(1) : name,
  );
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
