/**
 * The Page's way to the server: sends, follows, goes back and forward, sends again after a restart. One visit at a time;
 * a later one wins. Knows the session and the state, neither frames nor views.
 */
import type { RequestLine } from '@/lib/course/lesson-types';
import { readAddress } from '@/lib/preview/address';
import type { BrowserSession } from '@/lib/runtime/browser-session';
import { failure, type ServerFailure } from '@/lib/runtime/failures';
import type { HttpExchange, HttpRequest, RequestOrigin } from '@/lib/runtime/live-server';
import { err, type Result } from '@/lib/runtime/result';
import { awaitsFiles } from '@/lib/runtime/server-state';
import { carried } from '../state/composer.ts';
import { volleyWords, type VolleyOutcome } from '../state/volley.ts';
import { APP_URL, type Action, type BenchState, type SentBy } from '../state/bench-state.ts';
import { canGo, present, type Visit } from '../state/history.ts';
import type { Store } from '../state/store.ts';

/** What browsers send when they go to a page (not when a script fetches). */
const PAGE_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

export interface Fetched {
  readonly exchange: HttpExchange;
  readonly url: string;
  readonly redirected: boolean;
}

export interface Visits {
  /** What stands in the address bar. */
  sendTyped(): Promise<void>;
  /** The same so many times, one after another; the Page stays where it is. */
  sendVolley(count: number): Promise<void>;
  /** Send no more of them. */
  endVolley(): void;
  send(request: HttpRequest, origin: RequestOrigin): Promise<void>;
  go(by: number): Promise<void>;
  reload(): Promise<void>;
  /** What a project shows before anyone asks, unless that is more than looking. */
  first(request: RequestLine): Promise<void>;
  /** After a restart: the page again, if that is harmless. */
  refresh(): Promise<void>;
  stop(): void;
  /** The server did not start: what the Page shows is from before. */
  noteOld(): void;
  /** For the page's own files and scripts: does not change where the Page is. */
  fetch(request: HttpRequest, follow: boolean): Promise<Result<Fetched, ServerFailure>>;
}

interface VisitsOptions {
  readonly store: Store<BenchState, Action>;
  /** Resolves when the server has stopped starting; null when there is no server at all. */
  readonly ready: () => Promise<BrowserSession | null>;
}

