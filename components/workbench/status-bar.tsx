/** The server's state in words, and the ways to change it: save, restart, run mode. */
'use client';

import { serverWords, type StateWords } from './state/words';
import { hasChanges } from './state/bench-state';
import { openShortcuts } from './shortcuts';
import { RunMode } from './run-mode';
import { RuntimeButton } from './runtime/runtime-button';
import { useBench, useBenchState } from './workbench-context';

const TONES: Record<StateWords['tone'], string> = {
  quiet: 'text-faint',
  busy: 'text-s4',
  good: 'text-s2',
  bad: 'text-s5',
};
const SHAPES: Record<StateWords['tone'], string> = { quiet: '○', busy: '◐', good: '●', bad: '■' };

export function StatusBar() {
  const bench = useBench();
  const server = useBenchState((state) => state.server);
  const changed = useBenchState(hasChanges);
  const { tone, text, progress, location } = serverWords(server);
  const note = 'note' in server ? server.note : undefined;

  return (
    <div className="bench-bar">
      <div role="status" className="flex min-w-0 items-baseline gap-x-2 px-1.5 max-sm:flex-col">
        <span className={`${TONES[tone]} min-w-0 font-semibold`}>
          <span aria-hidden="true" className="mr-1.5 font-normal">
            {SHAPES[tone]}
          </span>
          {text}
        </span>
        {/* Changes many times a second: for the eye, not for a voice. */}
        {progress === undefined ? null : (
          <span aria-hidden="true" className="whitespace-nowrap text-soft tabular-nums">
            {progress}
          </span>
        )}
        {note === undefined ? null : <span className="max-w-full truncate text-soft">{note}</span>}
      </div>
      {location ? (
        <button type="button" className="bench-link" onClick={() => bench.store.dispatch({ type: 'jumped', location })}>
          show
        </button>
      ) : null}
      <span className="grow" />
      {changed ? (
        <button type="button" className="button bench-small" onClick={() => void bench.save()}>
          Save
          <kbd aria-hidden="true" className="font-sans text-[0.7rem] font-normal opacity-80 max-sm:hidden">
            Ctrl S
          </kbd>
        </button>
      ) : null}
      <RuntimeButton />
      {/* On a phone it is in the dialog of the button before it. */}
      <RunMode className="max-sm:hidden" />
      <button type="button" className="bench-icon bench-worded" onClick={() => void bench.save()}>
        <span aria-hidden="true">↻</span>
        Restart<span className="sr-only"> server</span>
      </button>
      <button
        type="button"
        className="bench-icon bench-roomy"
        aria-haspopup="dialog"
        title="Keyboard shortcuts"
        onClick={openShortcuts}
      >
        <span aria-hidden="true">?</span>
        <span className="sr-only">Keyboard shortcuts</span>
      </button>
    </div>
  );
}
