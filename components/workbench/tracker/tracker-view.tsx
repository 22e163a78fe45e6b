/** What the Sentry SDK sent: issues, the one that is open, transactions, and what should not have been sent. */
'use client';

import { useState } from 'react';
import type { Issue } from '@/lib/tracker/tracker';
import { useBenchState } from '../workbench-context';
import { IssueDetail } from './issue-detail';
import { LogLeaks } from './log-leaks';
import { clock } from './clock';

export function TrackerView() {
  const { issues, transactions, refused, others } = useBenchState((state) => state.tracker);
  const [open, setOpen] = useState<string | null>(null);
  const chosen = issues.find(({ key }) => key === open);
  const empty = issues.length === 0 && transactions.length === 0 && refused.length === 0;
  const unknown = Object.entries(others);
  return (
    <div className="@container h-full">
      <div className={chosen ? 'grid h-full @2xl:grid-cols-[minmax(21rem,2fr)_3fr]' : 'h-full'}>
        <div className={`min-h-0 overflow-auto text-[0.8125rem] ${chosen ? 'max-h-56 @2xl:max-h-none' : ''}`}>
          {empty ? (
            <p className="px-3 py-3 text-sm text-soft">
              Nothing has arrived. What <code>sentry_sdk</code> sends after <code>sentry_sdk.init(dsn=…)</code> is shown
              here; the DSN’s host is never called.
            </p>
          ) : null}
          {refused.length === 0 ? null : (
            <ul aria-label="Refused" className="bench-notice" data-tone="warn">
              {refused.map((why, index) => (
                <li key={index}>{why}</li>
              ))}
            </ul>
          )}
          <LogLeaks />
          {issues.length === 0 ? null : (
            <table aria-label="Issues" className="w-full border-collapse tabular-nums">
              <thead className="bg-raised text-left text-xs text-faint">
                <tr className="border-b border-line [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-semibold">
                  <th scope="col">Issue</th>
                  <th scope="col" className="text-right">
                    Events
                  </th>
                  <th scope="col" className="text-right">
                    Last seen
                  </th>
                </tr>
              </thead>
              <tbody>
                {issues.map((issue) => (
                  <Row
                    key={issue.key}
                    issue={issue}
                    open={issue.key === open}
                    onOpen={() => setOpen(issue.key === open ? null : issue.key)}
                  />
                ))}
              </tbody>
            </table>
          )}
          {transactions.length === 0 ? null : (
            <details className="px-3 py-2">
              <summary>
                {transactions.length} {transactions.length === 1 ? 'transaction' : 'transactions'}
              </summary>
              <table aria-label="Transactions" className="mt-1 w-full border-collapse tabular-nums">
                <tbody>
                  {transactions.map(({ id, name, status, durationMs, time }) => (
                    <tr key={id} className="border-b border-line [&>td]:py-1 [&>td]:pr-3">
                      <td className="font-mono break-all">{name}</td>
                      <td>{status}</td>
                      <td className="text-right">{durationMs === null ? '' : `${durationMs.toFixed(1)} ms`}</td>
                      <td className="text-right text-soft">{clock(time)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          )}
          {unknown.length === 0 ? null : (
            <p className="px-3 py-2 text-soft">
              Also sent, and not shown: {unknown.map(([type, count]) => `${String(count)} × ${type}`).join(', ')}.
            </p>
          )}
        </div>
        {chosen ? <IssueDetail key={chosen.key} issue={chosen} onClose={() => setOpen(null)} /> : null}
      </div>
    </div>
  );
}

interface RowProps {
  readonly issue: Issue;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function Row({ issue, open, onOpen }: RowProps) {
  return (
    <tr className={`border-b border-line align-top [&>td]:px-3 [&>td]:py-1.5 ${open ? 'bg-accent-soft' : ''}`}>
      <td className="w-full max-w-0 min-w-24">
        <button type="button" aria-expanded={open} className="block w-full text-left" onClick={onOpen}>
          <span className="block truncate font-semibold" title={issue.title}>
            {issue.title}
          </span>
          <span className="block truncate text-xs text-soft">
            {issue.level}
            {issue.culprit === '' ? '' : `, ${issue.culprit}`}
          </span>
        </button>
        {issue.leaks.length === 0 ? null : <span className="text-xs text-s5">Personal data inside</span>}
      </td>
      <td className="text-right">{issue.count}</td>
      <td className="text-right whitespace-nowrap text-soft">{clock(issue.lastSeen)}</td>
    </tr>
  );
}
