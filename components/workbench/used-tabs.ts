/** The tabs that have something to say: what a project does not use is not offered. */
'use client';

import { PANEL_TABS, type PanelTab } from './state/bench-state';
import { hasDependencies } from './state/upstreams';
import { useBenchState } from './workbench-context';

export function useUsedTabs(): readonly PanelTab[] {
  const current = useBenchState((state) => state.tab);
  const dependent = useBenchState((state) => hasDependencies(state.upstreams));
  const hasTerminal = useBenchState((state) => state.runtime === 'webcontainer');
  const busy = useBenchState((state) => state.jobs.length > 0);
  const unused = new Set<PanelTab>([
    ...(dependent ? [] : (['upstreams'] as const)),
    ...(hasTerminal ? [] : (['terminal'] as const)),
    ...(busy ? [] : (['jobs'] as const)),
  ]);
  return PANEL_TABS.filter((tab) => tab === current || !unused.has(tab));
}
