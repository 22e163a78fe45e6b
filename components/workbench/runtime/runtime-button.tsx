/** The workbench's menu of runtimes: a button that names the one in use, and the dialog to choose another. */
'use client';

import { useState } from 'react';
import { useBenchState } from '../workbench-context';
import { RuntimeDialog } from './runtime-dialog';
import { RUNTIME_WORDS } from './runtime-words';

export function RuntimeButton() {
  const runtime = useBenchState((state) => state.runtime);
  const [open, setOpen] = useState(false);
  const { name } = RUNTIME_WORDS[runtime];
  return (
    <>
      <button
        type="button"
        className="bench-icon bench-worded text-xs"
        aria-haspopup="dialog"
        title="Where your code runs"
        onClick={() => setOpen(true)}
      >
        <span className="sr-only">Runtime: </span>
        {name}
        <span aria-hidden="true">▾</span>
      </button>
      {open ? <RuntimeDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
