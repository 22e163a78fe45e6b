/** What a test run says about the lesson's goals. Goals go by the test's function name. Knows reports, not pytest. */
import type { Goal } from '@/lib/course/lesson-types';
import type { TestReport, TestResult } from '@/lib/runtime/live-server';

export type GoalOutcome = 'untried' | 'passed' | 'failed';

export interface GoalState extends Goal {
  readonly outcome: GoalOutcome;
  /** Why it failed, in words; '' otherwise. */
  readonly message: string;
}

export const untried = (goals: readonly Goal[]): GoalState[] =>
  goals.map((goal) => ({ ...goal, outcome: 'untried', message: '' }));

const functionName = (result: TestResult): string => result.name.replace(/\[.*$/, '');

/** A goal with several parameters is reached when each of them passed; one that did not run keeps what it was. */
export function goalsAfter(before: readonly GoalState[], report: TestReport): GoalState[] {
  return before.map((goal) => {
    const results = report.results.filter((result) => functionName(result) === goal.test);
    const failed = results.find(({ outcome }) => outcome !== 'passed');
    if (failed) {
      const message = failed.message === '' ? 'The test did not run to its end.' : failed.message;
      return { ...goal, outcome: 'failed', message };
    }
    return results.length > 0 ? { ...goal, outcome: 'passed', message: '' } : goal;
  });
}
