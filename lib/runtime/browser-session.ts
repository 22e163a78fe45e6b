/**
 * What a browser does around one exchange with a live server: keeps cookies, follows redirects, sends Host and friends.
 * The server behind it is one origin, http://localhost:5000, as `flask run` prints it. Knows nothing of pages or views.
 */
import type * as Cookies from 'tough-cookie';
import { failure } from './failures.ts';
import type { ServerFailure } from './failures.ts';
import type {
  HeaderList,
  HttpExchange,
  HttpRequest,
  LiveServer,
  RequestOptions,
  RequestOrigin,
} from './live-server.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';

export const APP_ORIGIN = 'http://localhost:5000';

/** As browsers do (Fetch standard, HTTP-redirect fetch). */
export const MAX_REDIRECTS = 20;

export interface Navigation {
  /** The last answer. A redirect, if that was not followed: `redirectTarget` tells. */
  readonly exchange: HttpExchange;
  /** Where it ended, absolute. */
  readonly url: string;
  /** The redirects on the way, in order. */
  readonly redirects: readonly HttpExchange[];
  /** A frame shows it already: the browser itself has asked for it. */
  readonly framed?: boolean;
}

type SendOptions = Pick<RequestOptions, 'signal' | 'clock'>;

export interface BrowserSession {
  /** Send and follow redirects. One to another host, or one too many, is not followed: it is itself the answer. */
  navigate(
    request: HttpRequest,
    origin: RequestOrigin,
    signal?: AbortSignal,
  ): Promise<Result<Navigation, ServerFailure>>;
  /** One exchange, no redirects. */
  fetch(
    request: HttpRequest,
    origin: RequestOrigin,
    options?: SendOptions,
  ): Promise<Result<HttpExchange, ServerFailure>>;
}

/** It brings the Public Suffix List, which is too much for a page that has no cookie yet. */
async function loadCookies(): Promise<Result<typeof Cookies, ServerFailure>> {
  try {
    return ok(await import('tough-cookie'));
  } catch (cause) {
    const message = 'The app set a cookie, and what keeps cookies could not be fetched.';
    return err(failure('bundle-missing', { message, cause: String(cause) }));
  }
}

export const headerOf = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** The request with the headers that a browser adds of its own. */
export function asSent(request: HttpRequest, cookie = ''): HttpRequest {
  const own = request.headers.map(([name]) => name.toLowerCase());
  const added: [string, string][] = [
    ['Host', 'localhost:5000'],
    ['User-Agent', 'Graceful/1.0 (the course)'],
    ['Accept', '*/*'],
    ...(cookie === '' ? [] : [['Cookie', cookie] as [string, string]]),
    ...(request.body ? [['Content-Length', String(request.body.length)] as [string, string]] : []),
  ];
  return { ...request, headers: [...added.filter(([name]) => !own.includes(name.toLowerCase())), ...request.headers] };
}

export function createBrowserSession(server: LiveServer): BrowserSession {
  /** Null until the first cookie is set. */
  let jar: Cookies.CookieJar | null = null;

  async function exchange(
    request: HttpRequest,
    origin: RequestOrigin,
    options: SendOptions = {},
  ): Promise<Result<HttpExchange, ServerFailure>> {
    const url = APP_ORIGIN + request.path;
    const cookie = (await jar?.getCookieString(url, { http: true, sameSiteContext: 'strict' })) ?? '';
    const result = await server.request(asSent(request, cookie), { origin, ...options });
    return result.ok ? store(result.value, url) : result;
  }

  /** The exchange again, its cookies kept. */
  async function store(done: HttpExchange, url: string): Promise<Result<HttpExchange, ServerFailure>> {
    const set = done.response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie');
    if (set.length === 0) return ok(done);
    const loaded = await loadCookies();
    if (!loaded.ok) return loaded;
    const { Cookie, CookieJar } = loaded.value;
    jar ??= new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
    for (const [, value] of set) {
      const cookie = Cookie.parse(value, { loose: true });
      // A cookie for another domain, say: browsers drop it without a word too.
      if (cookie) await jar.setCookie(cookie, url, { http: true, ignoreError: true, sameSiteContext: 'strict' });
    }
    return ok(done);
  }

  async function navigate(
    request: HttpRequest,
    origin: RequestOrigin,
    signal?: AbortSignal,
  ): Promise<Result<Navigation, ServerFailure>> {
    const redirects: HttpExchange[] = [];
    let current = request;
    for (;;) {
      const result = await exchange(current, origin, signal ? { signal } : {});
      if (!result.ok) return result;
      const url = APP_ORIGIN + current.path;
      const target = redirectTarget(result.value, url);
      const isEnd = target?.origin !== APP_ORIGIN || redirects.length === MAX_REDIRECTS;
      if (isEnd) return ok({ exchange: result.value, url, redirects });
      redirects.push(result.value);
      current = follow(current, result.value.response.status, target);
    }
  }

  return { navigate, fetch: exchange };
}

/** Where an answer sends the browser on to, absolute; null when it is no redirect. */
export function redirectTarget({ response }: HttpExchange, base: string): URL | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  const location = headerOf(response.headers, 'location');
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base) : null;
}

/** 303 always, and 301 and 302 after a POST, go on as GET without the body (Fetch standard). */
function follow(request: HttpRequest, status: number, target: URL): HttpRequest {
  const path = target.pathname + target.search;
  const toGet =
    (status === 303 && request.method !== 'GET' && request.method !== 'HEAD') ||
    ((status === 301 || status === 302) && request.method === 'POST');
  if (!toGet) return { ...request, path };
  const headers = request.headers.filter(([name]) => !/^(content-.*|cookie)$/i.test(name));
  return { method: 'GET', path, headers };
}
