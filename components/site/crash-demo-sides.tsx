/** The two sides of one request: what the visitor sees, what the developer can know. Draws a visit, sends nothing. */
'use client';

import { LogEntry } from '@/components/ui/log-entry';
import type { Visit } from './use-demo-server';

const decoder = new TextDecoder();

interface SideProps {
  readonly visit: Visit;
}

export function VisitorSide({ visit }: SideProps) {
  return (
    <div className="flex h-60 min-w-0 flex-col border-line max-sm:border-b sm:border-r">
      <h2 className="px-4 pt-2.5 text-xs font-semibold text-faint">What the visitor sees</h2>
      {visit.kind === 'answered' ? (
        // An opaque origin without scripts: the page is the learner's, or somebody's.
        <iframe
          title="What the visitor sees"
          sandbox=""
          srcDoc={decoder.decode(visit.exchange.response.body)}
          className="mt-2 w-full grow bg-white [color-scheme:light]"
        />
      ) : (
        <div className="grid grow place-items-center px-6 pb-6 text-center text-sm text-soft">
          {visitorWords(visit)}
        </div>
      )}
    </div>
  );
}

function visitorWords(visit: Exclude<Visit, { kind: 'answered' }>) {
  switch (visit.kind) {
    case 'none':
      return (
        <p>A theatre’s box office, on a real Flask server that runs in this page. One of its pages has a fault.</p>
      );
    case 'waiting':
      return <p>Waiting for the server…</p>;
    case 'failed':
      return (
        <p data-failure={visit.failure.code}>
          <strong className="mb-1 block font-semibold text-ink">{visit.failure.message}</strong>
          {visit.failure.suggestion}
        </p>
      );
  }
}

export function DeveloperSide({ visit }: SideProps) {
  const log = visit.kind === 'answered' ? visit.log : [];
  return (
    <div className="flex h-60 min-w-0 flex-col bg-sunk">
      <h2 className="px-4 pt-2.5 text-xs font-semibold text-faint">What the developer can know</h2>
      <div
        className="grow overflow-auto px-4 pt-2 pb-3 font-mono text-[0.76rem] leading-[1.65]"
        role="log"
        aria-label="Log of this server"
      >
        {log.length === 0 ? (
          <p className="text-faint">
            {visit.kind === 'answered' ? 'Nothing was logged: nothing went wrong.' : 'The log is empty.'}
          </p>
        ) : (
          log.map((record) => <LogEntry key={record.seq} record={record} />)
        )}
      </div>
    </div>
  );
}
