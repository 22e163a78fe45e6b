/** Right or not, with the words for the chosen option and for the right one. */
import type { ReactNode } from 'react';
import type { Committed } from './use-answer';
import { SURENESS } from './sureness';

export interface JudgedOption {
  readonly id: string;
  readonly text: string;
  readonly why: string;
}

interface VerdictProps {
  readonly committed: Committed;
  readonly options: readonly JudgedOption[];
  /** The right one; null when it is none of them. */
  readonly answer: string | null;
}

export function Verdict({ committed, options, answer }: VerdictProps) {
  const right = options.find(({ id }) => id === answer);
  const yours = options.find(({ id }) => id === committed.choice);
  // As it was judged then: an option may have another name by now.
  const { correct } = committed;
  return (
    <>
      <VerdictLine correct={correct} committed={committed}>
        {yours?.why}
      </VerdictLine>
      {correct || !right ? null : (
        <p>
          <strong>{right.text}.</strong> {right.why}
        </p>
      )}
    </>
  );
}

interface VerdictLineProps {
  readonly correct: boolean;
  readonly committed: Committed;
  readonly children?: ReactNode;
}

export function VerdictLine({ correct, committed, children }: VerdictLineProps) {
  return (
    <p>
      <strong>{correct ? 'Right' : 'Not so'}</strong>{' '}
      <span className="text-soft">(you were {SURENESS[committed.confidence]}).</span> {children}
    </p>
  );
}
