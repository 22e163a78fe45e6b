/** A small browser: the address bar, what has to be said about the page, and the page in its frame. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { useBench, useBenchState } from '../workbench-context';
import { openPreview, type OpenPreview } from './open-preview';

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

  useEffect(() => {
    if (wasUp && view.kind !== 'blank') void preview.current?.show(view);
  }, [view, wasUp]);

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
      <div ref={stage} className="preview-stage min-h-0 grow" />
    </div>
  );
}
