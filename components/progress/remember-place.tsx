/**
 * Remembers where in the lesson's text the learner was, and goes back there when they return, unless they are on their way
 * already. The editor's part is the workbench's (bench.ts).
 */
'use client';

import { useEffect, useState } from 'react';
import { CloseIcon } from '@/components/ui/icons';
import type { TextPlace } from '@/lib/progress/records';
import { createPlaceMemory } from './place-memory';
import { getProgress } from './progress-client';
import { goToTextPlace, isBeginning, readTextPlace } from './text-place';
import { whenIdle } from './when-idle';

/** The text may still grow: answers given earlier bring their explanations. */
const SETTLE_MS = 2_500;
const NOTE_MS = 8_000;
const SIGNS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

async function remember(slug: string): Promise<void> {
  const visited = await (await getProgress()).places.visit(slug);
  if (!visited.ok) console.warn(visited.error.message, visited.error.cause);
}

export function RememberPlace({ slug }: { readonly slug: string }) {
  const [resumed, setResumed] = useState(false);

  useEffect(
    () =>
      whenIdle(() => {
        remember(slug).catch((error: unknown) => console.warn('This place is not remembered:', error));
      }),
    [slug],
  );

  useEffect(() => {
    const text = document.querySelector('.lesson-text .prose');
    if (!text) return undefined;
    const memory = createPlaceMemory({ slug, part: 'text', getProgress });
    const listeners = new AbortController();
    const { signal } = listeners;
    let onTheirWay = false;
    let follow = false;

    /** Where the reader is, also while another pane is shown and the page's own place is lost. */
    let last: TextPlace | null = null;
    let wasHidden = false;

    const note = (): void => {
      const place = readTextPlace(text);
      if (!place) return;
      last = place;
      if (follow) memory.note(place);
    };
    const panes = new ResizeObserver(() => {
      const place = readTextPlace(text);
      if (place && wasHidden && last && !isBeginning(last)) goToTextPlace(text, last);
      else if (place) last = place;
      wasHidden = place === null;
    });
    panes.observe(text);
    const moved = (): void => {
      onTheirWay = true;
      follow = true;
    };
    const leave = (): void => {
      if (document.visibilityState === 'hidden') memory.leave();
    };
    for (const sign of SIGNS) window.addEventListener(sign, moved, { signal, passive: true, capture: true });
    window.addEventListener('scroll', note, { signal, passive: true });
    window.addEventListener('pagehide', () => memory.leave(), { signal });
    document.addEventListener('visibilitychange', leave, { signal });

    memory.load().then(
      (place) => {
        if (signal.aborted) return;
        // A link to a heading says where to go.
        if (!place || isBeginning(place) || onTheirWay || window.location.hash !== '') {
          follow = true;
          return;
        }
        setResumed(true);
        last = place;
        stay(text, place, () => onTheirWay, signal).then(
          () => (follow = true),
          (error: unknown) => console.warn('The last place is lost:', error),
        );
      },
      (error: unknown) => {
        follow = true;
        console.warn('The last place is not known:', error);
      },
    );
    return () => {
      memory.leave();
      panes.disconnect();
      listeners.abort();
      setResumed(false);
    };
  }, [slug]);

  return resumed ? <ResumeNote onClose={() => setResumed(false)} /> : null;
}

/** Goes there, and again whenever the text changes its height, until the reader moves or it has settled. */
function stay(text: Element, place: TextPlace, isOver: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      grown.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const grown = new ResizeObserver(() => {
      if (isOver()) end();
      else goToTextPlace(text, place);
    });
    const timer = setTimeout(end, SETTLE_MS);
    signal.addEventListener('abort', end);
    grown.observe(text);
  });
}

function ResumeNote({ onClose }: { readonly onClose: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onClose, NOTE_MS);
    window.addEventListener('wheel', onClose, { passive: true, once: true });
    window.addEventListener('touchmove', onClose, { passive: true, once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('wheel', onClose);
      window.removeEventListener('touchmove', onClose);
    };
  }, [onClose]);
  return (
    <div role="status" className="resume-note no-print">
      You are where you left off.
      <button
        type="button"
        className="bench-link"
        onClick={() => {
          window.scrollTo({ top: 0 });
          onClose();
        }}
      >
        To the top
      </button>
      <button type="button" className="rounded p-1 text-soft hover:text-ink" onClick={onClose}>
        <CloseIcon className="size-3" />
        <span className="sr-only">Close this notice</span>
      </button>
    </div>
  );
}
