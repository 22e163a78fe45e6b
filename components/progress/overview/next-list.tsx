/** What to do next, the best first. Draws; what it is comes from lib/course/next-steps.ts. */
import Link from 'next/link';
import { ArrowRightIcon } from '@/components/ui/icons';
import { plural } from '@/components/review/words';
import type { NextStep } from '@/lib/course/next-steps';
import type { Place } from '@/lib/progress/records';

interface NextListProps {
  readonly steps: readonly NextStep[];
  readonly place: Place | null;
}

export function NextList({ steps, place }: NextListProps) {
  if (steps.length === 0)
    return <p className="text-soft">Every lesson is done, and no card is due. Come back when one is.</p>;
  return (
    <ol className="border-t border-line">
      {steps.map((step) => {
        const { href, title, more } = wordsOf(step, place);
        return (
          <li key={href} className="border-b border-line">
            <Link prefetch={false} href={href} className="group flex items-center gap-3 py-3 no-underline">
              <span className="min-w-0 grow">
                <span className="block font-semibold text-ink group-hover:text-accent">{title}</span>
                <span className="block text-sm text-soft">{more}</span>
              </span>
              <ArrowRightIcon className="size-4 shrink-0" />
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

function wordsOf(
  step: NextStep,
  place: Place | null,
): { readonly href: string; readonly title: string; readonly more: string } {
  switch (step.kind) {
    case 'finish':
      return {
        href: '/finish',
        title: 'You have finished the course',
        more: 'A page to print, and the finished app to keep.',
      };
    case 'review':
      return {
        href: '/review',
        title: `Review ${plural(step.due, 'card')}`,
        more: 'Five minutes, and you can stop earlier.',
      };
    case 'continue': {
      const at =
        place?.slug === step.lesson.slug && place.editor
          ? `You were in ${place.editor.file}, line ${String(place.editor.line)}. `
          : '';
      return {
        href: `/learn/${step.lesson.slug}`,
        title: `Continue: ${step.lesson.title}`,
        more: `${at}${plural(step.left, 'goal')} to go.`,
      };
    }
    case 'complete':
      return {
        href: `/learn/${step.lesson.slug}`,
        title: `Complete: ${step.lesson.title}`,
        more: `${plural(step.left, 'goal')} to go.`,
      };
    case 'begin':
      return {
        href: `/learn/${step.lesson.slug}`,
        title: `Begin: ${step.lesson.title}`,
        more: `${step.lesson.summary} ${String(step.lesson.minutes)} minutes.`.trim(),
      };
  }
}
