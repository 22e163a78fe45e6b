/** The line between editor and panel: moved by dragging or by arrow keys, back to the middle by double click. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { readPreference, writePreference } from '@/lib/progress/preferences';

const STEP = 4;
const LEAST = 15;
const MOST = 85;
const USUAL = 52;

export function Splitter() {
  const line = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(USUAL);
  const [dragging, setDragging] = useState(false);

  const resize = (wanted: number): void => {
    const next = Math.round(Math.min(Math.max(wanted, LEAST), MOST));
    const bench = line.current?.parentElement;
    bench?.style.setProperty('--editor-share', `${String(next)}fr`);
    bench?.style.setProperty('--panel-share', `${String(100 - next)}fr`);
    setShare(next);
  };
  useEffect(() => {
    const kept = Number(readPreference('editorShare') ?? Number.NaN);
    if (Number.isFinite(kept)) queueMicrotask(() => resize(kept));
  }, []);
  const keep = (wanted: number): void => {
    resize(wanted);
    writePreference('editorShare', wanted === USUAL ? null : String(wanted));
  };
  const follow = (clientY: number): void => {
    const editor = line.current?.previousElementSibling?.getBoundingClientRect();
    const panel = line.current?.nextElementSibling?.getBoundingClientRect();
    if (editor && panel) resize((100 * (clientY - editor.top)) / (panel.bottom - editor.top));
  };

  return (
    // A separator with a value is a widget (WAI-ARIA "window splitter"), which the lint rule does not know.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={line}
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the editor"
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={share}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="bench-splitter"
      data-dragging={dragging || undefined}
      onDoubleClick={() => keep(USUAL)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={({ clientY }) => {
        if (dragging) follow(clientY);
      }}
      onPointerUp={() => {
        setDragging(false);
        keep(share);
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? -STEP : event.key === 'ArrowDown' ? STEP : 0;
        if (by === 0) return;
        event.preventDefault();
        keep(Math.min(Math.max(share + by, LEAST), MOST));
      }}
    />
  );
}
