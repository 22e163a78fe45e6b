/** How sure against how right, drawn and as a table. Knows answers, not myths. */
'use client';

import type { CommittedAnswers } from '@/components/quiz/use-answers';
import { calibrationOf, calibrationWords, type CalibrationLevel } from '@/lib/experiment/calibration';

export function Calibration({ answers, of }: { readonly answers: CommittedAnswers; readonly of: number }) {
  const given = [...answers.values()];
  const levels = calibrationOf(given);
  const right = given.filter(({ correct }) => correct).length;
  const words = calibrationWords(levels);
  return (
    <section aria-labelledby="result" className="border-t border-line pt-10">
      <h2 id="result" className="display text-[1.75rem]">
        How sure, against how right
      </h2>
      <p role="status" className="mt-2 text-soft">
        {given.length === 0
          ? 'You have not committed to anything yet.'
          : `${String(right)} of ${String(given.length)} right; ${String(of - given.length)} still open.`}
      </p>
      {given.length === 0 ? null : (
        <div className="mt-6 grid items-start gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_auto]">
          <figure>
            <ul className="grid gap-4" aria-hidden="true">
              {levels.map((level) => (
                <Track key={level.confidence} level={level} />
              ))}
            </ul>
            <figcaption className="mt-3 text-sm text-soft">
              The bar is the share you had right, the mark what the word promises: a guess is right half the time,
              “fairly” three times in four, “certain” nearly always.
            </figcaption>
          </figure>
          <table className="calibration">
            <caption className="sr-only">How sure you were, and how often you were right</caption>
            <thead>
              <tr>
                <th scope="col">You were</th>
                <th scope="col">Answers</th>
                <th scope="col">Right</th>
                <th scope="col">Share</th>
                <th scope="col">Promised</th>
              </tr>
            </thead>
            <tbody>
              {levels.map(({ confidence, answered, right: hits, promised }) => (
                <tr key={confidence}>
                  <th scope="row">{confidence}</th>
                  <td>{answered}</td>
                  <td>{hits}</td>
                  <td>{answered === 0 ? '–' : percent(hits / answered)}</td>
                  <td>{percent(promised)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {words.map((sentence) => (
        <p key={sentence} className="mt-4 max-w-[38rem] font-serif text-lg">
          {sentence}
        </p>
      ))}
    </section>
  );
}

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

function Track({ level: { confidence, answered, right, promised } }: { readonly level: CalibrationLevel }) {
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-center gap-3 text-sm">
      <span className="text-soft">{confidence}</span>
      <svg viewBox="0 0 400 22" className="h-5.5 w-full" preserveAspectRatio="none">
        <rect x="0" y="6" width="400" height="10" rx="2" fill="var(--sunk)" stroke="var(--line)" />
        {answered > 0 ? (
          <rect x="0" y="6" width={(400 * right) / answered} height="10" rx="2" fill="var(--accent)" />
        ) : null}
        <path
          d={`M${String(400 * promised)} 1v20`}
          stroke="var(--ink)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </li>
  );
}
