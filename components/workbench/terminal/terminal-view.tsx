/** The server process's terminal, as xterm.js draws it: what the process prints, and a prompt that takes commands. */
'use client';

import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'react';
import { useBench, useBenchState } from '../workbench-context';
import { openTerminal } from './open-terminal';
import './terminal.css';

export function TerminalView() {
  const bench = useBench();
  const stage = useRef<HTMLDivElement>(null);
  // A process is there as soon as its server is, which the server's state tells.
  const isThere = useBenchState(({ server }) => server.status !== 'off');
  const process = isThere ? bench.process() : null;

  useEffect(() => {
    if (!stage.current || !process) return undefined;
    return openTerminal(stage.current, process);
  }, [process]);

  return (
    <div className="flex h-full flex-col">
      <p className="border-b border-line px-3 py-1.5 text-[0.8125rem] text-soft">
        The Node process that runs your server. Type <code>help</code> and Enter; Tab leaves the terminal.
      </p>
      <div ref={stage} className="bench-terminal min-h-0 grow" />
    </div>
  );
}
