/** Text in which places such as "app.py, line 12" can be followed. Knows which files there are, not what following does. */
'use client';

import type { ReactNode } from 'react';

export interface Place {
  readonly file: string;
  readonly line: number;
}

interface PlacedTextProps {
  readonly text: string;
  readonly isKnown: (file: string) => boolean;
  readonly onFollow: (place: Place) => void;
}

const PLACE = /([\w./-]+\.\w+), line (\d+)/g;

export function PlacedText({ text, isKnown, onFollow }: PlacedTextProps) {
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACE)) {
    const [whole, file = '', line = ''] = match;
    if (!isKnown(file)) continue;
    pieces.push(text.slice(from, match.index));
    pieces.push(
      <button
        key={match.index}
        type="button"
        className="bench-link"
        onClick={() => onFollow({ file, line: Number(line) })}
      >
        {whole}
      </button>,
    );
    from = match.index + whole.length;
  }
  return [...pieces, text.slice(from)];
}
