/** The solution beside one's own code, in its place, or the lesson's files again. Both can be undone. */
'use client';

import { useBench, useBenchState } from '../workbench-context';

export function SolutionActions() {
  const bench = useBench();
  const comparing = useBenchState((state) => state.comparing);
  return (
    <div className="flex flex-wrap gap-1.5">
      <button
        type="button"
        className="button button-quiet bench-small"
        aria-pressed={comparing}
        onClick={() => bench.store.dispatch({ type: 'comparing', on: !comparing })}
      >
        Show solution
      </button>
      <button type="button" className="button button-quiet bench-small" onClick={() => void bench.applySolution()}>
        Apply solution
      </button>
      <button type="button" className="button button-quiet bench-small" onClick={() => void bench.reset()}>
        Reset lesson
      </button>
    </div>
  );
}
