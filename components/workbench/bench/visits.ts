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
import { carried, headerProblem } from '../state/composer.ts';
import { volleyWords, type VolleyOutcome } from '../state/volley.ts';
import { APP_URL, type Action, type BenchState, type SentBy } from '../state/bench-state.ts';
import { canGo, isSafe, present, type Visit } from '../state/history.ts';
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
  /** Back and forward. What may not be sent again by itself is shown as it was answered. */
  go(by: number): Promise<void>;
  /** The page again; for what may not be sent again by itself, what it was answered, and the question. */
  reload(): Promise<void>;
  /** What the question of `reload` asks: the present request once more, whatever it does. */
  sendAgain(): Promise<void>;
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
    const problem = read.ok ? headerProblem(composer) : read.error;
    if (read.ok && problem === null) return { method, path: read.value, ...(await carried(composer)) };
    store.dispatch({ type: 'address-refused', problem: problem ?? '' });
    return null;
  }

  /** The one before has been overtaken. To abort it would end the server's process, once it is asked. */
  function overtake(): void {
    if (awaitsFiles(store.get().server)) current?.abort();
    current = null;
  }

  async function go(
    { request, byPage }: Pick<Visit, 'request' | 'byPage'>,
    origin: RequestOrigin,
    place: 'new' | number,
    by: SentBy,
  ): Promise<void> {
    overtake();
    const mine = new AbortController();
    current = mine;
    const url = APP_URL + request.path;
    const sent: Visit = { request, url, ...(byPage ? { byPage } : {}) };
    const answered = navigate(request, origin, mine.signal);
    // Most answers are here before the words "waiting…" could be drawn, and to draw them would hold up the answer.
    store.dispatchUnheard({ type: 'sent', visit: sent, by });
    const result = await answered;
    if (current !== mine) return;
    current = null;
    serial += 1;
    if (!result.ok) {
      const view = { kind: 'no-answer', serial, failure: result.error, url } as const;
      store.dispatch({ type: 'arrived', view, place, visit: keep(sent, view) });
      return;
    }
    const { exchange, url: end, redirects, framed = false } = result.value;
    const view = { kind: 'answer', serial, exchange, url: end, redirects, framed } as const;
    store.dispatch({
      type: 'arrived',
      view,
      place,
      visit: keep({ ...sent, ...visitOf(request, exchange, end) }, view),
    });
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
    if (visit) await go(visit, 'page', index, by);
  };

  /** A visit that may not be sent again by itself: shows what came of it, and says so. False for any other visit. */
  function showKept(index: number, by: SentBy, note: (method: string) => string): boolean {
    const visit = store.get().browser.history.visits[index];
    if (!visit?.kept) return false;
    overtake();
    serial += 1;
    store.dispatchUnheard({ type: 'sent', visit, by });
    store.dispatch({ type: 'arrived', view: { ...visit.kept, serial }, place: index, visit });
    store.dispatch({ type: 'page-noted', note: note(visit.request.method), offersAgain: true });
    return true;
  }

  return {
    async sendTyped() {
      const request = await typedRequest();
      if (request) await go({ request }, 'composer', 'new', 'fields');
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
    send: (request, origin) => go({ request, byPage: origin === 'page' }, origin, 'new', 'learner'),
    async go(by) {
      const { history } = store.get().browser;
      if (!canGo(history, by)) return;
      const place = history.index + by;
      if (!showKept(place, 'learner', (method) => `The ${method} was not sent again: this is what came of it before.`))
        await again(place, 'learner');
    },
    async reload() {
      const { index } = store.get().browser.history;
      if (!showKept(index, 'itself', (method) => `Reload would send the ${method} again.`))
        await again(index, 'learner');
    },
    sendAgain: () => again(store.get().browser.history.index, 'learner'),
    async first(line) {
      const { history, loading, view } = store.get().browser;
      const request = firstRequest(line);
      if (!request || loading || view.kind !== 'blank' || present(history)) return;
      await go({ request }, 'page', 'new', 'itself');
    },
    async refresh() {
      const { history, loading } = store.get().browser;
      const visit = present(history);
      if (!visit || loading) return;
      if (isSafe(visit.request)) await again(history.index, 'itself');
      else {
        const note = `The server is new; the ${visit.request.method} was not sent again.`;
        store.dispatch({ type: 'page-noted', note, offersAgain: true });
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

/** What came of a request stays with the visit if it cannot be had by asking again. */
const keep = (visit: Visit, kept: NonNullable<Visit['kept']>): Visit =>
  isSafe(visit.request) ? visit : { ...visit, kept };

/** What sending it again means: after a redirect, asking for where it ended. */
function visitOf(request: HttpRequest, { request: last }: HttpExchange, url: string): Visit {
  if (last.method === request.method && last.path === request.path) return { request, url };
  const headers = request.headers.filter(([name]) => !/^content-/i.test(name));
  const { method, path, body } = last;
  const kept = method === request.method ? request.headers : headers;
  return { request: { method, path, headers: kept, ...(method === request.method && body ? { body } : {}) }, url };
}
