/** The mark before a goal: an open ring, a filled tick, a boxed cross. Its parent carries `data-goal`. */
export type GoalOutcome = 'untried' | 'passed' | 'failed';

const WORDS: Record<GoalOutcome, string> = {
  untried: 'Not reached yet:',
  passed: 'Reached:',
  failed: 'Not yet right:',
};

export function GoalMark({ outcome }: { readonly outcome: GoalOutcome }) {
  return (
    <span className="goal-mark">
      {outcome === 'untried' ? null : (
        <svg
          viewBox="0 0 12 12"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d={outcome === 'passed' ? 'M2.2 6.4 4.9 9 9.8 3.2' : 'M6 2.2v4.6M6 9.7v.1'} />
        </svg>
      )}
      <span className="sr-only">{WORDS[outcome]} </span>
    </span>
  );
}
