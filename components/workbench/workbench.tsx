/** The workbench: editor above, a panel of views below, the server's state always in sight. Lays out; decides nothing. */
'use client';

import type { WorkbenchProject } from '@/lib/course/lesson-types';
import { BothSides } from './logs/both-sides';
import { SourceDialog } from './logs/source-dialog';
import { EditorPane } from './editor/editor-pane';
import { Notices } from './notices';
import { Panel } from './panel';
import { PaneSwitch } from './pane-switch';
import { Shortcuts } from './shortcuts';
import { Splitter } from './splitter';
import { StatusBar } from './status-bar';
import { useBenchState } from './workbench-context';
import './workbench.css';
import './editor/editor.css';

export function Workbench({ project }: { readonly project: WorkbenchProject }) {
  const status = useBenchState((state) => state.server.status);
  const pane = useBenchState((state) => state.pane);
  const full = useBenchState((state) => state.full);
  return (
    <>
      <section
        aria-label="Workbench"
        className="bench no-print"
        data-lesson-panes
        data-server-state={status}
        data-pane={pane}
        data-full={full ?? undefined}
      >
        <div>
          <StatusBar />
          <Notices />
        </div>
        <EditorPane project={project} />
        <Splitter />
        <Panel />
      </section>
      <PaneSwitch />
      <Shortcuts />
      <SourceDialog />
      <BothSides />
    </>
  );
}
