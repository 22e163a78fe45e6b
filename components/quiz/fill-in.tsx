/**
 * `<FillIn>`: one line to write into a program; a test against the program with that line says whether it will do. The
 * first line is committed; after that the learner may try as often as they like.
 */
'use client';

import { useId, useState, type ReactNode } from 'react';
import { Chevron } from '@/components/ui/icons';
import { Pieces } from '@/components/practice/program-listing';
import type { Fill } from '@/lib/course/lesson-types';
import type { CodeLine } from '@/lib/course/practice-types';
import type { FillInQuiz } from '@/lib/course/vocabulary';
import { filled } from '@/lib/experiment/quiz';
import type { ServerFailure } from '@/lib/runtime/failures';
import { ok, type Result } from '@/lib/runtime/result';
import { Question } from './question';
import { testProgram } from './second-server';
import { useAskedAnswer } from './use-asked-answer';
import { VerdictLine } from './verdict';

interface FillInProps {
  readonly projectId: string;
  readonly quiz: FillInQuiz;
  readonly fill: Fill;
  /** The program's lines, with the blank among them. */
  readonly lines: readonly CodeLine[];
  /** The explanation. */
  readonly children: ReactNode;
}

/** What the test said of a line. */
interface Tried {
  readonly line: string;
  readonly passed: boolean;
  readonly message: string;
}

export function FillIn({ projectId, quiz, fill, lines, children }: FillInProps) {
  const [text, setText] = useState('');
  const [later, setLater] = useState<Tried | null>(null);
  const [trying, setTrying] = useState(false);
  const [trouble, setTrouble] = useState<ServerFailure | null>(null);
  const { committed, asking, told, submit } = useAskedAnswer(
    projectId,
    quiz.id,
    (line) => tryLine(fill, line),
    ({ passed }) => passed,
  );
  const outcome = later ?? told;
  // On a later visit only the verdict is known; running the line again brings the message back.
  const passed = outcome?.passed ?? committed?.correct ?? false;

  const again = async (): Promise<void> => {
    if (trying || text.trim() === '') return;
    setTrying(true);
    const result = await tryLine(fill, text);
    setTrying(false);
    setTrouble(result.ok ? null : result.error);
    if (result.ok) setLater(result.value);
  };

  return (
    <Question
      question={quiz.question}
      choose={(labelId) => (
        <Program
          labelId={labelId}
          lines={lines}
          file={fill.file}
          blank={fill.line}
          text={committed && text === '' ? committed.choice : text}
          locked={asking.status === 'asking' || trying}
          onText={setText}
        />
      )}
      isCommitted={committed !== null}
      missing={text.trim() === '' ? 'Write the line first.' : ''}
      asking={asking}
      onCommit={(confidence) => submit(text.trim(), confidence)}
      truth={
        committed ? (
          <>
            <VerdictLine correct={committed.correct} committed={committed}>
              {committed.correct ? 'The test passes with it.' : 'The test fails with the line you committed.'}
            </VerdictLine>
            {outcome && !outcome.passed ? <pre className="fill-message">{outcome.message}</pre> : null}
            {later?.passed ? (
              <p>
                <strong>Now the test passes.</strong>
              </p>
            ) : null}
            {trouble ? (
              <p role="alert" data-failure={trouble.code}>
                {trouble.message} {trouble.suggestion}
              </p>
            ) : null}
            {passed ? (
              children
            ) : (
              <>
                <p className="flex flex-wrap items-center gap-3">
                  <button type="button" className="button" aria-disabled={trying} onClick={() => void again()}>
                    {trying ? 'Testing…' : 'Test another line'}
                  </button>
                </p>
                <details className="folded">
                  <summary>
                    <Chevron />A line that works
                  </summary>
                  <div className="folded-body">
                    <p>
                      <code>{quiz.answer}</code>
                    </p>
                    {children}
                  </div>
                </details>
              </>
            )}
          </>
        ) : null
      }
    />
  );
}

async function tryLine(fill: Fill, line: string): Promise<Result<Tried, ServerFailure>> {
  const report = await testProgram(filled(fill, line), fill.tests);
  if (!report.ok) return report;
  const { results, output, exitCode } = report.value;
  const bad = results.find(({ outcome }) => outcome !== 'passed');
  // Without any result pytest did not get as far as a test; its own words say why.
  const message = bad?.message ?? (exitCode === 0 ? '' : output.slice(-800));
  return ok({ line, passed: exitCode === 0 && bad === undefined, message });
}

interface ProgramProps {
  readonly labelId: string;
  readonly lines: readonly CodeLine[];
  readonly file: string;
  readonly blank: number;
  readonly text: string;
  readonly locked: boolean;
  readonly onText: (text: string) => void;
}

function Program({ labelId, lines, file, blank, text, locked, onText }: ProgramProps) {
  const fieldId = useId();
  const indent = /^\s*/.exec(lines[blank - 1]?.text ?? '')?.[0] ?? '';
  const before = lines.slice(0, blank - 1);
  const after = lines.slice(blank);
  return (
    <figure className="code">
      <figcaption>{file}</figcaption>
      <div className="shiki fill-program">
        <Lines lines={before} label="Before the missing line" />
        <div className="fill-line">
          <span className="whitespace-pre">{indent}</span>
          <input
            id={fieldId}
            aria-labelledby={labelId}
            className="fill-field"
            value={text}
            readOnly={locked}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={({ target }) => onText(target.value)}
          />
        </div>
        <Lines lines={after} label="After the missing line" />
      </div>
    </figure>
  );
}

function Lines({ lines, label }: { readonly lines: readonly CodeLine[]; readonly label: string }) {
  return (
    <pre role="group" aria-label={label}>
      <code>
        {lines.map((line, index) => (
          <span key={index} className="block min-h-[1.65em]">
            <Pieces line={line} />
          </span>
        ))}
      </code>
    </pre>
  );
}
