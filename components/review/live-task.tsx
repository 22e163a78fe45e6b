/** A tiny Flask program with one line missing: an editor, and a check that the live server makes. */
'use client';

import { useEffect, useRef, useState } from 'react';
import { StatusChip } from '@/components/ui/status-chip';
import type { LiveTask } from '@/lib/course/card-types';
import type { ServerFailure } from '@/lib/runtime/failures';
import { CodeField } from './code-field';
import { missingLineOf } from './missing-line';
import { checkTask, type CheckedTask } from './review-server';
import { useTaskDraft } from './use-task-draft';

interface LiveTaskViewProps {
  /** The card's. */
  readonly id: string;
  /** How often the card was rated. */
  readonly turn: number;
  readonly task: LiveTask;
  /** The answer is in sight, and the missing line with it. */
  readonly shown: boolean;
  readonly onPassed: () => void;
}

type Check =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly checked: CheckedTask }
  | { readonly kind: 'failed'; readonly failure: ServerFailure };

export function LiveTaskView({ id, turn, task, shown, onPassed }: LiveTaskViewProps) {
  const [file = 'app.py', solution = ''] = Object.entries(task.solution)[0] ?? [];
  const { text, edit } = useTaskDraft(id, turn, file, task.start[file] ?? '');
  const [check, setCheck] = useState<Check>({ kind: 'none' });
  const left = useRef(false);

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  async function run(): Promise<void> {
    if (check.kind === 'running') return;
    setCheck({ kind: 'running' });
    const result = await checkTask(task, { [file]: text });
    // The next card may be on the page by now.
    if (left.current) return;
    setCheck(result.ok ? { kind: 'done', checked: result.value } : { kind: 'failed', failure: result.error });
    if (result.ok && result.value.passed) onPassed();
  }

  return (
    <div className="card-task">
      <ul className="goals" aria-label="Goal">
        {task.goals.map(({ test, doc }) => (
          <li key={test}>{doc}</li>
        ))}
      </ul>
      <p className="mt-2 mb-1.5 text-sm text-soft">
        One line of <code>{file}</code> is missing.
      </p>
      <CodeField name={file} text={text} onEdit={edit} onRun={() => void run()} />
      <div className="mt-2.5 flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button button-quiet"
          disabled={check.kind === 'running'}
          onClick={() => void run()}
        >
          {check.kind === 'running' ? 'Asking the server…' : 'Check'}
          <kbd aria-hidden="true">Ctrl ⏎</kbd>
        </button>
        <span className="text-sm text-soft">A real Flask server runs it, in this page.</span>
      </div>
      <div role="status" className="card-check">
        <CheckOutcome check={check} />
      </div>
      {shown ? <Solution start={task.start[file] ?? ''} solution={solution} /> : null}
    </div>
  );
}

function CheckOutcome({ check }: { readonly check: Check }) {
  if (check.kind === 'failed') {
    const { code, message, suggestion } = check.failure;
    return (
      <p data-failure={code}>
        <strong className="font-semibold">{message}</strong> {suggestion}{' '}
        <span className="font-mono text-[0.7rem] text-soft">{code}</span>
      </p>
    );
  }
  if (check.kind !== 'done') return null;
  const { passed, results, exchanges } = check.checked;
  return (
    <>
      <p className="font-semibold">{passed ? 'It works.' : 'Not yet.'}</p>
      <ul className="my-1.5 flex flex-wrap gap-x-4 gap-y-1 text-sm" aria-label="What the server answered">
        {exchanges.map(({ id, request, response }) => (
          <li key={id} className="flex items-center gap-2">
            <code>
              {request.method} {request.path}
            </code>
            <StatusChip status={response?.status ?? null} />
          </li>
        ))}
      </ul>
      {results
        .filter(({ outcome }) => outcome !== 'passed')
        .map(({ id, message }) => (
          <p key={id} className="text-sm whitespace-pre-line">
            {message}
          </p>
        ))}
    </>
  );
}

function Solution({ start, solution }: { readonly start: string; readonly solution: string }) {
  const missing = missingLineOf(start, solution);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys (WCAG 2.1.1)
    <pre className="card-solution" aria-label="The whole program" tabIndex={0}>
      {solution
        .trimEnd()
        .split('\n')
        .map((line, index) => (
          <code key={index} className={index === missing ? 'card-missing' : undefined}>
            {index === missing ? <span className="sr-only">The missing line: </span> : null}
            {line}
            {'\n'}
          </code>
        ))}
    </pre>
  );
}
