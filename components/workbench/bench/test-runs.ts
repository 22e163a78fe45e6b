/** Runs the lesson's tests beside the server and remembers which goals were reached. Knows neither pytest nor views. */
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import type { ProgressStore } from '@/lib/progress/progress-store';
import type { GoalResult } from '@/lib/progress/records';
import { failure } from '@/lib/runtime/failures';
import type { LiveServer } from '@/lib/runtime/live-server';
import type { Action, BenchState } from '../state/bench-state.ts';
import type { GoalState } from '../state/goals.ts';
import type { Store } from '../state/store.ts';

const GOALS = 'test_goals.py';

interface TestRunsOptions {
  readonly project: WorkbenchProject;
  readonly store: Store<BenchState, Action>;
  readonly getProgress: () => Promise<ProgressStore>;
  readonly server: () => LiveServer | null;
}

export interface TestRuns {
  run(select?: readonly string[]): Promise<void>;
  /** Show what earlier visits and other tabs reached. @returns how to stop */
  follow(): () => void;
}

export function createTestRuns({ project, store, getProgress, server }: TestRunsOptions): TestRuns {
  /** Null, with a word in the console, when even the code for it cannot be fetched; the bench says so itself. */
  const progress = (): Promise<ProgressStore | null> =>
    getProgress().catch((error: unknown) => {
      console.warn('Goals cannot be remembered:', error);
      return null;
    });

  /** A lesson proves its own claims too; those tests are not the learner's. */
  const goalTests = GOALS in project.tests ? [`tests/${GOALS}`] : [];

  return {
    async run(select) {
      if (store.get().testRun.status === 'running') return;
      const live = server();
      store.dispatch({ type: 'tests-began' });
      if (!live) {
        store.dispatch({ type: 'tests-failed', failure: failure('not-running') });
        return;
      }
      const result = await live.test(project.tests, {
        project: store.get().files,
        onOutput: (text) => store.dispatch({ type: 'tests-printed', text }),
        select: select ?? goalTests,
      });
      if (!result.ok) {
        store.dispatch({ type: 'tests-failed', failure: result.error });
        return;
      }
      store.dispatch({ type: 'tests-ended', report: result.value });
      await record(store.get().goals);
    },

    follow() {
      let left = false;
      let leave: (() => void) | undefined;
      void progress().then((store) => {
        if (left || !store) return;
        leave = store.results.subscribe(
          (results) => remember(results.filter(({ projectId }) => projectId === project.id)),
          (failed) => console.warn(failed.message, failed.cause),
        );
      });
      return () => {
        left = true;
        leave?.();
      };
    },
  };

  function remember(results: readonly GoalResult[]): void {
    const byTest = new Map(results.map((result) => [result.test, result]));
    const goals = store.get().goals.map((goal): GoalState => {
      const result = byTest.get(goal.test);
      return { ...goal, outcome: result?.outcome ?? 'untried', message: result?.message ?? '' };
    });
    store.dispatch({ type: 'goals-remembered', goals });
  }

  async function record(goals: readonly GoalState[]): Promise<void> {
    const tried = goals.flatMap(({ test, outcome, message }) =>
      outcome === 'untried' ? [] : [{ test, outcome, message }],
    );
    const kept = await (await progress())?.results.record(project.id, tried);
    if (kept && !kept.ok) console.warn(kept.error.message, kept.error.cause);
  }
}
