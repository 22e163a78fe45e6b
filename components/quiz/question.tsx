/**
 * The frame of every question: the words, what is chosen from (children of the caller), how sure, the button, and after
 * that the truth. Knows neither what is asked nor who judges.
 */
'use client';

import { useId, useRef, useState, type ReactNode } from 'react';
import type { Confidence } from '@/lib/progress/records';
import { ConfidenceChoice } from './confidence-choice';
import type { Asking } from './use-asked-answer';

interface QuestionProps {
  readonly question: string;
  /** What is asked of the learner, with the id of the words that name it. */
  readonly choose: (labelId: string) => ReactNode;
  readonly isCommitted: boolean;
  /** What to do before committing; '' when a choice is made. */
  readonly missing: string;
  readonly asking: Asking;
  /** Resolves with whether it was committed. */
  readonly onCommit: (confidence: Confidence) => Promise<boolean>;
  /** Shown once it is committed. */
  readonly truth: ReactNode;
}

const OPEN: Asking = { status: 'open' };
export { OPEN as NOT_ASKED };

export function Question({ question, choose, isCommitted, missing, asking, onCommit, truth }: QuestionProps) {
  const [confidence, setConfidence] = useState<Confidence | null>(null);
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  const labelId = useId();
  const lacking = missing === '' && confidence === null ? 'Say how sure you are, too.' : missing;

  const submit = async (): Promise<void> => {
    if (asking.status === 'asking') return;
    setAsked(true);
    if (lacking !== '' || confidence === null) return;
    const held = document.activeElement === button.current;
    const isLocked = await onCommit(confidence);
    // The button is gone once the answer is locked, so focus goes on to what it brought. Whoever has gone on to something
    // else while the server was asked stays there.
    if (isLocked && held && document.activeElement === document.body) shown.current?.focus({ preventScroll: true });
  };

  return (
    <section className="predict" aria-labelledby={labelId} data-committed={isCommitted}>
      <p className="eyebrow mb-2">Before you look</p>
      <p id={labelId} className="predict-question">
        {question}
      </p>
      {choose(labelId)}
      {isCommitted ? (
        <div
          ref={shown}
          tabIndex={-1}
          className="predict-truth mt-4 border-t border-line pt-4 outline-none"
          aria-live="polite"
        >
          {truth}
        </div>
      ) : (
        <>
          <ConfidenceChoice chosen={confidence} onChoose={setConfidence} />
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <button
              ref={button}
              type="button"
              className="button"
              aria-disabled={asking.status === 'asking'}
              onClick={() => void submit()}
            >
              Commit answer
            </button>
            <span role="status" className={asking.status === 'asking' ? 'text-sm text-soft' : 'text-sm text-s5'}>
              {asking.status === 'asking' ? 'Asking the server…' : asked ? lacking : ''}
            </span>
          </div>
          {asking.status === 'failed' ? (
            <p role="alert" className="mt-3 text-sm" data-failure={asking.failure.code}>
              <strong className="font-semibold">The server could not be asked. {asking.failure.message}</strong>{' '}
              {asking.failure.suggestion} Your choice is kept: commit it again then.{' '}
              <span className="font-mono text-[0.7rem] text-soft">{asking.failure.code}</span>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
