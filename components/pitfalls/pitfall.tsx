/**
 * One pitfall: find the line, then see both programs answer the same requests. The first line is committed with a
 * confidence; after that every click is answered at once, until the fault is found.
 */
'use client';

import { useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useRun } from '@/components/practice/run-state';
import type { ExperimentServer } from '@/components/practice/use-experiments';
import { ConfidenceChoice } from '@/components/quiz/confidence-choice';
import type { CommittedAnswer } from '@/components/quiz/use-answers';
import { serverWords } from '@/components/site/server-words';
import { CheckIcon, CloseIcon, PlayIcon } from '@/components/ui/icons';
import type { LinePlace, Pitfall as PitfallData } from '@/lib/course/practice-types';
import type { Confidence } from '@/lib/progress/records';
import { BothPrograms } from './both-programs';
import { BothServers } from './both-servers';
import { SURENESS } from '@/components/quiz/sureness';
import { sameLine, SpotLine, type LineMark } from './spot-line';

export interface PitfallEntry extends Omit<PitfallData, 'prose' | 'lesson'> {
  /** Why it is so. */
  readonly prose: ReactNode;
}

export interface Servers {
  readonly wrong: ExperimentServer;
  readonly right: ExperimentServer;
}

interface PitfallProps {
  readonly pitfall: PitfallEntry;
  readonly number: number;
  readonly servers: Servers;
  readonly answer: CommittedAnswer | null;
  /** A first line was wrong, and the fault is still being looked for. */
  readonly isSearching: boolean;
  readonly onCommit: (choice: string, confidence: Confidence, correct: boolean) => void;
  readonly onFound: () => void;
}

const keyOf = ({ file, line }: LinePlace): string => `${file}:${String(line)}`;

export function Pitfall(props: PitfallProps) {
  const { pitfall, number, servers, answer, isSearching, onCommit, onFound } = props;
  const [picked, setPicked] = useState<LinePlace | null>(null);
  const [confidence, setConfidence] = useState<Confidence | null>(null);
  const [asked, setAsked] = useState(false);
  const [tried, setTried] = useState<readonly LinePlace[]>([]);
  const titleId = useId();
  const found = useRef<HTMLButtonElement>(null);
  const isKnown = answer !== null && !isSearching;
  const isFault = (place: LinePlace): boolean => pitfall.fault.some((line) => sameLine(line, place));
  const missing = picked === null ? 'Choose a line first.' : confidence === null ? 'Say how sure you are, too.' : '';

  const showFound = (): void => {
    flushSync(onFound);
    found.current?.focus({ preventScroll: true });
  };

  const pick = (place: LinePlace): void => {
    if (answer === null) setPicked(place);
    else if (!isKnown) {
      setTried([...tried, place]);
      if (isFault(place)) showFound();
    }
  };

  const commit = (): void => {
    if (picked === null || confidence === null) {
      setAsked(true);
      return;
    }
    setTried([picked]);
    flushSync(() => onCommit(keyOf(picked), confidence, isFault(picked)));
    if (isFault(picked)) showFound();
  };

  const markOf = (place: LinePlace): LineMark | null => {
    if (tried.some((line) => sameLine(line, place))) return 'wrong';
    return answer === null && picked !== null && sameLine(picked, place) ? 'picked' : null;
  };

  const last = tried.at(-1);
  return (
    <article id={pitfall.slug} className="myth" data-state={isKnown ? 'known' : answer ? 'searching' : 'open'}>
      <p className="myth-number" aria-hidden="true">
        {number}
      </p>
      <div className="min-w-0">
        <h2 id={titleId} className="myth-claim">
          {pitfall.title}
        </h2>
        <p className="mt-2 mb-4 max-w-[40rem] text-soft">{pitfall.lede}</p>
        {isKnown ? null : (
          <SpotLine
            label={`Which line is at fault? ${pitfall.title}`}
            files={pitfall.files.map(({ file, wrong }) => ({ file, lines: wrong }))}
            markOf={markOf}
            onPick={pick}
          />
        )}
        <div role="status" className="spot-says">
          {isKnown ? (
            <>
              <Says right>{pitfall.found}</Says>
              {answer.correct ? null : (
                <p className="mt-2 text-soft">
                  Your first answer was {answer.choice.replace(':', ', line ')}, {SURENESS[answer.confidence]}.
                </p>
              )}
            </>
          ) : last && answer ? (
            <Says>
              Line {last.line}
              {pitfall.files.length > 1 ? ` of ${last.file}` : ''}: {sentenceOf(pitfall, last)}
            </Says>
          ) : picked ? (
            <p>
              Line {picked.line}
              {pitfall.files.length > 1 ? ` of ${picked.file}` : ''} it is. How sure are you?
            </p>
          ) : (
            <p className="text-soft">Click the line that is at fault. By keys: arrows up and down, then Enter.</p>
          )}
        </div>
        {answer === null ? (
          <>
            <ConfidenceChoice chosen={confidence} onChoose={setConfidence} />
            <div className="mt-3 flex flex-wrap items-center gap-3">
              <button type="button" className="button" onClick={commit}>
                Commit answer
              </button>
              <span role="status" className="text-sm text-s5">
                {asked ? missing : ''}
              </span>
            </div>
          </>
        ) : null}
        {answer && !isKnown ? (
          <button type="button" className="button button-quiet" onClick={showFound}>
            Show me the line
          </button>
        ) : null}
        {isKnown ? <Pair pitfall={pitfall} servers={servers} button={found} /> : null}
      </div>
    </article>
  );
}

