/** The server's log as it happens, or one of the files that the app writes. Stays at the end unless the reader scrolls up. */
'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { logItems, silentFailures, visibleRows, type LogItem } from '../state/log-filter';
import { useBenchState } from '../workbench-context';
import { fieldRows, fieldRowsOfText, hasFields } from '../state/fields';
import { sizeWords } from '../network/size-words';
import { AlertList } from './alert-list';
import { FieldTable } from './field-table';
import { LogRowView } from './log-row';
import { LogTools } from './log-tools';
import { OutputText } from './output-text';
import { RequestLine } from './request-line';

const NEAR_END = 24;
const USUAL_HEIGHT = 46;

export function LogsView() {
  const log = useBenchState((state) => state.log);
  const filter = useBenchState((state) => state.logFilter);
  const chosen = useBenchState((state) => state.logFile);
  const rows = useMemo(() => visibleRows(log.rows, filter), [log.rows, filter]);
  const network = useBenchState((state) => state.network);
  const filtered = rows !== log.rows;
  const items = useMemo(
    () => logItems(rows, filter.byRequest, filtered ? [] : silentFailures(network, log)),
    [rows, filter.byRequest, filtered, network, log],
  );
  const text = useBenchState((state) => (chosen === null ? null : (state.written[chosen]?.tail ?? '')));
  const structured = useMemo(() => (text === null ? hasFields(log.rows) : /^\{/m.test(text)), [text, log.rows]);
  const asFields = filter.asFields && structured;
  const table = useMemo(
    () => (asFields ? (text === null ? fieldRows(log.rows) : fieldRowsOfText(text)) : []),
    [asFields, text, log.rows],
  );
  return (
    <div className="flex h-full flex-col bg-sunk">
      <LogTools found={filtered ? rows.length : null} structured={structured} />
      <AlertList />
      {asFields ? (
        <FieldTable rows={table} />
      ) : chosen === null ? (
        <Rows items={items} dropped={log.dropped} filtered={filtered} />
      ) : (
        <div
          role="log"
          aria-label="Server log"
          // A long log must be scrolled by keys too.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="log-rows min-h-0 grow overflow-auto outline-offset-[-2px]"
        >
          <WrittenFileText path={chosen} search={filter.search} />
        </div>
      )}
    </div>
  );
}

interface RowsProps {
  readonly items: readonly LogItem[];
  readonly dropped: number;
  readonly filtered: boolean;
}

/** Only the rows in sight are in the page: a flood must not hold up the editor. */
function Rows({ items, dropped, filtered }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const boxHeight = useRef(0);
  // The compiler leaves this component as it is, and that is all the rule says.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
  });
  const height = virtual.getTotalSize();

  // Rows are measured after they are drawn, so the end moves once more.
  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [items, height, following]);

  // So it does when something above, such as a notice, takes room from the box or gives it back.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const resized = new ResizeObserver(() => {
      boxHeight.current = element.clientHeight;
      if (following) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [following]);

  return (
    <div className="relative min-h-0 grow">
      <div
        ref={box}
        role="log"
        aria-label="Server log"
        // Rows come and go as one scrolls: what is new is said by LogNews.
        aria-live="off"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="log-rows h-full overflow-auto outline-offset-[-2px]"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          // In a box of a new size that is no act of the reader's; what follows is put right above.
          if (clientHeight === boxHeight.current) setFollowing(scrollHeight - scrollTop - clientHeight < NEAR_END);
        }}
      >
        {dropped > 0 ? <p className="px-3 py-1 text-faint">{dropped} older lines are no longer here.</p> : null}
        {items.length === 0 ? (
          <p className="px-3 py-1 text-faint">
            {filtered ? 'Nothing in the log is like that.' : 'Nothing has been logged or printed yet.'}
          </p>
        ) : null}
        <div className="relative" style={{ height }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const item = items[index];
            return item ? (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                {item.kind === 'row' ? <LogRowView row={item.row} /> : <RequestLine id={item.id} rows={item.rows} />}
              </div>
            ) : null;
          })}
        </div>
      </div>
      {following ? null : (
        <button
          type="button"
          className="button bench-small absolute right-4 bottom-3"
          onClick={() => setFollowing(true)}
        >
          Jump to newest
        </button>
      )}
    </div>
  );
}

function WrittenFileText({ path, search }: { readonly path: string; readonly search: string }) {
  const file = useBenchState((state) => state.written[path]);
  if (!file || file.size < 0) return <p className="px-3 py-1 text-faint">{path} is not there any more.</p>;
  if (file.tail === null)
    return (
      <p className="px-3 py-1 text-faint">
        {path} holds {sizeWords(file.size)} that are no text.
      </p>
    );
  const words = search.trim().toLowerCase();
  const text =
    words === ''
      ? file.tail
      : file.tail
          .split('\n')
          .filter((line) => line.toLowerCase().includes(words))
          .join('\n');
  if (text === '')
    return <p className="px-3 py-1 text-faint">{words === '' ? `${path} is empty.` : 'No line is like that.'}</p>;
  return (
    <div className="log-row">
      {file.size > file.tail.length * 4 ? <p className="text-faint">The end of {sizeWords(file.size)}:</p> : null}
      <OutputText text={text} />
    </div>
  );
}
