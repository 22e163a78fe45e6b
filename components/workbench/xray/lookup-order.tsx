/** One lookup of an error handler as a picture: the candidates, one below the other as Flask tries them. */
import type { CSSProperties } from 'react';
import type { HandlerCandidate, TraceStep } from '@/lib/runtime/live-server';

const SIGNS = { chosen: '✓', passed: '✗', later: '·', elsewhere: '·' } as const;
const WORDS = { chosen: 'chosen', passed: 'passed over', later: 'too late', elsewhere: 'elsewhere' } as const;

export function LookupOrder({ lookup }: { readonly lookup: TraceStep }) {
  const { exception = '', candidates = [], chosen } = lookup;
  const id = `lookup-${String(lookup.n)}`;
  return (
    <div className="xray-lookup">
      <p id={id} className="text-soft">
        Lookup order for <strong className="font-mono">{exception}</strong>
      </p>
      {candidates.length === 0 ? null : (
        <ol aria-labelledby={id}>
          {candidates.map((candidate, index) => (
            <li key={index} data-verdict={candidate.verdict} style={{ '--nth': index } as CSSProperties}>
              <span aria-hidden="true">{SIGNS[candidate.verdict]}</span>
              <span className="min-w-0">
                <span className="font-mono font-semibold">{candidate.function}</span>{' '}
                <span className="text-soft">{placeOf(candidate)}</span>
                <span className="sr-only">, {WORDS[candidate.verdict]}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {chosen === null ? <p>None fits: Flask’s own answer.</p> : null}
    </div>
  );
}

function placeOf({ scope, code, exception }: HandlerCandidate): string {
  const owner = scope === null ? 'app' : `blueprint ${scope}`;
  return code === null ? `${owner}, class ${exception}` : `${owner}, code ${String(code)}`;
}
