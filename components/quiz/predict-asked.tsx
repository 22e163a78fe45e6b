/**
 * `<PredictStatus>`, `<PredictHandler>`, `<PredictLog>`, `<PredictOutcome>`: a choice that a server judges. The program that
 * the question is about is asked in a process of its own. Where that is the one the lesson starts with, the same request
 * goes to the workbench, where the learner sees it.
 */
'use client';

import { useState, type ReactNode } from 'react';
import { EvidenceList } from '@/components/practice/evidence-list';
import { LogEntry } from '@/components/ui/log-entry';
import { StatusChip } from '@/components/ui/status-chip';
import { useWorkbench } from '@/components/workbench/workbench-context';
import type { Evidence } from '@/lib/course/experiment-types';
import type { TextFiles } from '@/lib/course/lesson-types';
import type { AskedQuiz } from '@/lib/course/vocabulary';
import type { Observation } from '@/lib/experiment/observe';
import { answerOf, expectedAnswer, experimentOf, handlersIn } from '@/lib/experiment/quiz';
import { reasonOf } from './http-reasons';
import { PredictOptions } from './predict-options';
import { Question } from './question';
import { askServer } from './second-server';
import { useAskedAnswer } from './use-asked-answer';
import { Verdict, type JudgedOption } from './verdict';

export type ChoiceQuiz = Exclude<AskedQuiz, { kind: 'order' }>;

interface PredictAskedProps {
  readonly projectId: string;
  /** The one that is asked. */
  readonly program: TextFiles;
  readonly quiz: ChoiceQuiz;
  /** The explanation. */
  readonly children: ReactNode;
}

export function PredictAsked({ projectId, program, quiz, children }: PredictAskedProps) {
  const { send } = useWorkbench();
  const { committed, asking, told, submit } = useAskedAnswer(
    projectId,
    quiz.id,
    () => askServer(experimentOf(quiz, program)),
    (observation, choice) => answerOf(quiz, observation) === choice,
  );
  const [choice, setChoice] = useState<string | null>(null);
  const options = optionsOf(quiz);
  // On a later visit nobody has been asked. The course's own checks have, with every build.
  const answer = told ? answerOf(quiz, told) : expectedAnswer(quiz);
  return (
    <Question
      question={quiz.question}
      choose={(labelId) => (
        <PredictOptions
          labelId={labelId}
          options={options}
          chosen={committed?.choice ?? choice}
          answer={committed ? answer : null}
          locked={committed !== null || asking.status === 'asking'}
          onChoose={setChoice}
        />
      )}
      isCommitted={committed !== null}
      missing={choice === null ? 'Choose an answer first.' : ''}
      asking={asking}
      onCommit={async (confidence) => {
        if (choice === null) return false;
        const isCommitted = await submit(choice, confidence);
        if (isCommitted && quiz.program === undefined) void send({ ...quiz.request, ...sentWith(quiz) });
        return isCommitted;
      }}
      truth={
        committed ? (
          <>
            {told ? <Said quiz={quiz} observation={told} /> : null}
            <Verdict committed={committed} options={options} answer={answer} />
            {children}
          </>
        ) : null
      }
    />
  );
}

export const sentWith = ({ headers, body }: Pick<AskedQuiz, 'headers' | 'body'>) => ({
  ...(headers ? { headers } : {}),
  ...(body === undefined ? {} : { body }),
});

function optionsOf(quiz: ChoiceQuiz): readonly JudgedOption[] {
  switch (quiz.kind) {
    case 'status':
      return quiz.options.map(({ status, text, why }) => ({
        id: String(status),
        text: text ?? (status === 'none' ? 'No answer at all' : `${String(status)} ${reasonOf(status)}`),
        why,
      }));
    case 'handler':
      return quiz.options.map(({ handler, text, why }) => ({
        id: handler,
        text: text ?? (handler === 'none' ? 'None of them' : `${handler}()`),
        why,
      }));
    case 'log':
    case 'outcome':
      return quiz.options;
  }
}

type OutcomeQuiz = Extract<ChoiceQuiz, { kind: 'outcome' }>;

/** Of the answer that is so; of the expected one, to say what was otherwise, when none is. */
function evidenceOf(quiz: OutcomeQuiz, observation: Observation): Evidence {
  const answer = answerOf(quiz, observation) ?? quiz.answer;
  return quiz.options.find(({ id }) => id === answer)?.evidence ?? {};
}

/** What the server really did, in the terms of the question. */
function Said({ quiz, observation }: { readonly quiz: ChoiceQuiz; readonly observation: Observation }) {
  const { method, path } = quiz.request;
  const ran = handlersIn(observation.trace);
  return (
    <div className="quiz-said" data-said={answerOf(quiz, observation) ?? 'other'}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-soft">What the server answered:</span>
        <span className="font-mono text-[0.8rem]">
          {method} {path}
        </span>
        <StatusChip status={observation.response?.status ?? null} />
        {quiz.kind === 'handler' ? (
          <span className="font-mono text-[0.8rem]">
            {ran.length === 0 ? 'no handler ran' : `${ran.join('(), ')}()`}
          </span>
        ) : null}
      </p>
      {quiz.kind === 'outcome' ? (
        <EvidenceList evidence={evidenceOf(quiz, observation)} observation={observation} />
      ) : null}
      {quiz.kind === 'log' ? (
        // A region that scrolls has to be reachable by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div role="log" aria-label="What it logged" tabIndex={0} className="quiz-log">
          {observation.log.length === 0 ? 'Nothing was logged.' : null}
          {observation.log.map((record) => (
            <LogEntry key={record.seq} record={record} />
          ))}
        </div>
      ) : null}
    </div>
  );
}
