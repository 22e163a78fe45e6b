/** Says, quietly, that a newer build is on this device. Nothing changes until the learner asks. */
'use client';

import { useState } from 'react';
import { reloadCourse, useOffline } from './offline-client';

export function NewerNotice() {
  const { newer } = useOffline();
  const [closed, setClosed] = useState(false);
  const isShown = newer !== 'none' && !closed;
  return (
    <div role="status" className="no-print">
      {isShown ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunk px-5 py-1.5 text-[0.8125rem] leading-relaxed">
          <p className="m-0 grow">
            <strong className="font-semibold">A newer version of the course is here.</strong> Your code and answers
            stay.
          </p>
          <span className="flex gap-2">
            <button type="button" className="button button-quiet min-h-8 px-3 py-0.5" onClick={reloadCourse}>
              Reload
            </button>
            <button type="button" className="button button-bare min-h-8 px-2 py-0.5" onClick={() => setClosed(true)}>
              Later
            </button>
          </span>
        </div>
      ) : null}
    </div>
  );
}
