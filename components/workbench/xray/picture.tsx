/** The stations of a request's way, filled with what the recording says. Draws; decides nothing. */
import type { TraceStep } from '@/lib/runtime/live-server';
import { pictureAt } from './stations';

const WORDS = { ahead: 'not yet', passed: 'done', now: 'here', never: 'never reached' } as const;

export function Picture({ steps, at }: { readonly steps: readonly TraceStep[]; readonly at: number }) {
  return (
    <ol aria-label="Way of the request" className="xray-picture">
      {pictureAt(steps, at).map(({ name, title, state, said }) => (
        <li key={name} data-station={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="xray-title">{title}</span>
          <span className="sr-only">{WORDS[state]}</span>
          <span className="xray-said" title={said}>
            {said === '' ? '\u200b' : said}
          </span>
        </li>
      ))}
    </ol>
  );
}
