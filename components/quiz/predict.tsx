/**
 * `<Predict>`: the learner commits to an answer, with a confidence, before the truth is shown; then the server is asked,
 * if the question has a request. Until then the explanation is not on the page.
 */
'use client';

import { useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useWorkbench } from '@/components/workbench/workbench-context';
import type { RequestLine } from '@/lib/course/lesson-types';
import type { PredictOption } from '@/lib/course/vocabulary';
import type { Confidence } from '@/lib/progress/records';
import { ConfidenceChoice } from './confidence-choice';
import { PredictOptions } from './predict-options';
import { SURENESS } from './sureness';
import { useAnswer } from './use-answer';

interface PredictProps {
  readonly projectId: string;
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly options: readonly PredictOption[];
  readonly request?: RequestLine | undefined;
  /** The explanation. */
  readonly children: ReactNode;
}

export function Predict({ projectId, id, question, answer, options, request, children }: PredictProps) {
  const { send } = useWorkbench();
  const { committed, commit } = useAnswer(projectId, id);
  const [choice, setChoice] = useState<string | null>(null);
  const [confidence, setConfidence] = useState<Confidence | null>(null);
  const [asked, setAsked] = useState(false);
  const truth = useRef<HTMLDivElement>(null);
  const labelId = useId();
  const missing = choice === null ? 'Choose an answer first.' : confidence === null ? 'Say how sure you are, too.' : '';

  const submit = () => {
    if (choice === null || confidence === null) {
      setAsked(true);
      return;
    }
    // The button is gone once the answer is locked, so focus goes on to what it brought.
    flushSync(() => commit(choice, confidence, choice === answer));
    truth.current?.focus({ preventScroll: true });
    if (request) void send(request);
  };

  const chosen = committed?.choice ?? choice;
  return (
    <section className="predict" aria-labelledby={labelId} data-committed={committed !== null}>
      <p className="eyebrow mb-2">Before you look</p>
      <p id={labelId} className="predict-question">
        {question}
      </p>
      <PredictOptions
        labelId={labelId}
        options={options}
        chosen={chosen}
        answer={committed ? answer : null}
        locked={committed !== null}
        onChoose={setChoice}
      />
      {committed ? (
        <div
          ref={truth}
          tabIndex={-1}
          className="predict-truth mt-4 border-t border-line pt-4 outline-none"
          aria-live="polite"
        >
          <Verdict chosen={committed.choice} confidence={committed.confidence} answer={answer} options={options} />
          {children}
        </div>
      ) : (
        <>
          <ConfidenceChoice chosen={confidence} onChoose={setConfidence} />
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <button type="button" className="button" onClick={submit}>
              Commit answer
            </button>
            <span role="status" className="text-sm text-s5">
              {asked ? missing : ''}
            </span>
          </div>
        </>
      )}
    </section>
  );
}

interface VerdictProps extends Pick<PredictProps, 'answer' | 'options'> {
  readonly chosen: string;
  readonly confidence: Confidence;
}

function Verdict({ chosen, confidence, answer, options }: VerdictProps) {
  const right = options.find(({ id }) => id === answer);
  const yours = options.find(({ id }) => id === chosen);
  const correct = chosen === answer;
  return (
    <>
      <p>
        <strong>{correct ? 'Right' : 'Not so'}</strong>{' '}
        <span className="text-soft">(you were {SURENESS[confidence]}).</span> {yours?.why}
      </p>
      {correct || !right ? null : (
        <p>
          <strong>{right.text}.</strong> {right.why}
        </p>
      )}
    </>
  );
}
