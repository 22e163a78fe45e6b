/** One failed request from both sides: what the visitor saw, and what its developer can know. */
'use client';

import { StatusChip } from '@/components/ui/status-chip';
import { decodeText, mimeType } from '@/lib/preview/data-url';
import { headerOf } from '@/lib/runtime/browser-session';
import type { HttpResponse } from '@/lib/runtime/live-server';
import { Dialog } from '../dialog';
import type { LogRow } from '../state/log-rows';
import { statusOf, type NetworkEntry } from '../state/network';
import { useBench, useBenchState } from '../workbench-context';
import { LogRowView } from './log-row';

export function BothSides() {
  const { store } = useBench();
  const id = useBenchState((state) => state.sides);
  const network = useBenchState((state) => state.network);
  const rows = useBenchState((state) => state.log.rows);
  const entry = network.find((candidate) => candidate.id === id);
  if (!entry) return null;
  return (
    <Dialog
      wide
      title={`${entry.request.method} ${entry.request.path}, from both sides`}
      onClose={() => store.dispatch({ type: 'sides-opened', id: null })}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <VisitorSide entry={entry} />
        <DeveloperSide entry={entry} rows={rows.filter(({ requestId }) => requestId === id)} />
      </div>
    </Dialog>
  );
}

function VisitorSide({ entry }: { readonly entry: NetworkEntry }) {
  const { outcome } = entry;
  return (
    <section aria-label="What the visitor saw" className="min-w-0">
      <h3 className="eyebrow pb-2">What the visitor saw</h3>
      <StatusChip status={statusOf(entry) ?? null} />
      <div className="mt-2 max-h-[55vh] overflow-auto rounded-md border border-line bg-paper p-3 break-words whitespace-pre-line">
        {outcome.kind === 'answered' ? (
          readable(outcome.exchange.response) || 'An empty page.'
        ) : (
          <>Nothing: the connection was closed without an answer.</>
        )}
        {outcome.kind === 'answered' && outcome.exchange.response.truncated ? (
          <p className="pt-2 text-s5">Here the page breaks off.</p>
        ) : null}
      </div>
    </section>
  );
}

function DeveloperSide({ entry, rows }: { readonly entry: NetworkEntry; readonly rows: readonly LogRow[] }) {
  const { store } = useBench();
  const files = useBenchState((state) => state.files);
  const traceback = rows.findLast((row) => row.kind === 'record' && row.record.traceback !== null);
  const raised = traceback?.kind === 'record' ? traceback.record.traceback : null;
  const own = raised?.frames.findLast((frame) => frame.own && frame.file in files);
  return (
    <section aria-label="What you can know" className="min-w-0">
      <h3 className="eyebrow pb-2">What you can know</h3>
      <p>
        Request <span className="font-mono">{entry.id}</span>
        {raised ? (
          <>
            : <strong className="font-semibold text-s5">{raised.type}</strong> {raised.message}
          </>
        ) : (
          ': no exception was logged.'
        )}
      </p>
      {own ? (
        <p>
          Raised from{' '}
          <button
            type="button"
            className="bench-link"
            onClick={({ currentTarget }) => {
              // While it is open nothing else can take the focus.
              currentTarget.closest('dialog')?.close();
              store.dispatch({ type: 'jumped', location: { file: own.file, line: own.line } });
            }}
          >
            {own.file}, line {own.line}, {own.function}()
          </button>
        </p>
      ) : null}
      <div className="log-rows mt-2 max-h-[45vh] overflow-auto rounded-md bg-sunk">
        {rows.length === 0 ? <p className="px-3 py-1">Nothing was logged or printed.</p> : null}
        {rows.map((row) => (
          <LogRowView key={row.key} row={row} />
        ))}
      </div>
    </section>
  );
}

/** What a visitor reads of an answer. A parsed document is never part of ours: no script of it runs, nothing is loaded. */
function readable({ headers, body }: HttpResponse): string {
  const type = headerOf(headers, 'content-type') ?? '';
  const text = decodeText(body, type);
  if (mimeType(type) !== 'text/html') return text;
  const page = new DOMParser().parseFromString(text, 'text/html');
  for (const unseen of page.querySelectorAll('script, style, title')) unseen.remove();
  return page.body.textContent
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}
