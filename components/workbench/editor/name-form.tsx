/** The field in which a file gets its name. What is wrong with a name is said below it, in a sentence. */
'use client';

import { useId, useState } from 'react';
import { useBench } from '../workbench-context';
import type { Naming } from './file-tabs';

interface NameFormProps {
  readonly naming: Naming;
  readonly onDone: () => void;
}

export function NameForm({ naming, onDone }: NameFormProps) {
  const bench = useBench();
  const [name, setName] = useState(naming.kind === 'rename' ? naming.file : '');
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  return (
    <form
      className="flex min-w-0 grow flex-wrap items-center gap-x-1.5 gap-y-0.5 px-1 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        const refused = naming.kind === 'rename' ? bench.renameFile(naming.file, name) : bench.addFile(name);
        if (refused === null) onDone();
        else setProblem(refused);
      }}
    >
      <input
        // The learner has just asked for this field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={naming.kind === 'rename' ? `New name of ${naming.file}` : 'Name of the new file'}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        placeholder="templates/500.html"
        className="bench-field w-44 grow font-mono sm:grow-0"
        value={name}
        onFocus={({ target }) => selectBareName(target)}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onDone();
        }}
      />
      <button type="submit" className="button bench-small">
        {naming.kind === 'rename' ? 'Rename' : 'Add'}
      </button>
      <button type="button" className="button button-quiet bench-small" onClick={onDone}>
        Cancel
      </button>
      {problem === null ? null : (
        <span id={problemId} role="alert" className="w-full text-xs text-s5">
          {problem}
        </span>
      )}
    </form>
  );
}

/** What is most often changed: the last part, without its ending. */
function selectBareName(field: HTMLInputElement): void {
  const start = field.value.lastIndexOf('/') + 1;
  const dot = field.value.lastIndexOf('.');
  field.setSelectionRange(start, dot > start ? dot : field.value.length);
}
