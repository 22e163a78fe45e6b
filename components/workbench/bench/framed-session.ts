/**
 * Visits that the browser makes itself, in a frame of the server's own address: what was answered is heard from the server.
 * Only what a frame can do goes that way, a GET without headers or body of its own; everything else as ever. Draws nothing.
 */
import { APP_ORIGIN, headerOf, type BrowserSession, type Navigation } from '@/lib/runtime/browser-session';
import type { ServerFailure } from '@/lib/runtime/failures';
import type { HttpExchange, HttpRequest, LiveServer, RequestOrigin, ServerEvent } from '@/lib/runtime/live-server';
import { err, ok, type Result } from '@/lib/runtime/result';

export interface OwnFrame {
  /** Sends the frame to a path of the server's own address. */
  go(path: string): void;
  /** The frame never asked for it: whoever shows it should stop. */
  giveUp(): void;
}

/** How long a frame may take until its request reaches the server; then it is taken for blocked. */
const REACH_MS = 6000;

/** @param frame the frame to show pages in; null when they are drawn from answers */
export function framedSession(
  session: BrowserSession,
  server: LiveServer,
  frame: () => OwnFrame | null,
  reachMs = REACH_MS,
): BrowserSession {
  return {
    fetch: (request, origin, options) => session.fetch(request, origin, options),
    async navigate(request, origin, signal) {
      const shown = frame();
      if (!shown || !isPlain(request, origin)) return session.navigate(request, origin, signal);
      const heard = await hear(server, request.path, () => shown.go(request.path), reachMs);
      if (heard) return heard;
      shown.giveUp();
      return session.navigate(request, origin, signal);
    },
  };
}

/** What a browser asks for by itself; Accept is what it sends with every page, Referer with what a page leads to. */
function isPlain({ method, headers, body }: HttpRequest, origin: RequestOrigin): boolean {
  const own = origin === 'page' ? ['accept', 'referer'] : ['accept'];
  return method === 'GET' && body === undefined && headers.every(([name]) => own.includes(name.toLowerCase()));
}

/** The end of the visit that `go` begins, redirects included; null when it never reached the server. */
function hear(
  server: LiveServer,
  path: string,
  go: () => void,
  reachMs: number,
): Promise<Result<Navigation, ServerFailure> | null> {
  return new Promise((resolve) => {
    const redirects: HttpExchange[] = [];
    let wanted = path;
    let asked: string | null = null;
    const finish = (result: Result<Navigation, ServerFailure> | null): void => {
      clearTimeout(late);
      leave();
      resolve(result);
    };
    const take = (event: ServerEvent): void => {
      if (event.type === 'request' && asked === null && event.request.path === wanted) {
        asked = event.id;
        clearTimeout(late);
      }
      if (event.type === 'failure' && asked !== null && event.requestId === asked) finish(err(event.failure));
      if (event.type !== 'exchange' || event.exchange.id !== asked) return;
      const next = redirectInside(event.exchange);
      if (next === null) {
        finish(ok({ exchange: event.exchange, url: APP_ORIGIN + wanted, redirects, framed: true }));
        return;
      }
      redirects.push(event.exchange);
      wanted = next;
      asked = null;
      late = setTimeout(() => finish(null), reachMs);
    };
    let late = setTimeout(() => finish(null), reachMs);
    const leave = server.subscribe(take);
    go();
  });
}

/** Where the browser goes on to in the same app; null at the end, or when it leaves. */
function redirectInside({ request, response: { status, headers } }: HttpExchange): string | null {
  const location = [301, 302, 303, 307, 308].includes(status) ? headerOf(headers, 'location') : undefined;
  if (location === undefined || !URL.canParse(location, APP_ORIGIN + request.path)) return null;
  const target = new URL(location, APP_ORIGIN + request.path);
  return target.origin === APP_ORIGIN ? target.pathname + target.search : null;
}
