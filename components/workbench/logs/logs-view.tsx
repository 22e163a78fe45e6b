/** The server's log as it happens, or one of the files that the app writes. Stays at the end unless the reader scrolls up. */
'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { useBench, useBenchState } from '../workbench-context';
import { LogRowView } from './log-row';
import { OutputText } from './output-text';
import { sizeWords } from '../network/size-words';

const NEAR_END = 24;
/** Rows that are drawn unless the reader asks for the older ones: a flood must not hold up the page. */
const DRAWN = 300;

export function LogsView() {
  const { store } = useBench();
  const log = useBenchState((state) => state.log);
  const written = useBenchState((state) => state.written);
  const chosen = useBenchState((state) => state.logFile);
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [drawsAll, setDrawsAll] = useState(false);
  const hidden = drawsAll ? 0 : Math.max(0, log.rows.length - DRAWN);
  const file = chosen === null ? undefined : written[chosen];

  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [log, file, following]);

  return (
    <div className="flex h-full flex-col bg-sunk">
      <div className="flex items-center gap-2 border-b border-line bg-paper px-2 py-1.5">
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
        <span className="grow" />
        <button
          type="button"
          className="bench-icon text-[0.8125rem]"
          disabled={chosen !== null || log.rows.length === 0}
          onClick={() => store.dispatch({ type: 'log-cleared' })}
        >
          Clear<span className="sr-only"> the log</span>
        </button>
      </div>
      <div
        ref={box}
        role="log"
        aria-label="Server log"
        // A long log must be scrolled by keys too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="log-rows min-h-0 grow overflow-auto outline-offset-[-2px]"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < NEAR_END)
        }
      >
        {chosen === null ? (
          <>
            {log.dropped > 0 ? (
              <p className="px-3 py-1 text-faint">{log.dropped} older lines are no longer here.</p>
            ) : null}
            {hidden > 0 ? (
              <p className="px-3 py-1">
                <button type="button" className="bench-link" onClick={() => setDrawsAll(true)}>
                  Show {hidden} earlier {hidden === 1 ? 'line' : 'lines'}
                </button>
              </p>
            ) : null}
            {log.rows.slice(hidden).map((row) => (
              <LogRowView key={row.key} row={row} />
            ))}
            {log.rows.length === 0 ? (
              <p className="px-3 py-1 text-faint">Nothing has been logged or printed yet.</p>
            ) : null}
          </>
        ) : (
          <WrittenFileText path={chosen} />
        )}
      </div>
    </div>
  );
}

function WrittenFileText({ path }: { readonly path: string }) {
  const file = useBenchState((state) => state.written[path]);
  if (!file || file.size < 0) return <p className="px-3 py-1 text-faint">{path} is not there any more.</p>;
  if (file.tail === null)
    return (
      <p className="px-3 py-1 text-faint">
        {path} holds {sizeWords(file.size)} that are no text.
      </p>
    );
  if (file.tail === '') return <p className="px-3 py-1 text-faint">{path} is empty.</p>;
  return (
    <div className="log-row">
      {file.size > file.tail.length * 4 ? <p className="text-faint">The end of {sizeWords(file.size)}:</p> : null}
      <OutputText text={file.tail} />
    </div>
  );
}
