/** Sends the visitors' requests at their time, many times faster if wanted, each visitor with cookies of their own. */
import { createBrowserSession, type BrowserSession } from '@/lib/runtime/browser-session';
import { failure } from '@/lib/runtime/failures';
import type { LiveServer, PlannedRequest, TrafficOptions } from '@/lib/runtime/live-server';
import type { Action, BenchState } from '../state/bench-state.ts';
import type { Store } from '../state/store.ts';
import { isFallback, isRawErrorPage, type Outcome } from '../state/traffic.ts';
import { createEventQueue, type Schedule } from './event-queue.ts';

export interface TrafficRun {
  /** Draws and sends; a run that is under way is stopped first. */
  start(options: TrafficOptions): Promise<void>;
  stop(): void;
}

interface TrafficRunOptions {
  readonly store: Store<BenchState, Action>;
  readonly server: () => LiveServer | null;
  readonly schedule?: Schedule | undefined;
  /** Milliseconds; only differences count. */
  readonly now?: () => number;
}

export function createTrafficRun({
  store,
  server,
  schedule,
  now = () => performance.now(),
}: TrafficRunOptions): TrafficRun {
  let running: AbortController | null = null;
  const queue = createEventQueue<Outcome>((outcomes) => store.dispatch({ type: 'traffic-came', outcomes }), schedule);

  async function run(live: LiveServer, plan: readonly PlannedRequest[], signal: AbortSignal): Promise<void> {
    const sessions = new Map<number, BrowserSession>();
    const began = Date.now();
    let virtual = 0;
    let last = now();
    for (const one of plan) {
      const { speed } = store.get().traffic;
      await wait((one.at - virtual) / speed - (now() - last), signal);
      if (signal.aborted) return;
      virtual = one.at;
      last = now();
      const session = sessions.get(one.visitor) ?? createBrowserSession(live);
      sessions.set(one.visitor, session);
      queue.push(await send(session, one, began + one.at, now));
    }
  }

  return {
    async start(options) {
      running?.abort();
      const mine = (running = new AbortController());
      const left = (): boolean => mine.signal.aborted;
      store.dispatch({ type: 'traffic-began' });
      const live = server();
      const plan = live ? await live.planTraffic(options) : ({ ok: false, error: failure('not-running') } as const);
      if (left()) return;
      if (!plan.ok) {
        running = null;
        store.dispatch({ type: 'traffic-failed', failure: plan.error });
        return;
      }
      store.dispatch({ type: 'traffic-planned', count: plan.value.length });
      if (live) await run(live, plan.value, mine.signal);
      queue.flush();
      if (running === mine) running = null;
      if (!left()) store.dispatch({ type: 'traffic-ended', status: 'done' });
    },
    stop() {
      if (!running) return;
      running.abort();
      running = null;
      queue.flush();
      store.dispatch({ type: 'traffic-ended', status: 'stopped' });
    },
  };
}

async function send(session: BrowserSession, one: PlannedRequest, clock: number, now: () => number): Promise<Outcome> {
  const { at, visitor, malicious, method, path, headers } = one;
  const body = one.body === '' ? {} : { body: new TextEncoder().encode(one.body) };
  const started = now();
  const sent = await session.fetch({ method, path, headers, ...body }, 'traffic', { clock });
  const ms = now() - started;
  if (!sent.ok) return { at, visitor, malicious, status: null, ms, raw: false, helped: false };
  const { response } = sent.value;
  return {
    at,
    visitor,
    malicious,
    status: response.status,
    ms,
    raw: isRawErrorPage(response),
    helped: isFallback(response),
  };
}

/** Ends early when the signal comes. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
