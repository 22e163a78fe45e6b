/** The lesson's goals and how far they are, the run, and pytest's own words for who wants them. */
'use client';

import { useMemo } from 'react';
import { GoalMark } from '@/components/ui/goal-mark';
import { PlacedText } from '@/components/ui/placed-text';
import { writePreference } from '@/lib/progress/preferences';
import type { SourceLocation } from '@/lib/runtime/failures';
import type { TestResult } from '@/lib/runtime/live-server';
import type { TestRun } from '../state/bench-state';
import { LogRowView } from '../logs/log-row';
import type { GoalState } from '../state/goals';
import { rowOf } from '../state/log-rows';
import { useBench, useBenchState } from '../workbench-context';
import { SolutionActions } from './solution-actions';
import { findTest } from './test-source';

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
        <TestOnSave />
        <span role="status" className="mr-auto text-[0.8125rem] text-soft">
          {bench.free ? freeWords(run) : runWords(run, goals)}
        </span>
        {bench.free ? null : <SolutionActions />}
      </div>
      {run.status === 'failed' ? (
        <p className="mt-3 text-[0.8125rem]" data-failure={run.failure.code}>
          <strong className="font-semibold">{run.failure.message}</strong> {run.failure.suggestion}{' '}
          <span className="font-mono text-xs text-faint">{run.failure.code}</span>
        </p>
      ) : null}
      {bench.free ? (
        <OwnTests run={run} />
      ) : (
        <ul aria-label="Goals" className="mt-3 max-w-3xl border-t border-line">
          {goals.map((goal) => (
            <Goal key={goal.test} goal={goal} result={resultOf(run, goal.test)} running={running} />
          ))}
        </ul>
      )}
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

function freeWords(run: TestRun): string {
  if (run.status === 'running') return 'Running beside your server…';
  if (run.status !== 'done') return 'Runs the files named test_*.py with pytest.';
  const { results } = run.report;
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  const failed = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length;
  if (results.length === 0) return 'pytest found no tests.';
  return `${String(passed)} passed, ${String(failed)} failed of ${String(results.length)}.`;
}

/** The tests that a project of the learner's own brings along. */
function OwnTests({ run }: { readonly run: TestRun }) {
  const { store } = useBench();
  const files = useBenchState((state) => state.files);
  if (run.status !== 'done' || run.report.results.length === 0) return null;
  const jump = (location: SourceLocation): void => store.dispatch({ type: 'jumped', location });
  return (
    <ul aria-label="Results" className="mt-3 max-w-3xl border-t border-line">
      {run.report.results.map((result) => {
        const { id, name, doc, outcome, message, location } = result;
        return (
          <li key={id} data-outcome={outcome} className="flex gap-3 border-b border-line py-2 text-[0.875rem]">
            <GoalMark outcome={markOf(outcome)} />
            <div className="min-w-0">
              <span className="font-mono text-[0.8125rem]">{name}</span> <span className="text-soft">{doc}</span>
              {outcome === 'passed' ? null : (
                <div className="goal-message">
                  {outcome}: <PlacedText text={message} isKnown={(file) => file in files} onFollow={jump} />
                  {location && location.file in files ? (
                    <>
                      {'\n'}
                      <button type="button" className="bench-link" onClick={() => jump(location)}>
                        {location.file}, line {location.line}
                      </button>
                    </>
                  ) : null}
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const markOf = (outcome: TestResult['outcome']): GoalState['outcome'] => {
  if (outcome === 'failed' || outcome === 'error') return 'failed';
  return outcome === 'passed' || outcome === 'xfailed' ? 'passed' : 'untried';
};

function runWords(run: TestRun, goals: readonly GoalState[]): string {
  if (run.status === 'running') return 'Running beside your server…';
  const reached = goals.filter(({ outcome }) => outcome === 'passed').length;
  if (run.status === 'idle' && reached === 0) return '';
  return reached === goals.length
    ? 'All goals reached.'
    : `${String(reached)} of ${String(goals.length)} goals reached.`;
}

/** The worst of a test's parameters; null when it did not run. */
function resultOf(run: TestRun, test: string): TestResult | null {
  if (run.status !== 'done') return null;
  const results = run.report.results.filter(({ name }) => name.replace(/\[.*$/, '') === test);
  return results.find(({ outcome }) => outcome !== 'passed') ?? results[0] ?? null;
}

function TestOnSave() {
  const { store } = useBench();
  const on = useBenchState((state) => state.testOnSave);
  return (
    <label className="flex items-center gap-1.5 text-[0.8125rem] text-soft">
      <input
        type="checkbox"
        checked={on}
        onChange={({ target }) => {
          store.dispatch({ type: 'test-on-save', on: target.checked });
          writePreference('testOnSave', target.checked ? 'yes' : null);
        }}
      />
      Run on save
    </label>
  );
}

interface GoalProps {
  readonly goal: GoalState;
  readonly result: TestResult | null;
  readonly running: boolean;
}

function Goal({ goal, result, running }: GoalProps) {
  const { store, tests, runTests } = useBench();
  const files = useBenchState((state) => state.files);
  const source = useMemo(() => findTest(tests, goal.test), [tests, goal.test]);
  const jump = (location: SourceLocation): void => store.dispatch({ type: 'jumped', location });
  return (
    <li
      data-goal={goal.outcome}
      data-outcome={goal.outcome}
      className="flex gap-3 border-b border-line py-2 text-[0.875rem]"
    >
      <GoalMark outcome={goal.outcome} />
      <div className="min-w-0">
        {goal.doc}
        {goal.outcome === 'failed' ? (
          <div className="goal-message">
            <PlacedText text={goal.message} isKnown={(file) => file in files} onFollow={jump} />
          </div>
        ) : null}
        {goal.outcome === 'failed' && result && result.log.length > 0 ? (
          <details className="pt-1 text-[0.8125rem]">
            <summary className="text-soft">
              {result.log.length} log {result.log.length === 1 ? 'record' : 'records'} of this test
            </summary>
            <div className="log-rows">
              {result.log.map((record) => (
                <LogRowView key={record.seq} row={rowOf(record)} />
              ))}
            </div>
          </details>
        ) : null}
        {source ? (
          <details className="pt-0.5 text-[0.8125rem]">
            <summary className="text-soft">Read the test</summary>
            <pre className="mt-1 max-h-96 overflow-auto rounded-md bg-sunk p-3 font-mono text-xs leading-relaxed">
              {source.text}
            </pre>
            <p className="text-xs text-faint">
              tests/{source.file}, from line {source.line}
            </p>
          </details>
        ) : null}
      </div>
      {source ? (
        <button
          type="button"
          className="bench-link ml-auto h-fit flex-none text-[0.8125rem] disabled:opacity-50"
          disabled={running}
          onClick={() => void runTests([`tests/${source.file}::${goal.test}`])}
        >
          Run<span className="sr-only"> this test: {goal.doc}</span>
        </button>
      ) : null}
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
