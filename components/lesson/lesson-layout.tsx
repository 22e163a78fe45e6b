/** Text and bench side by side, or one pane at a time on a small screen. Knows where they stand, not what they hold. */
'use client';

import { useEffect, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useWorkbench } from '@/components/workbench/workbench-context';
import { Divider } from './divider';

interface LessonLayoutProps {
  readonly text: ReactNode;
  readonly bench: ReactNode;
}

export function LessonLayout({ text, bench }: LessonLayoutProps) {
  const { pane, setPane } = useWorkbench();
  // A link into the text, such as one that the search has found, leads there from the other panes too.
  useEffect(() => {
    const follow = (): void => {
      const target = document.querySelector('.lesson-text :target');
      if (!target || target.getClientRects().length > 0) return;
      flushSync(() => setPane('lesson'));
      target.scrollIntoView();
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [setPane]);
  return (
    <main id="main" className="lesson" data-pane={pane}>
      <div className="lesson-text">{text}</div>
      <Divider />
      <div data-lesson-bench>{bench}</div>
    </main>
  );
}
