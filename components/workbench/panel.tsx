/** The tabs under the editor and their views. Page and Logs share the width on a large screen. */
'use client';

import { FullButton } from './full-button';
import { LogNews } from './logs/log-news';
import { AddressBar } from './page/address-bar';
import type { PanelTab } from './state/bench-state';
import { moveAmongTabs } from './tab-keys';
import { useUsedTabs } from './used-tabs';
import { useMedia } from './use-media';
import { useViewsFetchedLater, View } from './views';
import { useBench, useBenchState, WIDE } from './workbench-context';

const LABELS: Record<PanelTab, string> = {
  page: 'Page',
  network: 'Network',
  logs: 'Logs',
  tests: 'Tests',
  tracker: 'Tracker',
  xray: 'X-ray',
  upstreams: 'Upstreams',
  jobs: 'Jobs',
  traffic: 'Traffic',
  terminal: 'Terminal',
};
const PAIR: readonly PanelTab[] = ['page', 'logs'];

export function Panel() {
  const { store } = useBench();
  const tab = useBenchState((state) => state.tab);
  const title = useBenchState((state) => state.browser.title);
  const news = useBenchState((state) => state.news);
  const wide = useMedia(WIDE);
  const tabs = useUsedTabs();
  useViewsFetchedLater();
  const split = wide && PAIR.includes(tab);
  const inSight = (candidate: PanelTab): boolean => candidate === tab || (split && PAIR.includes(candidate));

  return (
    <div className="bench-panel">
      <AddressBar />
      <div className="bench-bar">
        <div role="tablist" aria-label="Views" tabIndex={-1} className="bench-tabs" onKeyDown={moveAmongTabs}>
          {tabs.map((candidate) => (
            <button
              key={candidate}
              type="button"
              role="tab"
              id={`bench-tab-${candidate}`}
              aria-selected={candidate === tab}
              aria-controls={`bench-view-${candidate}`}
              aria-describedby={news[candidate] ? 'bench-news' : undefined}
              tabIndex={candidate === tab ? 0 : -1}
              className="bench-tab"
              data-in-sight={inSight(candidate) || undefined}
              onClick={() => store.dispatch({ type: 'pane-chosen', pane: candidate })}
            >
              {LABELS[candidate]}
              {news[candidate] ? <span className="bench-dot" /> : null}
            </button>
          ))}
        </div>
        {/* Whichever tab is in sight. */}
        <LogNews />
        <span id="bench-news" hidden>
          Something new
        </span>
        {title === '' ? null : (
          <span className="ml-auto min-w-0 truncate px-2 text-xs text-faint max-sm:hidden" title={title}>
            {title}
          </span>
        )}
        <span className={title === '' ? 'ml-auto' : undefined}>
          <FullButton part="panel" />
        </span>
      </div>
      <div className="bench-views" data-split={split || undefined}>
        {tabs.map((candidate) => (
          <div
            key={candidate}
            role="tabpanel"
            id={`bench-view-${candidate}`}
            aria-labelledby={`bench-tab-${candidate}`}
            className="bench-view"
            data-view={candidate}
            hidden={!inSight(candidate)}
          >
            <View tab={candidate} inSight={inSight(candidate)} />
          </div>
        ))}
      </div>
    </div>
  );
}
