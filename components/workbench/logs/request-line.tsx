/** The line of the log that stands above a request's rows: what was asked, what became of it, where to see more. */
'use client';

import { StatusChip } from '@/components/ui/status-chip';
import { statusOf } from '../state/network';
import { useBench, useBenchState } from '../workbench-context';

interface RequestLineProps {
  readonly id: string;
  readonly rows: number;
}

export function RequestLine({ id, rows }: RequestLineProps) {
  const { store } = useBench();
  const entry = useBenchState((state) => state.network.find((candidate) => candidate.id === id));
  if (!entry)
    return (
      <div className="log-request text-faint">
        Request {id}, {rows} {rows === 1 ? 'row' : 'rows'}
      </div>
    );
  const status = statusOf(entry);
  const failed = status === null || (status !== undefined && status >= 500);
  return (
    <div className="log-request">
      <button
        type="button"
        className="min-w-0 truncate font-semibold hover:underline"
        title="Open this request in Network"
        onClick={() => store.dispatch({ type: 'entry-chosen', id })}
      >
        {entry.request.method} {entry.request.path}
      </button>
      {status === undefined ? <span className="text-soft">waiting…</span> : <StatusChip status={status} />}
      {entry.outcome.kind === 'answered' ? (
        <span className="text-soft tabular-nums">{entry.outcome.exchange.durationMs.toFixed(0)} ms</span>
      ) : null}
      {rows === 0 ? <span className="font-sans text-s5">nothing was logged</span> : null}
      {failed ? (
        <button
          type="button"
          className="bench-link ml-auto flex-none font-sans"
          title="What the visitor saw, and what you can know"
          onClick={() => store.dispatch({ type: 'sides-opened', id })}
        >
          Both sides
        </button>
      ) : null}
    </div>
  );
}
