/**
 * A program whose lines can be pointed at: by the pointer, or with arrow keys and Enter. Marks what it is told to mark;
 * knows neither the fault nor what is said of a line.
 */
'use client';

import { useRef, useState, type KeyboardEvent } from 'react';
import { Pieces } from '@/components/practice/program-listing';
import type { CodeLine, LinePlace } from '@/lib/course/practice-types';

export type LineMark = 'picked' | 'wrong';

interface SpotLineProps {
  readonly label: string;
  readonly files: readonly { readonly file: string; readonly lines: readonly CodeLine[] }[];
  readonly markOf: (place: LinePlace) => LineMark | null;
  readonly onPick: (place: LinePlace) => void;
}

export const sameLine = (a: LinePlace, b: LinePlace): boolean => a.file === b.file && a.line === b.line;

const MARKS: Record<LineMark, string> = { picked: ', chosen', wrong: ', not this one' };

export function SpotLine({ label, files, markOf, onPick }: SpotLineProps) {
  const group = useRef<HTMLDivElement>(null);
  /** Of all lines one is in the tab order, and the arrows move on from it. */
  const [at, setAt] = useState(0);
  const places = files.flatMap(({ file, lines }) =>
    lines.flatMap(({ text }, index) => (text.trim() === '' ? [] : [{ file, line: index + 1 }])),
  );

  const move = (event: KeyboardEvent): void => {
    const last = places.length - 1;
    const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setAt(to);
    group.current?.querySelectorAll('button')[to]?.focus();
  };

  return (
    // The buttons have the focus; the group hears their arrow keys.
    <div ref={group} role="toolbar" aria-orientation="vertical" aria-label={label} className="spot" onKeyDown={move}>
      {files.map(({ file, lines }) => (
        <figure key={file} className="code my-0">
          <figcaption>{file}</figcaption>
          <div className="shiki">
            {lines.map((line, index) => {
              const place = { file, line: index + 1 };
              const order = places.findIndex((candidate) => sameLine(candidate, place));
              if (order === -1) return <div key={index} className="spot-blank" />;
              const mark = markOf(place);
              return (
                <button
                  key={index}
                  type="button"
                  className="spot-line"
                  tabIndex={order === at ? 0 : -1}
                  aria-pressed={mark === 'picked'}
                  data-mark={mark ?? undefined}
                  onClick={() => {
                    setAt(order);
                    onPick(place);
                  }}
                >
                  {/* In the text and not in a label: what is seen is part of the name, also where it is cut off. */}
                  <span className="sr-only">
                    {file}, line {index + 1}:{' '}
                  </span>
                  <span className="spot-number" aria-hidden="true" data-line={index + 1} />
                  <Pieces line={line} />
                  {mark ? <span className="sr-only">{MARKS[mark]}</span> : null}
                </button>
              );
            })}
          </div>
        </figure>
      ))}
    </div>
  );
}
