/**
 * One myth: commit, let the server show it, read why it matters. Committed a moment ago, the verdict waits for the
 * experiment; committed on an earlier visit, there is nothing left to hide.
 */
'use client';

import { useId, useRef, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useRun } from '@/components/practice/run-state';
import type { ExperimentServer } from '@/components/practice/use-experiments';
import { SURENESS } from '@/components/quiz/sureness';
import type { CommittedAnswer } from '@/components/quiz/use-answers';
import { serverWords } from '@/components/site/server-words';
import { PlayIcon } from '@/components/ui/icons';
import type { Myth as MythData } from '@/lib/course/practice-types';
import type { Confidence } from '@/lib/progress/records';
import { MythClaim } from './myth-claim';
import { MythExperiment } from './myth-experiment';

export interface MythEntry extends Pick<MythData, 'slug' | 'claim' | 'holds' | 'reality' | 'experiment'> {
  readonly programs: Readonly<Record<string, { readonly title: string; readonly listing: ReactNode }>>;
  /** Why it matters. */
  readonly prose: ReactNode;
}

interface MythProps {
  readonly myth: MythEntry;
  readonly number: number;
  readonly server: ExperimentServer;
  readonly answer: CommittedAnswer | null;
  /** Committed a moment ago, and not shown yet. */
  readonly isWaiting: boolean;
  readonly onCommit: (choice: string, confidence: Confidence, correct: boolean) => void;
  /** The verdict may be known now. */
  readonly onShown: () => void;
}

export function Myth({ myth, number, server, answer, isWaiting, onCommit, onShown }: MythProps) {
  const [run, begin] = useRun(server, myth.experiment);
  const button = useRef<HTMLButtonElement>(null);
  const claimId = useId();
  const truth = String(myth.holds);
  const isKnown = answer !== null && !isWaiting;

  const commit = (choice: string, confidence: Confidence): void => {
    // The button is gone once the answer is locked, so focus goes on to what comes next.
    flushSync(() => onCommit(choice, confidence, choice === truth));
    button.current?.focus({ preventScroll: true });
  };
  const runIt = async (): Promise<void> => {
    if (run.status !== 'running' && (await begin())) onShown();
  };

  return (
    <article id={myth.slug} className="myth" data-state={isKnown ? 'known' : answer ? 'committed' : 'open'}>
      <p className="myth-number" aria-hidden="true">
        {number}
      </p>
      <div className="min-w-0">
        <h2 id={claimId} className="myth-claim">
          {myth.claim}
        </h2>
        <MythClaim labelId={claimId} committed={answer} truth={isKnown ? truth : null} onCommit={commit} />
        {answer ? (
          <>
            <MythExperiment myth={myth} programs={myth.programs} run={run} isOpen={isWaiting}>
              <div className="mt-4 flex flex-wrap items-center gap-3">
                <button
                  ref={button}
                  type="button"
                  className={run.status === 'idle' ? 'button' : 'button button-quiet'}
                  aria-disabled={run.status === 'running'}
                  onClick={() => void runIt()}
                >
                  <PlayIcon className="size-2.5" />
                  {run.status === 'idle' ? 'Run the experiment' : 'Run it again'}
                </button>
                <span role="status" className="text-sm text-soft tabular-nums">
                  {run.status === 'running'
                    ? runningWords(server, run.observations.length, myth.experiment.steps.length)
                    : ''}
                </span>
              </div>
            </MythExperiment>
            {run.failure ? (
              <div role="alert" className="practice-failure" data-failure={run.failure.code}>
                <p>
                  <strong className="font-semibold">{run.failure.message}</strong> {run.failure.suggestion}{' '}
                  <span className="font-mono text-[0.7rem] text-soft">{run.failure.code}</span>
                </p>
                {isKnown ? null : (
                  <button type="button" className="button button-quiet mt-2" onClick={onShown}>
                    Read the answer without it
                  </button>
                )}
              </div>
            ) : null}
          </>
        ) : null}
        <div aria-live="polite">
          {isKnown ? (
            <div className="prose mt-5">
              <p className="myth-verdict" data-right={answer.correct}>
                <strong>{myth.holds ? 'True.' : 'False.'}</strong>{' '}
                <span className="text-soft">
                  You said {answer.choice}, {SURENESS[answer.confidence]}.
                </span>
              </p>
              <p className="font-serif text-lg leading-normal">{myth.reality}</p>
              {myth.prose}
            </div>
          ) : null}
        </div>
      </div>
    </article>
  );
}

function runningWords({ state }: ExperimentServer, done: number, all: number): string {
  if (state.status === 'loading' || state.status === 'off') return serverWords(state);
  return `Step ${String(Math.min(done + 1, all))} of ${String(all)}…`;
}
