/** The lesson's goals and how far they are, the run, and pytest's own words for who wants them. */
'use client';

import { GoalMark } from '@/components/ui/goal-mark';
import type { TestResult } from '@/lib/runtime/live-server';
import type { TestRun } from '../state/bench-state';
import type { GoalState } from '../state/goals';
import { useBench, useBenchState } from '../workbench-context';
import { SolutionActions } from './solution-actions';

export function TestsView() {
  const bench = useBench();
  const goals = useBenchState((state) => state.goals);
  const run = useBenchState((state) => state.testRun);
  const running = run.status === 'running';
  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="button bench-small" disabled={running} onClick={() => void bench.runTests()}>
          {running ? 'Running tests…' : 'Run tests'}
        </button>
        <span role="status" className="mr-auto text-[0.8125rem] text-soft">
          {runWords(run, goals)}
        </span>
        <SolutionActions />
      </div>
      {run.status === 'failed' ? (
        <p className="mt-3 text-[0.8125rem]" data-failure={run.failure.code}>
          <strong className="font-semibold">{run.failure.message}</strong> {run.failure.suggestion}{' '}
          <span className="font-mono text-xs text-faint">{run.failure.code}</span>
        </p>
      ) : null}
      <ul aria-label="Goals" className="mt-3 max-w-3xl border-t border-line">
        {goals.map((goal) => (
          <Goal key={goal.test} goal={goal} />
        ))}
      </ul>
      {run.status === 'done' ? (
        <>
          {run.report.results
            .filter(({ outcome }) => outcome !== 'passed')
            .map((result) => (
              <Report key={result.id} result={result} />
            ))}
          <Fold title={`What pytest printed (exit code ${String(run.report.exitCode)})`} text={run.report.output} />
        </>
      ) : null}
      {running && run.output !== '' ? <Fold title="What pytest prints" text={run.output} /> : null}
    </div>
  );
}

function runWords(run: TestRun, goals: readonly GoalState[]): string {
  if (run.status === 'running') return 'Running beside your server…';
  const reached = goals.filter(({ outcome }) => outcome === 'passed').length;
  if (run.status === 'idle' && reached === 0) return '';
  return reached === goals.length
    ? 'All goals reached.'
    : `${String(reached)} of ${String(goals.length)} goals reached.`;
}

function Goal({ goal }: { readonly goal: GoalState }) {
  return (
    <li
      data-goal={goal.outcome}
      data-outcome={goal.outcome}
      className="flex gap-3 border-b border-line py-2 text-[0.875rem]"
    >
      <GoalMark outcome={goal.outcome} />
      <div className="min-w-0">
        {goal.doc}
        {goal.outcome === 'failed' ? <div className="goal-message">{goal.message}</div> : null}
      </div>
    </li>
  );
}

function Report({ result }: { readonly result: TestResult }) {
  const { name, report, stdout, stderr } = result;
  const text = [report, stdout && `Printed:\n${stdout}`, stderr && `On stderr:\n${stderr}`]
    .filter(Boolean)
    .join('\n\n');
  return <Fold title={`${name}: pytest’s report`} text={text} />;
}

function Fold({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <details className="mt-2 text-[0.8125rem]">
      <summary className="text-soft">{title}</summary>
      <pre className="mt-1 max-h-96 overflow-auto rounded-md bg-sunk p-3 font-mono text-xs leading-relaxed">{text}</pre>
    </details>
  );
}
