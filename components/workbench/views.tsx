/**
 * The panel's views by their tab. Page and Logs come with the page; the others are fetched after the server's first
 * answer or when they are asked for, since on a small machine everything else makes that answer late.
 * A view once drawn stays, and what was opened or typed in it.
 */
'use client';

import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { whenIdle } from '@/components/progress/when-idle';
import { Boundary } from './boundary';
import { LogsView } from './logs/logs-view';
import { PageView } from './page/page-view';
import type { PanelTab } from './state/bench-state';

type Load = () => Promise<ComponentType>;

const LATER = {
  network: async () => (await import('./network/network-view')).NetworkView,
  tests: async () => (await import('./tests/tests-view')).TestsView,
  tracker: async () => (await import('./tracker/tracker-view')).TrackerView,
  xray: async () => (await import('./xray/xray-view')).XrayView,
  upstreams: async () => (await import('./upstreams/upstreams-view')).UpstreamsView,
  jobs: async () => (await import('./jobs/jobs-view')).JobsView,
  traffic: async () => (await import('./traffic/traffic-view')).TrafficView,
} satisfies Partial<Record<PanelTab, Load>>;

const orUnavailable = (load: Load) => (): Promise<{ default: ComponentType }> =>
  load().then(
    (view) => ({ default: view }),
    (error: unknown) => {
      console.warn('A view could not be loaded.', error);
      return { default: ViewUnavailable };
    },
  );

const VIEWS: Record<PanelTab, ComponentType> = {
  page: PageView,
  logs: LogsView,
  network: lazy(orUnavailable(LATER.network)),
  tests: lazy(orUnavailable(LATER.tests)),
  tracker: lazy(orUnavailable(LATER.tracker)),
  xray: lazy(orUnavailable(LATER.xray)),
  upstreams: lazy(orUnavailable(LATER.upstreams)),
  jobs: lazy(orUnavailable(LATER.jobs)),
  traffic: lazy(orUnavailable(LATER.traffic)),
  // Only one runtime has a terminal, so it is fetched when it is opened.
  terminal: lazy(orUnavailable(async () => (await import('./terminal/terminal-view')).TerminalView)),
};

function ViewUnavailable() {
  return (
    <p role="alert" className="bench-notice" data-tone="warn" data-failure="view-unavailable">
      This view could not be loaded. Your code is as it was. Check the connection and reload the page to try again.{' '}
      <span className="font-mono text-[0.7rem] text-soft">view-unavailable</span>
    </p>
  );
}

/** So that a click later finds it at hand, and so does a learner whose connection is gone by then. */
export function useViewsFetchedLater(): void {
  useEffect(() => {
    return whenIdle(() => {
      for (const load of Object.values(LATER))
        load().catch((error: unknown) => {
          console.info('A view is not at hand yet; it is fetched when it is asked for.', error);
        });
    });
  }, []);
}

export function View({ tab, inSight }: { readonly tab: PanelTab; readonly inSight: boolean }) {
  const [drawn, setDrawn] = useState(inSight);
  if (inSight && !drawn) setDrawn(true);
  const Drawn = VIEWS[tab];
  return drawn ? (
    <Boundary what="view">
      <Suspense>
        <Drawn />
      </Suspense>
    </Boundary>
  ) : null;
}
