/** `<Goals />` and `<Goal test="..." />`: what is to be reached, and how far one is. The workbench runs the tests. */
'use client';

import { GoalMark } from '@/components/ui/goal-mark';
import { PlacedText } from '@/components/ui/placed-text';
import { useWorkbench } from '@/components/workbench/workbench-context';
import { showBench } from './show-bench';

interface GoalsProps {
  /** HTML, from gentle to plain. */
  readonly hints: readonly string[];
}

export function Goals({ hints }: GoalsProps) {
  const { goals, running, runTests, hint, showHint, setPane, isOwn, jump } = useWorkbench();
  const reached = goals.filter(({ outcome }) => outcome === 'passed').length;
  const shown = hints.slice(0, hint.shown);
  return (
    <section aria-label="What to reach">
      <ul className="goals">
        {goals.map((goal) => (
          <li key={goal.test} data-goal={goal.outcome}>
            <GoalMark outcome={goal.outcome} />
            <div className="min-w-0">
              {goal.doc}
              {goal.outcome === 'failed' ? (
                <div className="goal-message">
                  <PlacedText text={goal.message} isKnown={isOwn} onFollow={jump} />
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <div className="no-print mb-6 flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button"
          disabled={running}
          onClick={() => {
            showBench(setPane, 'tests');
            void runTests();
          }}
        >
          {running ? 'Checking…' : 'Check my work'}
        </button>
        {hint.shown < hint.total ? (
          <button type="button" className="button button-quiet" onClick={showHint}>
            Hint {hint.shown + 1} of {hint.total}
          </button>
        ) : null}
        <span role="status" className="text-sm text-soft">
          {reached === goals.length ? 'All goals reached.' : `${String(reached)} of ${String(goals.length)} reached`}
        </span>
      </div>
      <div aria-live="polite">
        {shown.map((html, index) => (
          <div
            role="note"
            key={html}
            className="aside [--aside:var(--accent)]"
            aria-label={`Hint ${String(index + 1)}`}
          >
            <p className="aside-title">Hint {index + 1}</p>
            {/* Our own authors' Markdown, made HTML while the site was built. */}
            <div className="hint" dangerouslySetInnerHTML={{ __html: html }} />
          </div>
        ))}
      </div>
    </section>
  );
}

export function Goal({ test }: { readonly test: string }) {
  const { goals } = useWorkbench();
  const goal = goals.find((candidate) => candidate.test === test);
  // The build refuses a goal that the tests do not have.
  if (!goal) throw new Error(`The workbench does not know the goal ${test}`);
  return (
    <span className="goal-inline" data-goal={goal.outcome}>
      <GoalMark outcome={goal.outcome} />
      <span>{goal.doc}</span>
    </span>
  );
}
