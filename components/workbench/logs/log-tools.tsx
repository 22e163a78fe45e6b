/** Above the log: which file, from what level, with what words, in what order. */
'use client';

import { LEVELS } from '../state/log-filter';
import { useBench, useBenchState } from '../workbench-context';

interface LogToolsProps {
  /** How many rows are shown of a filtered log; null when all are. */
  readonly found: number | null;
  /** There are lines of JSON, which can be a table. */
  readonly structured: boolean;
}

export function LogTools({ found, structured }: LogToolsProps) {
  const { store } = useBench();
  const rows = useBenchState((state) => state.log.rows.length);
  const written = useBenchState((state) => state.written);
  const chosen = useBenchState((state) => state.logFile);
  const filter = useBenchState((state) => state.logFilter);
  const asFields = structured && filter.asFields;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-paper px-2 py-1.5">
      <select
        aria-label="Log file"
        className="bench-select max-w-64"
        value={chosen ?? ''}
        onChange={({ target }) => store.dispatch({ type: 'log-file-chosen', file: target.value || null })}
      >
        <option value="">Server output</option>
        {Object.values(written).map(({ path, size }) => (
          <option key={path} value={path}>
            {path}
            {size < 0 ? ' (removed)' : ''}
          </option>
        ))}
      </select>
      {chosen === null && !asFields ? (
        <select
          aria-label="Level"
          className="bench-select"
          value={filter.level}
          onChange={({ target }) => store.dispatch({ type: 'log-filtered', change: { level: Number(target.value) } })}
        >
          {LEVELS.map(([level, words]) => (
            <option key={level} value={level}>
              {words}
            </option>
          ))}
        </select>
      ) : null}
      {asFields ? null : (
        <input
          type="search"
          aria-label="Search log"
          placeholder="Search"
          className="bench-field w-32 grow max-w-56"
          value={filter.search}
          onChange={({ target }) => store.dispatch({ type: 'log-filtered', change: { search: target.value } })}
          onKeyDown={({ key }) => {
            if (key === 'Escape') store.dispatch({ type: 'log-filtered', change: { search: '' } });
          }}
        />
      )}
      <span role="status" className="text-xs text-soft">
        {asFields || chosen !== null || found === null ? '' : `${String(found)} of ${String(rows)}`}
      </span>
      <span className="grow" />
      {structured ? (
        <label className="flex items-center gap-1.5 text-[0.8125rem] text-soft">
          <input
            type="checkbox"
            checked={filter.asFields}
            onChange={({ target }) => store.dispatch({ type: 'log-filtered', change: { asFields: target.checked } })}
          />
          As fields
        </label>
      ) : null}
      {chosen === null && !asFields ? (
        <label className="flex items-center gap-1.5 text-[0.8125rem] text-soft">
          <input
            type="checkbox"
            checked={filter.byRequest}
            onChange={({ target }) => store.dispatch({ type: 'log-filtered', change: { byRequest: target.checked } })}
          />
          By request
        </label>
      ) : null}
      <button
        type="button"
        className="bench-icon text-[0.8125rem]"
        disabled={chosen !== null || rows === 0}
        onClick={() => store.dispatch({ type: 'log-cleared' })}
      >
        Clear<span className="sr-only"> the log</span>
      </button>
    </div>
  );
}
