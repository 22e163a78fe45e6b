/** On a small screen, which pane is in sight: a bar at the thumb. Elsewhere it is not drawn. */
'use client';

import type { Pane } from './state/bench-state';
import { useUsedTabs } from './used-tabs';
import { useBench, useBenchState } from './workbench-context';

const PANES: readonly (readonly [Pane, string])[] = [
  ['lesson', 'Lesson'],
  ['code', 'Code'],
  ['page', 'Page'],
  ['network', 'Network'],
  ['logs', 'Logs'],
  ['tests', 'Tests'],
  ['tracker', 'Tracker'],
  ['xray', 'X-ray'],
  ['upstreams', 'Upstreams'],
  ['jobs', 'Jobs'],
  ['traffic', 'Traffic'],
  ['terminal', 'Terminal'],
];

export function PaneSwitch() {
  const { store, free } = useBench();
  const pane = useBenchState((state) => state.pane);
  const news = useBenchState((state) => state.news);
  const used = new Set<Pane>([...useUsedTabs(), 'code', ...(free ? [] : (['lesson'] as const))]);
  const failed = useBenchState((state) => state.server.status === 'failed');
  return (
    <nav aria-label="Panes" className="bench-switch no-print">
      {PANES.filter(([value]) => used.has(value)).map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-current={pane === value ? 'true' : undefined}
          onClick={() => store.dispatch({ type: 'pane-chosen', pane: value })}
        >
          {label}
          {value in news && news[value as keyof typeof news] && pane !== value ? <span className="bench-dot" /> : null}
          {value === 'code' && failed ? <span className="bench-dot" data-loud /> : null}
        </button>
      ))}
    </nav>
  );
}
