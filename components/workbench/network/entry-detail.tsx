/** One exchange as it was sent: request and answer, headers and body, and what was logged on the way. */
'use client';

import { CloseIcon } from '@/components/ui/icons';
import { headerOf } from '@/lib/runtime/browser-session';
import type { HeaderList } from '@/lib/runtime/live-server';
import { LogRowView } from '../logs/log-row';
import { rowOf } from '../state/log-rows';
import type { NetworkEntry } from '../state/network';
import { useBenchState } from '../workbench-context';
import { bodyText } from './body-text';
import { Cookies } from './cookies';
import { EntryActions } from './entry-actions';
import { sizeWords } from './size-words';

interface EntryDetailProps {
  readonly entry: NetworkEntry;
  readonly onClose: () => void;
}

export function EntryDetail({ entry, onClose }: EntryDetailProps) {
  const { request, outcome, id } = entry;
  const rows = useBenchState((state) => state.log.rows);
  const own = entry.test ? entry.test.log.map(rowOf) : rows.filter(({ requestId }) => requestId === id);
  return (
    <section
      aria-label={`${request.method} ${request.path}`}
      className="min-h-0 overflow-auto border-line px-4 py-2 text-[0.8125rem] max-[56rem]:border-t @2xl:border-l"
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 grow py-1 font-mono font-semibold break-all">
          {request.method} {request.path}
        </h2>
        <button type="button" className="bench-icon" onClick={onClose}>
          <CloseIcon className="size-3.5" />
          <span className="sr-only">Close this request</span>
        </button>
      </div>
      <EntryActions request={request} />
      {entry.test ? <p className="pt-1 break-all text-soft">Sent by the test {entry.test.id}.</p> : null}
      <Message
        title="Request"
        line={`${request.method} ${request.path} HTTP/1.1`}
        headers={request.headers}
        body={request.body}
      />
      {outcome.kind === 'waiting' ? <p className="py-2 text-soft">Waiting for the answer…</p> : null}
      {outcome.kind === 'failed' ? (
        <p className="py-2" data-failure={outcome.failure.code}>
          <strong className="font-semibold">No answer.</strong> {outcome.failure.message} {outcome.failure.suggestion}
        </p>
      ) : null}
      {outcome.kind === 'answered' ? (
        <>
          <Message
            title="Answer"
            line={`HTTP/1.1 ${String(outcome.exchange.response.status)} ${outcome.exchange.response.reason}`}
            headers={outcome.exchange.response.headers}
            body={outcome.exchange.response.body}
            dropped={outcome.bodyDropped}
          />
          {outcome.exchange.response.truncated ? (
            <p className="py-1 text-s5">The app failed after these headers had left: the body is cut off.</p>
          ) : null}
        </>
      ) : null}
      <Cookies entry={entry} />
      <h3 className="eyebrow pt-2 pb-1">Log</h3>
      {own.length === 0 ? <p className="pb-3 text-soft">Nothing was logged or printed.</p> : null}
      <div className="log-rows">
        {own.map((row) => (
          <LogRowView key={row.key} row={row} />
        ))}
      </div>
    </section>
  );
}

interface MessageProps {
  readonly title: string;
  readonly line: string;
  readonly headers: HeaderList;
  readonly body?: Uint8Array | undefined;
  readonly dropped?: boolean;
}

function Message({ title, line, headers, body, dropped = false }: MessageProps) {
  return (
    <>
      <h3 className="eyebrow pt-2 pb-1">{title}</h3>
      <pre className="font-mono text-xs leading-relaxed break-all whitespace-pre-wrap">
        {line}
        {headers.map(([name, value], index) => (
          <span key={`${name}${String(index)}`}>
            {'\n'}
            <span className="text-soft">{name}:</span> {value}
          </span>
        ))}
      </pre>
      {dropped ? <p className="pt-1 text-soft">The body is no longer kept: newer ones needed the room.</p> : null}
      {body && body.length > 0 ? (
        <details className="pt-1" open={body.length < 2_000}>
          <summary className="text-soft">Body, {sizeWords(body.length)}</summary>
          <pre className="mt-1 max-h-72 overflow-auto rounded-md bg-sunk p-2 font-mono text-xs break-all whitespace-pre-wrap">
            {bodyText(body, headerOf(headers, 'content-type') ?? '')}
          </pre>
        </details>
      ) : null}
    </>
  );
}
