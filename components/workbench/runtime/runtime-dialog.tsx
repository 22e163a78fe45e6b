/**
 * Where the learner's code runs: both choices with what they need and what leaves the browser. What stands in a WebContainer's
 * way is looked for here, on this page; its vendor is asked nothing before the choice is made.
 */
'use client';

import { useId, useState, useSyncExternalStore } from 'react';
import type { ServerFailure } from '@/lib/runtime/failures';
import { RUNTIMES, type Runtime } from '@/lib/runtime/runtimes';
import { obstacle, surroundings } from '@/lib/runtime/webcontainer/obstacles';
import { Dialog } from '../dialog';
import { RunMode } from '../run-mode';
import { useBench, useBenchState } from '../workbench-context';
import { WEBCONTAINER_KEY } from './create-server';
import { RUNTIME_WORDS } from './runtime-words';

export function RuntimeDialog({ onClose }: { readonly onClose: () => void }) {
  const bench = useBench();
  const current = useBenchState((state) => state.runtime);
  const [chosen, setChosen] = useState(current);
  const inTheWay = useObstacle();
  const cannot = chosen === 'webcontainer' && inTheWay !== null;
  return (
    <Dialog title="Where your code runs" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          if (chosen !== current) void bench.setRuntime(chosen);
        }}
      >
        <p className="text-soft">
          Flask, your files and the tests are the same in both. When you change, the server starts anew; your code stays
          as it is.
        </p>
        <fieldset className="mt-3">
          <legend className="sr-only">Runtime</legend>
          {RUNTIMES.map((runtime) => (
            <Choice
              key={runtime}
              runtime={runtime}
              checked={chosen === runtime}
              obstacle={runtime === 'webcontainer' ? inTheWay : null}
              onChoose={() => setChosen(runtime)}
            />
          ))}
        </fieldset>
        <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
          {/* The status bar has it where there is room. */}
          <div aria-hidden="true" className="mr-auto sm:hidden">
            Flask runs in
          </div>
          <RunMode className="sm:hidden" />
          <button type="submit" className="button bench-small" disabled={cannot}>
            {chosen === current ? 'Keep' : 'Switch to'} {RUNTIME_WORDS[chosen].name}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly runtime: Runtime;
  readonly checked: boolean;
  readonly obstacle: ServerFailure | null;
  readonly onChoose: () => void;
}

function Choice({ runtime, checked, obstacle: inTheWay, onChoose }: ChoiceProps) {
  const id = useId();
  const { name, is, needs, leaves } = RUNTIME_WORDS[runtime];
  return (
    <div className="mt-2 rounded-lg border border-line p-3 has-checked:border-accent">
      <label className="flex items-baseline gap-2 font-semibold">
        <input
          type="radio"
          name="runtime"
          value={runtime}
          checked={checked}
          aria-describedby={id}
          onChange={onChoose}
        />
        {name}
        {runtime === 'sandbox' ? <span className="font-normal text-soft">the course’s own</span> : null}
      </label>
      <div id={id}>
        <p className="mt-1">{is}</p>
        <dl className="mt-2 gap-x-3 gap-y-1 sm:grid sm:grid-cols-[auto_minmax(0,1fr)] max-sm:[&>dd]:mb-1">
          <dt className="text-soft">Needs</dt>
          <dd>{needs}</dd>
          <dt className="text-soft">Leaves your browser</dt>
          <dd>{leaves}</dd>
        </dl>
        {inTheWay ? (
          <p className="bench-notice mt-2 rounded-md" data-tone="warn" data-failure={inTheWay.code}>
            <span>
              <strong className="font-semibold">{inTheWay.message}</strong> {inTheWay.suggestion}{' '}
              <span className="font-mono text-[0.7rem] text-soft">{inTheWay.code}</span>
            </span>
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** What is in a WebContainer's way now; the connection may come and go meanwhile. */
function useObstacle(): ServerFailure | null {
  const isOnline = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
  return obstacle({ ...surroundings(WEBCONTAINER_KEY), isOnline });
}

function watchConnection(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
