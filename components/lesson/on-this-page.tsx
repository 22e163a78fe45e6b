/** The bar over a lesson's text: which part one is in, and the way to the others. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { Chevron } from '@/components/ui/icons';
import type { Heading } from '@/lib/course/lesson-types';

interface OnThisPageProps {
  readonly eyebrow: string;
  readonly headings: readonly Heading[];
}

export function OnThisPage({ eyebrow, headings }: OnThisPageProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const current = useCurrentHeading(headings);
  const close = () => {
    if (details.current) details.current.open = false;
  };
  useEffect(() => closeWhenLeft(details.current), []);
  return (
    <div className="lesson-bar no-print flex min-h-11 items-center gap-4 pt-1">
      <p className="eyebrow truncate">{current?.text ?? eyebrow}</p>
      {headings.length > 1 ? (
        <details ref={details} className="group relative ml-auto shrink-0 text-[0.8125rem]">
          <summary className="flex list-none items-center gap-1.5 rounded-md px-2 py-1.5 text-soft hover:bg-sunk hover:text-ink">
            On this page <Chevron className="size-2 rotate-90 group-open:-rotate-90" />
          </summary>
          <nav
            aria-label="On this page"
            className="absolute right-0 z-10 mt-1 w-72 rounded-lg border border-line bg-raised p-1.5 shadow-[0_12px_32px_-12px_var(--shadow)]"
          >
            <ol>
              {headings.map(({ id, text }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    onClick={close}
                    aria-current={id === current?.id ? 'location' : undefined}
                    className="block rounded-md px-2.5 py-1.5 leading-snug text-ink no-underline hover:bg-sunk aria-[current]:text-accent"
                  >
                    {text}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        </details>
      ) : null}
    </div>
  );
}

/** A menu closes on Escape and when focus or pointer go elsewhere, which <details> does not do by itself. */
function closeWhenLeft(menu: HTMLDetailsElement | null): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const onLeave = ({ target }: Event) => {
    if (menu && target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener('pointerdown', onLeave, { signal });
  document.addEventListener('focusin', onLeave, { signal });
  menu?.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Escape') return;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    },
    { signal },
  );
  return () => listeners.abort();
}

/** The last heading that has passed under the bars. */
function useCurrentHeading(headings: readonly Heading[]): Heading | null {
  const [current, setCurrent] = useState<Heading | null>(null);
  useEffect(() => {
    const passed = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, boundingClientRect, rootBounds } of entries) {
          if (rootBounds && boundingClientRect.top < rootBounds.top + 1) passed.add(target.id);
          else passed.delete(target.id);
        }
        setCurrent([...headings].reverse().find(({ id }) => passed.has(id)) ?? null);
      },
      { rootMargin: '-120px 0px 100000px 0px', threshold: [0, 1] },
    );
    for (const { id } of headings) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [headings]);
  return current;
}
