/** Every request that reached the server, newest last; one of them open. */
'use client';

import { StatusChip } from '@/components/ui/status-chip';
import { statusOf, type NetworkEntry } from '../state/network';
import { useBench, useBenchState } from '../workbench-context';
import { EntryDetail } from './entry-detail';
import { sizeWords } from './size-words';

export function NetworkView() {
  const { store } = useBench();
  const entries = useBenchState((state) => state.network);
  const open = useBenchState((state) => state.entry);
  const setOpen = (id: string | null): void => store.dispatch({ type: 'entry-chosen', id });
  const chosen = entries.find(({ id }) => id === open);

  return (
    <div className="@container h-full">
      <div className={chosen ? 'grid h-full @2xl:grid-cols-[minmax(21rem,2fr)_3fr]' : 'h-full'}>
        <div className={`min-h-0 overflow-auto ${chosen ? 'max-h-56 @2xl:max-h-none' : ''}`}>
          <table aria-label="Requests" className="w-full border-collapse text-[0.8125rem] tabular-nums">
            <thead className="sticky top-0 bg-raised text-left text-xs text-faint">
              <tr className="border-b border-line [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-semibold">
                <th scope="col">Method</th>
                <th scope="col">Path</th>
                <th scope="col">Status</th>
                <th scope="col" className="max-sm:hidden">
                  From
                </th>
                <th scope="col" className="text-right">
                  Size
                </th>
                <th scope="col" className="text-right">
                  Time
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row
                  key={entry.id}
                  entry={entry}
                  open={entry.id === open}
                  onOpen={() => setOpen(entry.id === open ? null : entry.id)}
                />
              ))}
            </tbody>
          </table>
          {entries.length === 0 ? <p className="px-3 py-3 text-sm text-soft">No request has been sent yet.</p> : null}
        </div>
        {chosen ? <EntryDetail key={chosen.id} entry={chosen} onClose={() => setOpen(null)} /> : null}
      </div>
    </div>
  );
}

interface RowProps {
  readonly entry: NetworkEntry;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function Row({ entry, open, onOpen }: RowProps) {
  const { request, outcome } = entry;
  const status = statusOf(entry);
  const exchange = outcome.kind === 'answered' ? outcome.exchange : null;
  return (
    <tr
      className={`border-b border-line [&>td]:px-3 [&>td]:py-1 ${open ? 'bg-accent-soft' : 'hover:bg-sunk'}`}
      onClick={onOpen}
    >
      <td className="font-mono">{request.method}</td>
      <td className="w-full max-w-0 min-w-24">
        <button
          type="button"
          aria-expanded={open}
          className="block w-full truncate text-left font-mono"
          title={request.path}
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
        >
          {request.path}
        </button>
      </td>
      <td>{status === undefined ? <span className="text-soft">waiting…</span> : <StatusChip status={status} />}</td>
      <td className="text-soft max-sm:hidden">{entry.origin}</td>
      <td className="text-right whitespace-nowrap text-soft">
        {exchange ? sizeWords(Number(headerSize(entry) ?? exchange.response.body.length)) : ''}
      </td>
      <td className="text-right whitespace-nowrap text-soft">
        {exchange
          ? `${exchange.durationMs < 10 ? exchange.durationMs.toFixed(1) : exchange.durationMs.toFixed(0)} ms`
          : ''}
      </td>
    </tr>
  );
}

/** A body that is no longer kept still has its length in the header, as a rule. */
function headerSize({ outcome }: NetworkEntry): string | undefined {
  if (outcome.kind !== 'answered' || !outcome.bodyDropped) return undefined;
  return outcome.exchange.response.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
}
