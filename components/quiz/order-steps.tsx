/**
 * `<OrderSteps>`: the steps of a request, to be put in order; a recording of a real request says which order is true. Moved
 * by buttons, so by pointer, touch and keys alike.
 */
'use client';

import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { CheckIcon, CloseIcon } from '@/components/ui/icons';
import { useWorkbench } from '@/components/workbench/workbench-context';
import type { TextFiles } from '@/lib/course/lesson-types';
import type { AskedQuiz } from '@/lib/course/vocabulary';
import { answerOf, expectedAnswer, experimentOf, ORDER_SIGN } from '@/lib/experiment/quiz';
import { sentWith } from './predict-asked';
import { Question } from './question';
import { askServer } from './second-server';
import { shuffled } from './shuffled';
import { useAskedAnswer } from './use-asked-answer';
import { VerdictLine } from './verdict';

type OrderQuiz = Extract<AskedQuiz, { kind: 'order' }>;

interface OrderStepsProps {
  readonly projectId: string;
  /** The one that is asked. */
  readonly program: TextFiles;
  readonly quiz: OrderQuiz;
  /** The explanation. */
  readonly children: ReactNode;
}

export function OrderSteps({ projectId, program, quiz, children }: OrderStepsProps) {
  const { send } = useWorkbench();
  const { committed, asking, told, submit } = useAskedAnswer(
    projectId,
    quiz.id,
    () => askServer(experimentOf(quiz, program)),
    (observation, choice) => answerOf(quiz, observation) === choice,
  );
  const [order, setOrder] = useState(() =>
    shuffled(
      quiz.steps.map(({ id }) => id),
      quiz.id,
    ),
  );
  const truth = ((told ? answerOf(quiz, told) : null) ?? expectedAnswer(quiz)).split(ORDER_SIGN);
  const yours = committed ? committed.choice.split(ORDER_SIGN) : order;
  return (
    <Question
      question={quiz.question}
      choose={(labelId) =>
        committed ? (
          <Judged steps={quiz.steps} yours={yours} truth={truth} />
        ) : (
          <Movable
            labelId={labelId}
            steps={quiz.steps}
            order={order}
            locked={asking.status === 'asking'}
            onOrder={setOrder}
          />
        )
      }
      isCommitted={committed !== null}
      missing=""
      asking={asking}
      onCommit={async (confidence) => {
        const isCommitted = await submit(order.join(ORDER_SIGN), confidence);
        if (isCommitted && quiz.program === undefined) void send({ ...quiz.request, ...sentWith(quiz) });
        return isCommitted;
      }}
      truth={
        committed ? (
          <>
            <VerdictLine correct={committed.choice === truth.join(ORDER_SIGN)} committed={committed}>
              {told ? 'This is the order in which the server recorded them just now.' : null}
            </VerdictLine>
            {children}
          </>
        ) : null
      }
    />
  );
}

interface MovableProps {
  readonly labelId: string;
  readonly steps: OrderQuiz['steps'];
  readonly order: readonly string[];
  readonly locked: boolean;
  readonly onOrder: (order: readonly string[]) => void;
}

function Movable({ labelId, steps, order, locked, onOrder }: MovableProps) {
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const textOf = (id: string): string => steps.find((step) => step.id === id)?.text ?? '';

  const move = (from: number, by: -1 | 1): void => {
    const to = from + by;
    const [id, other] = [order[from], order[to]];
    if (locked || id === undefined || other === undefined) return;
    // The list is drawn anew, so the focus is put back on the step that moved.
    flushSync(() => {
      onOrder(order.map((candidate, index) => (index === from ? other : index === to ? id : candidate)));
      setSaid(`${textOf(id)}: now number ${String(to + 1)} of ${String(order.length)}.`);
    });
    const buttons = list.current?.children[to]?.querySelectorAll('button') ?? [];
    const [up, down] = [buttons[0], buttons[1]];
    const wanted = by === -1 ? up : down;
    (wanted?.getAttribute('aria-disabled') === 'true' ? (by === -1 ? down : up) : wanted)?.focus();
  };

  return (
    <>
      <ol ref={list} aria-labelledby={labelId} className="order">
        {order.map((id, index) => (
          <li key={id} data-step={id}>
            <span className="order-number">{index + 1}</span>
            <span className="min-w-0 grow">{textOf(id)}</span>
            <MoveButton sign="↑" label={`Move up: ${textOf(id)}`} end={index === 0} onMove={() => move(index, -1)} />
            <MoveButton
              sign="↓"
              label={`Move down: ${textOf(id)}`}
              end={index === order.length - 1}
              onMove={() => move(index, 1)}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

interface MoveButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly end: boolean;
  readonly onMove: () => void;
}

function MoveButton({ sign, label, end, onMove }: MoveButtonProps) {
  return (
    <button type="button" className="order-move" aria-label={label} aria-disabled={end} onClick={onMove}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

interface JudgedProps {
  readonly steps: OrderQuiz['steps'];
  readonly yours: readonly string[];
  readonly truth: readonly string[];
}

/** In the true order, with where each was put, and why it stands where it stands. */
function Judged({ steps, yours, truth }: JudgedProps) {
  return (
    <ol aria-label="The order as it was recorded" className="order">
      {truth.map((id, index) => {
        const step = steps.find((candidate) => candidate.id === id);
        const put = yours.indexOf(id);
        return (
          <li key={id} data-step={id} data-verdict={put === index ? 'right' : 'wrong'}>
            <span className="order-number">{index + 1}</span>
            <span className="min-w-0 grow">
              {step?.text}
              {put === index ? null : (
                <span className="block text-sm text-soft">
                  You had it as number {put + 1}. {step?.why}
                </span>
              )}
            </span>
            {put === index ? (
              <span className="text-s2">
                <CheckIcon /> <span className="sr-only">right</span>
              </span>
            ) : (
              <span className="text-s5">
                <CloseIcon /> <span className="sr-only">elsewhere in your order</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
