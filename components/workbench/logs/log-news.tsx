/** Says what is new in the log, once in a while and in a few words: for those who hear the page. */
'use client';

import { useEffect, useRef, useState } from 'react';
import type { LogRow } from '../state/log-rows';
import { useBenchState } from '../workbench-context';

const PAUSE_MS = 1500;

export function LogNews() {
  const rows = useBenchState(({ log }) => log.rows);
  const [words, setWords] = useState('');
  const latest = useRef(rows);
  const told = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    latest.current = rows;
    // The first new row starts the clock; those that follow do not put it off.
    if (timer.current !== undefined || (rows.at(-1)?.key ?? 0) <= told.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const fresh = latest.current.filter(({ key, kind }) => key > told.current && kind !== 'start');
      told.current = latest.current.at(-1)?.key ?? told.current;
      setWords(newsWords(fresh));
    }, PAUSE_MS);
  }, [rows]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return (
    <p role="status" className="sr-only">
      {words}
    </p>
  );
}

function newsWords(fresh: readonly LogRow[]): string {
  if (fresh.length === 0) return '';
  const errors = fresh.filter(
    (row) => row.kind === 'failure' || (row.kind === 'record' && row.record.levelNumber >= 40),
  ).length;
  const counted = `${String(fresh.length)} new in the log`;
  return errors === 0 ? counted : `${counted}, ${String(errors)} ${errors === 1 ? 'error' : 'errors'}`;
}
