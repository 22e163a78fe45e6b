/** One row of the log: a record, printed text, a start, a fault of the server. Drawn again only when the row changes. */
'use client';

import { memo } from 'react';
import { StatusChip } from '@/components/ui/status-chip';
import type { LogRow, RecordRow } from '../state/log-rows';
import { statusOf } from '../state/network';
import { useBenchState } from '../workbench-context';
import { OutputText } from './output-text';

const clock = (time: number): string => new Date(time).toLocaleTimeString('en-GB');

function levelOf(levelNumber: number): 'error' | 'warning' | 'plain' {
  if (levelNumber >= 40) return 'error';
  return levelNumber >= 30 ? 'warning' : 'plain';
}
const LEVEL_INK = { error: 'text-s5', warning: 'text-s4', plain: 'text-soft' } as const;

export const LogRowView = memo(function LogRowView({ row }: { readonly row: LogRow }) {
  switch (row.kind) {
    case 'record':
      return <RecordView row={row} />;
    case 'output':
      return (
        <div className="log-row">
          <Time at={row.time} /> <span className="text-faint">{row.stream}</span> <RequestChip id={row.requestId} />
          {'\n'}
          <OutputText text={row.text} />
        </div>
      );
    case 'failure':
      return (
        <div className="log-row" data-level="error" data-failure={row.failure.code}>
          <Time at={row.time} /> <strong className="font-semibold text-s5">SERVER</strong>{' '}
          <RequestChip id={row.requestId} /> {row.failure.message}{' '}
          <span className="text-faint">{row.failure.code}</span>
        </div>
      );
    case 'start':
      return (
        <div className="log-start">
          <Time at={row.time} /> The server starts
        </div>
      );
  }
});

function RecordView({ row }: { readonly row: RecordRow }) {
  const { record, printed } = row;
  const level = levelOf(record.levelNumber);
  return (
    <div className="log-row" data-level={level}>
      <Time at={record.time} /> <strong className={`font-semibold ${LEVEL_INK[level]}`}>{record.level}</strong>{' '}
      <span className="text-soft">{record.logger}</span> <RequestChip id={record.requestId} />
      {printed === null ? (
        <span className="ml-1 text-[0.7rem] text-faint" title="No handler wrote this record to the server’s output">
          not printed
        </span>
      ) : null}
      {'\n'}
      {record.message}
      {record.traceback ? (
        <>
          {'\n'}
          <OutputText text={record.traceback.text} />
        </>
      ) : null}
    </div>
  );
}

const Time = ({ at }: { readonly at: number }) => <span className="text-faint">{clock(at)}</span>;

/** Which request a row belongs to, with what became of it. */
function RequestChip({ id }: { readonly id: string | null }) {
  const grouped = useBenchState((state) => state.logFilter.byRequest);
  const entry = useBenchState((state) =>
    id === null ? undefined : state.network.find((candidate) => candidate.id === id),
  );
  // Under its request's own line a row need not say it again.
  if (!entry || grouped) return null;
  const line = `${entry.request.method} ${entry.request.path}`;
  const status = statusOf(entry);
  if (status === undefined) return <span className="chip bg-raised text-soft">{line}</span>;
  return <StatusChip status={status}>{line}</StatusChip>;
}