export function createVisits({ store, ready }: VisitsOptions): Visits {
  let current: AbortController | null = null;
  let serial = 0;

  let volley: AbortController | null = null;

  /** What stands in the bar and the composer; null, with a word, when that is no address of the app. */
  async function typedRequest(): Promise<HttpRequest | null> {
    const { address, method, composer } = store.get().browser;
    const read = readAddress(address);
    if (read.ok) return { method, path: read.value, ...(await carried(composer)) };
    store.dispatch({ type: 'address-refused', problem: read.error });
    return null;
  }

  async function go(request: HttpRequest, origin: RequestOrigin, place: 'new' | number, by: SentBy): Promise<void> {
    // The one before has been overtaken. To abort it would end the server's process, once it is asked.
    if (awaitsFiles(store.get().server)) current?.abort();
    const mine = new AbortController();
    current = mine;
    const url = APP_URL + request.path;
    const answered = navigate(request, origin, mine.signal);
    // Most answers are here before the words "waiting…" could be drawn, and to draw them would hold up the answer.
    store.dispatchUnheard({ type: 'sent', request, url, by });
    const result = await answered;
    if (current !== mine) return;
    current = null;
    serial += 1;
    if (!result.ok) {
      const view = { kind: 'no-answer', serial, failure: result.error, url } as const;
      store.dispatch({ type: 'arrived', view, place, visit: { request, url } });
      return;
    }
    const { exchange, url: end, redirects, framed = false } = result.value;
    const view = { kind: 'answer', serial, exchange, url: end, redirects, framed } as const;
    store.dispatch({ type: 'arrived', view, place, visit: visitOf(request, exchange, end) });
    // For `npm run bench`.
    performance.mark('flask:shown');
  }

  async function navigate(request: HttpRequest, origin: RequestOrigin, signal?: AbortSignal) {
    const session = await ready();
    if (!session) return err(failure('not-running'));
    return session.navigate(asPage(request), origin, signal);
  }

  const again = async (index: number, by: SentBy): Promise<void> => {
    const visit = store.get().browser.history.visits[index];
    if (visit) await go(visit.request, 'page', index, by);
  };

  return {
    async sendTyped() {
      const request = await typedRequest();
      if (request) await go(request, 'composer', 'new', 'fields');
    },
    async sendVolley(total) {
      if (volley) return;
      const request = await typedRequest();
      const session = await ready();
      if (!request) return;
      const mine = new AbortController();
      volley = mine;
      const outcomes: VolleyOutcome[] = [];
      while (session && outcomes.length < total && !mine.signal.aborted) {
        store.dispatch({ type: 'composed', change: { volley: { status: 'running', done: outcomes.length, total } } });
        const result = await session.fetch(asPage(request), 'composer');
        outcomes.push(
          result.ok ? { status: result.value.response.status, ms: result.value.durationMs } : { status: null, ms: 0 },
        );
      }
      volley = null;
      store.dispatch({ type: 'composed', change: { volley: { status: 'over', summary: volleyWords(outcomes) } } });
    },
    endVolley: () => volley?.abort(),
    send: (request, origin) => go(request, origin, 'new', 'learner'),
    async go(by) {
      const { history } = store.get().browser;
      if (canGo(history, by)) await again(history.index + by, 'learner');
    },
    async reload() {
      const { history } = store.get().browser;
      if (present(history)) await again(history.index, 'learner');
    },
    async first(line) {
      const { history, loading, view } = store.get().browser;
      const request = firstRequest(line);
      if (!request || loading || view.kind !== 'blank' || present(history)) return;
      await go(request, 'page', 'new', 'itself');
    },
    async refresh() {
      const { history, loading } = store.get().browser;
      const visit = present(history);
      if (!visit || loading) return;
      if (visit.request.method === 'GET' || visit.request.method === 'HEAD') await again(history.index, 'itself');
      else {
        const note = `The server is new; the ${visit.request.method} was not sent again. Press Send to repeat it.`;
        store.dispatch({ type: 'page-noted', note });
      }
    },
    stop: () => current?.abort(),
    noteOld() {
      if (store.get().browser.view.kind === 'answer')
        store.dispatch({ type: 'page-noted', note: 'This page is from before: the server did not start again.' });
    },
    async fetch(request, follow) {
      const session = await ready();
      if (!session) return err(failure('not-running'));
      if (!follow) {
        const result = await session.fetch(request, 'page');
        return result.ok
          ? { ok: true, value: { exchange: result.value, url: APP_URL + request.path, redirected: false } }
          : result;
      }
      const result = await session.navigate(request, 'page');
      if (!result.ok) return result;
      const { exchange, url, redirects } = result.value;
      return { ok: true, value: { exchange, url, redirected: redirects.length > 0 } };
    },
  };
}

/** What a project shows before anyone asks; null when that is more than looking. */
export const firstRequest = ({ method, path }: RequestLine): HttpRequest | null =>
  method === 'GET' ? { method, path, headers: [] } : null;

const named = (headers: HttpRequest['headers'], name: string): boolean =>
  headers.some(([key]) => key.toLowerCase() === name);

/** The request as a browser sends it that goes to a page. */
export function asPage(request: HttpRequest): HttpRequest {
  if (named(request.headers, 'accept')) return request;
  return { ...request, headers: [['Accept', PAGE_ACCEPT], ...request.headers] };
}

/** What sending it again means: after a redirect, asking for where it ended. */
function visitOf(request: HttpRequest, { request: last }: HttpExchange, url: string): Visit {
  if (last.method === request.method && last.path === request.path) return { request, url };
  const headers = request.headers.filter(([name]) => !/^content-/i.test(name));
  const { method, path, body } = last;
  const kept = method === request.method ? request.headers : headers;
  return { request: { method, path, headers: kept, ...(method === request.method && body ? { body } : {}) }, url };
}
