/** What the project depends on, in which condition the learner has put it, and what was asked of it. Pure. */
import type {
  DatabaseCondition,
  ServerEvent,
  Upstream,
  UpstreamCall,
  UpstreamSetting,
} from '@/lib/runtime/live-server';

export interface UpstreamsState {
  readonly declared: readonly Upstream[];
  readonly settings: Readonly<Record<string, UpstreamSetting>>;
  /** SQLite files that the project has opened since it started. */
  readonly databases: readonly string[];
  readonly databaseSettings: Readonly<Record<string, DatabaseCondition>>;
  /** The newest first. */
  readonly calls: readonly UpstreamCall[];
}

export const NO_UPSTREAMS: UpstreamsState = {
  declared: [],
  settings: {},
  databases: [],
  databaseSettings: {},
  calls: [],
};

export const HEALTHY: UpstreamSetting = { condition: 'normal', seconds: 3, seed: 1 };

const MOST_CALLS = 200;

type Event = Extract<ServerEvent, { type: 'upstreams' | 'upstream-call' | 'database' }>;

export function addToUpstreams(before: UpstreamsState, events: readonly Event[]): UpstreamsState {
  return events.reduce((state, event) => {
    switch (event.type) {
      case 'upstreams':
        return { ...state, declared: event.upstreams, databases: [] };
      case 'upstream-call':
        return { ...state, calls: [event.call, ...state.calls].slice(0, MOST_CALLS) };
      case 'database':
        return state.databases.includes(event.path) ? state : { ...state, databases: [...state.databases, event.path] };
    }
  }, before);
}

export const setUpstream = (state: UpstreamsState, name: string, change: Partial<UpstreamSetting>): UpstreamsState => ({
  ...state,
  settings: { ...state.settings, [name]: { ...(state.settings[name] ?? HEALTHY), ...change } },
});

export const hasDependencies = ({ declared, databases }: UpstreamsState): boolean =>
  declared.length + databases.length > 0;
