/** A small browser: the address bar, what has to be said about the page, and the page in its frame. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { useBench, useBenchState } from '../workbench-context';
import { openPreview, type OpenPreview } from './open-preview';
import { openOwnPage } from './own-page';

export function PageView() {
  const bench = useBench();
  const view = useBenchState((state) => state.browser.view);
  // Frames are processes of the browser's own: before the server has booted they would only hold it up.
  const isUp = useBenchState(({ server }) => server.status === 'running' || server.status === 'failed');
  const [wasUp, setWasUp] = useState(isUp);
  if (isUp && !wasUp) setWasUp(true);
  const stage = useRef<HTMLDivElement>(null);
  const preview = useRef<OpenPreview | null>(null);
  const [notices, setNotices] = useState<readonly string[]>([]);

  useEffect(() => {
    if (!wasUp || !stage.current) return undefined;
    const opened = openPreview(stage.current, bench, setNotices);
    preview.current = opened;
    return () => {
      preview.current = null;
      opened.close();
    };
  }, [bench, wasUp]);

  const isFramed = view.kind === 'answer' && view.framed === true;
  useEffect(() => {
    if (wasUp && view.kind !== 'blank' && !isFramed) void preview.current?.show(view);
  }, [view, wasUp, isFramed]);

  const address = useBenchState((state) => state.ownAddress);
  const showsOwn = useBenchState((state) => state.showsOwnAddress);
  const ownStage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!showsOwn || address === null || !ownStage.current) return undefined;
    const page = openOwnPage(ownStage.current, address, () => {
      bench.store.dispatch({ type: 'own-address-shown', on: false });
      const note = `The page did not come from ${address}: the browser may block it in a frame. It is drawn here instead.`;
      bench.store.dispatch({ type: 'page-noted', note });
    });
    bench.showIn(page);
    void bench.visits.reload();
    return () => {
      bench.showIn(null);
      page.close();
    };
  }, [bench, address, showsOwn]);

  return (
    <div className="flex h-full flex-col">
      {notices.length === 0 ? null : (
        <ul role="status" className="border-b border-line bg-s4-ground px-3 py-1.5 text-[0.8125rem]">
          {notices.map((notice) => (
            <li key={notice} className="break-words">
              {notice}
            </li>
          ))}
        </ul>
      )}
      {address === null ? null : <OwnAddress address={address} shown={showsOwn} />}
      <div className="relative min-h-0 grow">
        <div ref={stage} className="preview-stage h-full" hidden={isFramed} />
        <div ref={ownStage} className="preview-stage h-full" hidden={!isFramed} />
      </div>
    </div>
  );
}

/** Where browsers reach the server by themselves, and whether the page is shown from there. */
function OwnAddress({ address, shown }: { readonly address: string; readonly shown: boolean }) {
  const bench = useBench();
  const { store } = bench;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 text-[0.8125rem]">
      <a className="bench-link min-w-0 truncate" href={`${address}/`} target="_blank" rel="noopener">
        {address.replace(/^https?:\/\//, '')}
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
      <button
        type="button"
        className="bench-link"
        onClick={() => {
          bench.showIn(null);
          store.dispatch({ type: 'own-address-shown', on: !shown });
          // A frame that is to come asks for the page itself.
          if (shown) void bench.visits.reload();
        }}
      >
        {shown ? 'Draw the page here' : 'Show the page from there'}
      </button>
    </p>
  );
}
