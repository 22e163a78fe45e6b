/**
 * `<Predict>`: the learner commits to an answer, with a confidence, before the truth is shown; then the server is asked,
 * if the question has a request. Until then the explanation is not on the page.
 */
'use client';

import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useWorkbench } from '@/components/workbench/workbench-context';
import type { RequestLine } from '@/lib/course/lesson-types';
import type { PredictOption } from '@/lib/course/vocabulary';
import { PredictOptions } from './predict-options';
import { NOT_ASKED, Question } from './question';
import { useAnswer } from './use-answer';
import { Verdict } from './verdict';

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
  return (
    <Question
      question={question}
      choose={(labelId) => (
        <PredictOptions
          labelId={labelId}
          options={options}
          chosen={committed?.choice ?? choice}
          answer={committed ? answer : null}
          locked={committed !== null}
          onChoose={setChoice}
        />
      )}
      isCommitted={committed !== null}
      missing={choice === null ? 'Choose an answer first.' : ''}
      asking={NOT_ASKED}
      onCommit={async (confidence) => {
        if (choice === null) return false;
        flushSync(() => commit(choice, confidence, choice === answer));
        if (request) void send(request);
        return true;
      }}
      truth={
        committed ? (
          <>
            <Verdict committed={committed} options={options} answer={answer} />
            {children}
          </>
        ) : null
      }
    />
  );
}
