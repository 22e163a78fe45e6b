/** Lines of JSON as a table of their fields, with a query above it. A value that is pressed joins the query. */
'use client';

import { Fragment, useEffect, useMemo, useState } from 'react';
import { cellText, columnsOf, termFor, type FieldRow } from '../state/fields';
import { useBench, useBenchState } from '../workbench-context';
import { loadQueries, type Match } from './field-query';

export function FieldTable({ rows }: { readonly rows: readonly FieldRow[] }) {
  const { store } = useBench();
  const query = useBenchState((state) => state.logFilter.query);
  const [read, setRead] = useState<((query: string) => Match) | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    loadQueries().then(
      (loaded) => {
        if (!left) setRead(() => loaded);
      },
      () => {
        if (!left) setFailed(true);
      },
    );
    return () => {
      left = true;
    };
  }, []);
  const match = useMemo(() => read?.(query), [read, query]);
  const shown = useMemo(() => (match ? rows.filter(({ fields }) => match(fields)) : rows).toReversed(), [rows, match]);
  const columns = useMemo(() => columnsOf(rows), [rows]);
  const set = (text: string): void => store.dispatch({ type: 'log-filtered', change: { query: text } });
  const add = (term: string): void => set(query.trim() === '' ? term : `${query.trim()} AND ${term}`);

  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-paper px-2 py-1.5 text-[0.8125rem]">
        <label className="flex grow items-center gap-2">
          <span className="text-soft">Query</span>
          <input
            type="search"
            className="bench-field min-w-0 grow font-mono"
            placeholder="levelname:ERROR AND status:>=500"
            spellCheck={false}
            autoCapitalize="off"
            value={query}
            aria-invalid={match === null}
            onChange={({ target }) => set(target.value)}
            onKeyDown={({ key }) => {
              if (key === 'Escape') set('');
            }}
          />
        </label>
        <span role="status" className="text-xs text-soft">
          {failed
            ? 'Queries could not be loaded.'
            : match === null
              ? 'Not a query yet: name:value, AND, OR, NOT, "words in a row", name:>5.'
              : `${String(shown.length)} of ${String(rows.length)}`}
        </span>
      </div>
      <div
        role="region"
        aria-label="Log fields"
        // A wide table must be scrolled by keys too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 grow overflow-auto outline-offset-[-2px]"
      >
        <table className="min-w-full border-collapse font-mono text-xs">
          <thead className="sticky top-0 bg-sunk text-left text-soft">
            <tr>
              <th scope="col" className="w-6 border-b border-line">
                <span className="sr-only">All fields</span>
              </th>
              {columns.map((name) => (
                <th key={name} scope="col" className="border-b border-line px-2 py-1 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Fragment key={row.key}>
                <tr className="border-b border-line align-top" data-level={levelOf(row)}>
                  <td>
                    <button
                      type="button"
                      className="bench-icon px-1"
                      aria-expanded={open === row.key}
                      aria-label="All fields of this line"
                      onClick={() => setOpen(open === row.key ? null : row.key)}
                    >
                      {open === row.key ? '▾' : '▸'}
                    </button>
                  </td>
                  {columns.map((name) => (
                    <td key={name} className="max-w-80 px-2 py-0.5">
                      {row.fields[name] === undefined ? null : (
                        <button
                          type="button"
                          className="block max-w-80 truncate text-left hover:underline"
                          title={`Only lines like this: ${termFor(name, row.fields[name])}`}
                          onClick={() => add(termFor(name, row.fields[name]))}
                        >
                          {cellText(row.fields[name])}
                        </button>
                      )}
                    </td>
                  ))}
                </tr>
                {open === row.key ? (
                  <tr className="border-b border-line bg-paper">
                    <td colSpan={columns.length + 1} className="px-3 py-2">
                      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5">
                        {Object.entries(row.fields).map(([name, value]) => (
                          <Fragment key={name}>
                            <dt className="text-soft">{name}</dt>
                            <dd className="break-words whitespace-pre-wrap">{cellText(value)}</dd>
                          </Fragment>
                        ))}
                      </dl>
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? <p className="px-3 py-1 text-faint">No line is like that.</p> : null}
      </div>
    </div>
  );
}

const levelOf = ({ fields }: FieldRow): 'error' | undefined =>
  /^(ERROR|CRITICAL|FATAL)$/i.test(cellText(fields.levelname ?? fields.level ?? fields.severity)) ? 'error' : undefined;
