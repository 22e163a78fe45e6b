/**
 * What was typed into a card's program: kept as one types, and there again when the page is opened again before the card is
 * rated. The next time the card comes, it begins anew; what was typed before is in the history.
 */
'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { forgetLastWords, leaveLastWords, readLastWords } from '@/components/workbench/bench/last-words';

const QUIET_MS = 300;

interface TaskDraft {
  readonly text: string;
  readonly edit: (text: string) => void;
}

const report = (error: unknown): void => console.warn('What is typed is not kept:', error);

/** @param turn how often the card was rated: a draft belongs to one turn */
export function useTaskDraft(id: string, turn: number, file: string, start: string): TaskDraft {
  const [text, setText] = useState(start);
  // A rating from another tab does not take the program away under one's hands.
  const [base] = useState(`turn-${String(turn)}`);
  const typed = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const waiting = typed.current;
    if (waiting === null) return;
    // Until it is kept, whoever leaves takes it along.
    const forget = (): void => {
      if (typed.current === waiting) typed.current = null;
    };
    save(id, base, file, waiting).then(forget, report);
  }, [id, base, file]);

  useEffect(() => {
    let left = false;
    load(id, base, file)
      .then((kept) => {
        // What was typed meanwhile counts more.
        if (!left && kept !== null) setText((current) => (current === start ? kept : current));
      })
      .catch(report);
    // A database is too slow for a page that goes away.
    const leave = (): void => {
      if (typed.current !== null) leaveLastWords(wordsOf(id, base), [[file, typed.current]]);
      flush();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      left = true;
      window.removeEventListener('pagehide', leave);
      flush();
    };
  }, [id, base, file, start, flush]);

  const edit = useCallback(
    (next: string) => {
      setText(next);
      typed.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, QUIET_MS);
    },
    [flush],
  );
  return { text, edit };
}

const wordsOf = (id: string, base: string): string => `${id}:${base}`;

async function load(id: string, base: string, file: string): Promise<string | null> {
  const words = readLastWords(wordsOf(id, base)).find(([name]) => name === file)?.[1];
  if (words !== undefined && words !== null) {
    await save(id, base, file, words);
    return words;
  }
  const loaded = await (await getProgress()).drafts.load(id);
  if (loaded.ok) return loaded.value?.baseHash === base ? (loaded.value.files[file] ?? null) : null;
  console.warn(loaded.error.message, loaded.error.cause);
  return null;
}

async function save(id: string, base: string, file: string, text: string): Promise<void> {
  const { drafts } = await getProgress();
  const before = await drafts.load(id);
  const older = before.ok && before.value !== null && before.value.baseHash !== base;
  const kept = older
    ? await drafts.replace(id, { [file]: text }, base, 'reset')
    : await drafts.save(id, file, text, base);
  if (kept.ok) forgetLastWords(wordsOf(id, base), [[file, text]]);
  else console.warn(kept.error.message, kept.error.cause);
}
