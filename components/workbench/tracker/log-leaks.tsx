/** Personal data in the server's log: it is kept there too, and longer than anyone thinks. */
'use client';

import { useMemo } from 'react';
import { leaksIn } from '../state/log-leaks';
import { useBenchState } from '../workbench-context';

export function LogLeaks() {
  const rows = useBenchState((state) => state.log.rows);
  const kinds = useMemo(() => leaksIn(rows), [rows]);
  if (kinds.length === 0) return null;
  return (
    <p role="note" className="bench-notice" data-tone="warn">
      The log has personal data in it: {kinds.join(', ')}.
    </p>
  );
}
