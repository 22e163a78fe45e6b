/** The line between text and bench, which the reader can move: by dragging, by arrow keys, back by double click. */
'use client';

import { useRef, useState } from 'react';
import { writePreference } from '@/lib/progress/preferences';

const NARROWEST = 352;
const STEP = 24;
/** Share of the window that the text may take. */
const WIDEST = 0.7;

const widest = () => Math.round(window.innerWidth * WIDEST);

export function Divider() {
  const divider = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);

  const textWidth = (): number =>
    Math.round(divider.current?.previousElementSibling?.getBoundingClientRect().width ?? NARROWEST);
  const resize = (wanted: number): void => {
    const next = Math.round(Math.min(Math.max(wanted, NARROWEST), widest()));
    document.documentElement.style.setProperty('--prose-width', `${String(next)}px`);
    setWidth(next);
  };
  const keep = (): void => writePreference('proseWidth', `${String(textWidth())}px`);
  const reset = (): void => {
    document.documentElement.style.removeProperty('--prose-width');
    writePreference('proseWidth', null);
    setWidth(null);
  };

  return (
    // A separator with a value is a widget (WAI-ARIA "window splitter"), which the lint rule does not know.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a window splitter is a widget
    <div
      ref={divider}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the text"
      aria-valuemin={NARROWEST}
      aria-valuemax={1400}
      aria-valuenow={width ?? 520}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a window splitter is moved by keys
      tabIndex={0}
      data-lesson-divider
      data-dragging={dragging || undefined}
      onDoubleClick={reset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={(event) => {
        if (dragging) resize(event.clientX);
      }}
      onPointerUp={() => {
        setDragging(false);
        keep();
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
        if (event.key === 'Home') resize(NARROWEST);
        else if (event.key === 'End') resize(widest());
        else if (by !== 0) resize(textWidth() + by);
        else return;
        event.preventDefault();
        keep();
      }}
    />
  );
}
