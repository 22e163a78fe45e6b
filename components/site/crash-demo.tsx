/**
 * The first thing a visitor can do: crash a real Flask server, see both sides of it, add the handler, crash it again.
 * The server boots when the visitor shows interest or the page is idle, and never on a connection that saves data.
 */
'use client';

import { useEffect, useState } from 'react';
import { whenIdle } from '@/components/progress/when-idle';
import { PlayIcon } from '@/components/ui/icons';
import { StatusChip } from '@/components/ui/status-chip';
import type { ProjectFiles } from '@/lib/runtime/live-server';
import { DeveloperSide, VisitorSide } from './crash-demo-sides';
import { savesData } from './saves-data';
import { serverWords } from './server-words';
import { useDemoServer } from './use-demo-server';

interface CrashDemoProps {
  readonly unprotected: ProjectFiles;
  readonly handled: ProjectFiles;
  readonly goodPath: string;
  readonly crashPath: string;
}

export function CrashDemo({ unprotected, handled, goodPath, crashPath }: CrashDemoProps) {
  const { state, visit, warm, send } = useDemoServer();
  const [withHandler, setWithHandler] = useState(false);
  const program = withHandler ? handled : unprotected;
  const path = visit.kind === 'none' ? goodPath : visit.path;
  const crashed = visit.kind === 'answered' && visit.exchange.response.status >= 500;

  useEffect(() => {
    if (savesData()) return undefined;
    return whenIdle(() => warm(unprotected));
  }, [warm, unprotected]);

  const choose = (next: boolean) => {
    setWithHandler(next);
    if (visit.kind !== 'none') send(next ? handled : unprotected, path);
  };

  return (
    <section
      aria-label="A live Flask server"
      data-server-state={state.status}
      className="flex flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-[0_18px_50px_-24px_var(--shadow)]"
      onPointerEnter={() => warm(unprotected)}
    >
      <div className="flex items-center gap-2.5 border-b max-sm:-order-2 border-line bg-paper px-3 py-2">
        <span className="flex min-w-0 grow items-center gap-2 truncate rounded-md border border-line bg-raised px-2.5 py-1 font-mono text-[0.8rem]">
          <span className="text-faint">GET</span>
          <span className="truncate">localhost:5000{path}</span>
        </span>
        {visit.kind === 'answered' ? <StatusChip status={visit.exchange.response.status} /> : null}
        {visit.kind === 'failed' ? <StatusChip status={null} /> : null}
      </div>
      <div className="grid sm:grid-cols-2">
        <VisitorSide visit={visit} />
        <DeveloperSide visit={visit} />
      </div>
      {/* Under the address on a phone, so that the button is on the first screen. */}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line bg-paper px-3 py-3 max-sm:-order-1 max-sm:border-b sm:border-t">
        <button type="button" className="button button-loud" onClick={() => send(program, crashPath)}>
          <PlayIcon className="size-2.5" />
          {crashed ? 'Crash it again' : 'Crash it'}
        </button>
        <button type="button" className="button button-quiet" onClick={() => send(program, goodPath)}>
          Home page
        </button>
        <label className="ml-1 inline-flex items-center gap-2 text-sm">
          <input type="checkbox" checked={withHandler} onChange={({ target }) => choose(target.checked)} />
          With a handler
        </label>
        <p role="status" className="ml-auto text-[0.8125rem] text-soft tabular-nums">
          {serverWords(state)}
        </p>
      </div>
    </section>
  );
}
