/** A project that came in the page's link: said what it is, and opened only when the learner wants it. */
'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/workbench/dialog';
import { useBench } from '@/components/workbench/workbench-context';
import type { TextFiles } from '@/lib/course/lesson-types';
import type { ProjectFailure } from '@/lib/playground/failures';
import type { Result } from '@/lib/runtime/result';
import { ProjectNotice } from './project-notice';

export function SharedProject() {
  const bench = useBench();
  const [shared, setShared] = useState<Result<TextFiles, ProjectFailure> | null>(null);

  useEffect(() => {
    const read = (): void => {
      const { hash } = location;
      // Every page has fragments of its own; only this one carries code.
      if (!hash.startsWith('#code=')) return;
      void import('@/lib/playground/share-link').then(({ fromFragment }) => setShared(fromFragment(hash)));
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);

  if (!shared) return null;
  const forget = (): void => {
    setShared(null);
    // A reload should show what was chosen, and not ask again.
    history.replaceState(history.state, '', location.pathname + location.search);
  };
  if (!shared.ok) return <ProjectNotice failure={shared.error} onClose={forget} />;
  const files = shared.value;
  return (
    <Dialog title="Somebody’s code" onClose={forget}>
      <p className="pb-2">
        This link carries a project. Opened, it runs in this page’s sandbox: it cannot reach the network, this browser’s
        storage, or the rest of the course. What its pages show and ask for is up to whoever wrote it; do not type a
        password there.
      </p>
      <ul
        aria-label="Files in the link"
        className="max-h-48 overflow-auto rounded-md bg-sunk px-3 py-2 font-mono text-xs"
      >
        {Object.entries(files).map(([path, text]) => (
          <li key={path} className="flex justify-between gap-4">
            <span className="break-all">{path}</span>
            <span className="flex-none text-soft">
              {text.split('\n').length} {text.includes('\n') ? 'lines' : 'line'}
            </span>
          </li>
        ))}
      </ul>
      <form method="dialog" className="flex gap-2 pt-4">
        <button
          type="submit"
          className="button"
          onClick={() => void bench.openProject(files, 'The linked project is in place of yours.')}
        >
          Open it
        </button>
        <button type="submit" className="button button-quiet">
          Keep mine
        </button>
      </form>
    </Dialog>
  );
}
