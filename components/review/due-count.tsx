/** "Review" in the header, with how many cards are due. */
'use client';

import Link from 'next/link';
import { CardsIcon } from '@/components/ui/icons';
import { useDue } from './use-due';
import { plural } from './words';

export function DueCount() {
  const due = useDue();
  return (
    <Link
      prefetch={false}
      href="/review"
      className="button button-bare min-h-9 gap-1.5 px-2 no-underline"
      title={due ? `${plural(due, 'card')} due` : undefined}
    >
      <CardsIcon />
      <span className="text-[0.8125rem] font-medium max-sm:sr-only">Review</span>
      {due ? (
        <span className="rounded-full bg-accent px-1.5 py-0.5 text-[0.6875rem] leading-none font-semibold text-accent-ink tabular-nums">
          {due}
          <span className="sr-only"> {due === 1 ? 'card' : 'cards'} due</span>
        </span>
      ) : null}
    </Link>
  );
}
