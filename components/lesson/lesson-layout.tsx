/** Text and bench side by side, or one pane at a time on a small screen. Knows where they stand, not what they hold. */
'use client';

import type { ReactNode } from 'react';
import { useWorkbench } from '@/components/workbench/workbench-context';
import { Divider } from './divider';

interface LessonLayoutProps {
  readonly text: ReactNode;
  readonly bench: ReactNode;
}

export function LessonLayout({ text, bench }: LessonLayoutProps) {
  const { pane } = useWorkbench();
  return (
    <main id="main" className="lesson" data-pane={pane}>
      <div className="lesson-text">{text}</div>
      <Divider />
      <div data-lesson-bench>{bench}</div>
    </main>
  );
}