function Says({ right = false, children }: { readonly right?: boolean; readonly children: ReactNode }) {
  return (
    <p className="flex gap-2">
      {right ? (
        <CheckIcon className="mt-1 size-3.5 flex-none text-s2" />
      ) : (
        <CloseIcon className="mt-1 size-3.5 flex-none text-s5" />
      )}
      <span>{children}</span>
    </p>
  );
}

const sentenceOf = ({ lines, otherwise }: PitfallEntry, place: LinePlace): string =>
  lines.find((line) => sameLine(line, place))?.says ?? otherwise;

interface PairProps extends Pick<PitfallProps, 'pitfall' | 'servers'> {
  readonly button: React.RefObject<HTMLButtonElement | null>;
}

function Pair({ pitfall, servers, button }: PairProps) {
  const [wrong, runWrong] = useRun(servers.wrong, pitfall.wrong);
  const [right, runRight] = useRun(servers.right, pitfall.right);
  const isRunning = wrong.status === 'running' || right.status === 'running';
  const failure = wrong.failure ?? right.failure;
  return (
    <>
      <div className="mt-5 grid gap-4">
        <BothPrograms files={pitfall.files} fault={pitfall.fault} />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <button
          ref={button}
          type="button"
          className={wrong.status === 'idle' ? 'button' : 'button button-quiet'}
          aria-disabled={isRunning}
          onClick={() => {
            if (!isRunning) void Promise.all([runWrong(), runRight()]);
          }}
        >
          <PlayIcon className="size-2.5" />
          {wrong.status === 'idle' ? 'Run both' : 'Run both again'}
        </button>
        <span role="status" className="text-sm text-soft tabular-nums">
          {isRunning ? waitingWords(servers) : ''}
        </span>
      </div>
      <BothServers
        slug={pitfall.slug}
        wrong={{ experiment: pitfall.wrong, run: wrong }}
        right={{ experiment: pitfall.right, run: right }}
      />
      {failure ? (
        <p role="alert" className="practice-failure" data-failure={failure.code}>
          <strong className="font-semibold">{failure.message}</strong> {failure.suggestion}{' '}
          <span className="font-mono text-[0.7rem] text-soft">{failure.code}</span>
        </p>
      ) : null}
      <div className="prose mt-6">{pitfall.prose}</div>
    </>
  );
}

function waitingWords({ wrong, right }: Servers): string {
  const behind = [wrong, right].find(({ state }) => state.status !== 'running');
  return behind ? serverWords(behind.state) : 'Both are answering…';
}
