/** How Flask is started: as in production, or with its debugger. Changing it restarts the server. */
'use client';

import { useBench, useBenchState } from './workbench-context';

export function RunMode({ className = '' }: { readonly className?: string }) {
  const bench = useBench();
  const mode = useBenchState((state) => state.mode);
  return (
    <select
      aria-label="Run mode"
      className={`bench-select ${className}`}
      value={mode}
      onChange={({ target }) => void bench.setMode(target.value === 'debug' ? 'debug' : 'production')}
    >
      <option value="production">production</option>
      <option value="debug">debug</option>
    </select>
  );
}
