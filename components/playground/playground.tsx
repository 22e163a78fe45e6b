/** The playground: the workbench on a project of the learner's own, with the ways in and out above it. */
'use client';

import { useState } from 'react';
import type { Template } from '@/lib/course/course';
import type { WorkbenchProject } from '@/lib/course/lesson-types';
import type { PinnedPackage } from '@/lib/playground/requirements';
import { Workbench } from '@/components/workbench/workbench';
import { WorkbenchProvider } from '@/components/workbench/workbench-context';
import { PlaygroundBar } from './playground-bar';
import { SharedProject } from './shared-project';
import './playground.css';

interface PlaygroundProps {
  readonly templates: readonly Template[];
  readonly pins: readonly PinnedPackage[];
}

export function Playground({ templates, pins }: PlaygroundProps) {
  const [project] = useState(() => projectOf(templates[0]?.files ?? {}));
  return (
    <WorkbenchProvider project={project}>
      <main id="main" className="playground">
        <h1 className="sr-only">Playground</h1>
        <PlaygroundBar templates={templates} pins={pins} />
        <SharedProject />
        <div className="min-h-0 min-w-0 grow">
          <Workbench project={project} />
        </div>
      </main>
    </WorkbenchProvider>
  );
}

const projectOf = (start: WorkbenchProject['start']): WorkbenchProject => ({
  id: 'playground',
  start,
  solution: {},
  tests: {},
  goals: [],
  hints: [],
  opens: ['app.py'],
  request: { method: 'GET', path: '/' },
  // The first template may change: a project of one's own is not an older version of it.
  baseHash: 'playground',
});
