/** The handlers that came into question for an exception, in the order in which Flask asks them. */
import type { HandlerCandidate } from '@/lib/runtime/live-server';
import { PlaceLink } from '../place-link';

const VERDICTS = { chosen: 'chosen', passed: 'passed over', later: 'too late', elsewhere: 'elsewhere' } as const;

export function Candidates({ candidates }: { readonly candidates: readonly HandlerCandidate[] }) {
  return (
    <div className="overflow-x-auto">
      <table aria-label="Handlers" className="mt-2 w-full border-collapse text-left text-[0.8125rem]">
        <thead className="text-xs text-faint">
          <tr className="border-b border-line [&>th]:py-1 [&>th]:pr-3 [&>th]:font-semibold">
            <th scope="col">Handler</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate, index) => (
            <tr
              key={index}
              data-verdict={candidate.verdict}
              className="border-b border-line align-top [&>td]:py-1 [&>td]:pr-3"
            >
              <td className="min-w-40">
                <span className="font-mono font-semibold">{candidate.function}</span>
                <div>
                  {candidate.scope === null ? 'application' : `blueprint ${candidate.scope}`},{' '}
                  {candidate.code === null ? 'class' : `code ${String(candidate.code)},`} {candidate.exception}
                </div>
                {candidate.file === '' ? null : (
                  <div className="text-xs">
                    <PlaceLink file={candidate.file} line={candidate.line} />
                  </div>
                )}
              </td>
              <td>
                <strong className="font-semibold">{VERDICTS[candidate.verdict]}.</strong> {candidate.reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
