/** Everything away, with a way back until the tab closes. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import type { StorageFailure } from '@/lib/progress/failures';
import { forgetErased, keepErased, putLocalBack, readErased, takeLocal } from './erased';
import { FailureLine } from './failure-line';

type Stage = 'idle' | 'asking' | 'erased' | 'back';

export function ErasePart() {
  const [stage, setStage] = useState<Stage>('idle');
  const [lasting, setLasting] = useState(true);
  const [failure, setFailure] = useState<StorageFailure | null>(null);
  const first = useRef<HTMLButtonElement>(null);

  // Erased before this page was reloaded.
  useEffect(() => {
    void readErased().then((erased) => {
      if (erased) setStage('erased');
    });
  }, []);
  // Where the learner goes on, after their own step.
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) first.current?.focus();
  }, [stage]);
  const go = (next: Stage): void => {
    moved.current = true;
    setStage(next);
  };

  async function erase(): Promise<void> {
    const erased = await (await getProgress()).ownership.erase();
    setFailure(erased.ok ? null : erased.error);
    if (!erased.ok) return;
    setLasting(await keepErased({ tables: erased.value, local: takeLocal() }));
    go('erased');
  }

  async function undo(): Promise<void> {
    const erased = await readErased();
    if (!erased) return;
    const back = await (await getProgress()).ownership.putBack(erased.tables);
    setFailure(back.ok ? null : back.error);
    if (!back.ok) return;
    putLocalBack(erased.local);
    forgetErased();
    go('back');
  }

  return (
    <>
      {stage === 'erased' ? (
        <>
          <p role="status">
            Everything was erased from this browser.{' '}
            {lasting
              ? 'Until this tab closes you can have it back.'
              : 'It is much, so you can have it back only until you leave or reload this page.'}
          </p>
          <div className="mt-3 flex flex-wrap gap-3">
            <button ref={first} type="button" className="button" onClick={() => void undo()}>
              Undo erasing
            </button>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                forgetErased();
                go('idle');
              }}
            >
              Forget it now
            </button>
          </div>
        </>
      ) : (
        <>
          <p className="text-soft">
            Code, history, answers, goals, ratings, times and choices of this course leave this browser. You can undo
            that until this tab closes.
          </p>
          {stage === 'asking' ? (
            <div className="mt-3 flex flex-wrap gap-3">
              <button ref={first} type="button" className="button button-loud" onClick={() => void erase()}>
                Erase everything
              </button>
              <button type="button" className="button button-quiet" onClick={() => go('idle')}>
                Cancel
              </button>
            </div>
          ) : (
            <button ref={first} type="button" className="button button-quiet mt-3" onClick={() => go('asking')}>
              Erase…
            </button>
          )}
          <p role="status" className="mt-2 text-sm">
            {stage === 'back' ? 'Everything is back.' : ''}
          </p>
        </>
      )}
      {failure ? <FailureLine failure={failure} /> : null}
    </>
  );
}
