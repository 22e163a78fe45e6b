/** The request's way through Flask with its fork, and the order of the lookup, filled with what the recording says. Draws. */
import type { TraceStep } from '@/lib/runtime/live-server';
import { LookupOrder } from './lookup-order';
import { branchAt, lookupAt, pictureAt } from './stations';

const WORDS = { ahead: 'not yet', passed: 'done', now: 'here', never: 'never reached' } as const;

export function Picture({ steps, at }: { readonly steps: readonly TraceStep[]; readonly at: number }) {
  const stations = pictureAt(steps, at);
  const lookup = lookupAt(steps, at);
  return (
    <div className="xray-pictures">
      <ol aria-label="Way of the request" className="xray-picture" data-branch={branchAt(steps, at)}>
        {stations.map(({ name, title, state, said }) => (
          <li key={name} data-station={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="xray-title">{title}</span>
            <span className="sr-only">{WORDS[state]}</span>
            <span className="xray-said" title={said}>
              {said}
            </span>
          </li>
        ))}
      </ol>
      {lookup ? <LookupOrder key={lookup.n} lookup={lookup} /> : null}
    </div>
  );
}
