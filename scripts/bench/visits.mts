/**
 * Visits to a page by browsers of their own: a cold one with a new profile, then returning ones with the same profile in a
 * new browser. Times are the page's own, from navigation to its mark `flask:response`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { BROWSER_ARGUMENTS } from '../lib/browser-arguments.mts';

/** Left by lib/runtime at every answered request, and when a spare interpreter has booted. */
export const RESPONSE_MARK = 'flask:response';
/** Left by the workbench, and by the plain page, when an answer is shown. */
const SHOWN_MARK = 'flask:shown';
export const SPARE_MARK = 'flask:spare';
const LONGEST_MS = 180_000;
/** Longer than a plain page computes between its last download and its answer. */
const QUIET_MS = 8000;

/** A browser that has just started is busy with itself for a second or two. */
const AT_REST_MS = 4000;

export interface Sent {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Visit {
  /** Milliseconds from navigation to the first Flask response. */
  readonly ms: number;
  /** Milliseconds from navigation until that response was shown. */
  readonly shown: number;
  /** Bytes that came over the wire until it was shown, by file; headers not counted. */
  readonly bytes: ReadonlyMap<string, number>;
  /** All that came until nothing was asked for any more: the tests' packages, the editor, the course kept for offline. */
  readonly whole: { readonly requests: number; readonly bytes: number };
  /** Milliseconds until it was shown in which the page's own thread was held for 50 ms or more at a stretch. */
  readonly longTasks: number;
}

export async function withProfile<T>(use: (profile: string) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'graceful-bench-'));
  try {
    return await use(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function withBrowser<T>(
  profile: string,
  executablePath: string | undefined,
  use: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await chromium.launchPersistentContext(profile, {
    args: [...BROWSER_ARGUMENTS],
    viewport: { width: 1440, height: 900 },
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    return await use(context.pages()[0] ?? (await context.newPage()), context);
  } finally {
    await context.close();
  }
}

/**
 * Opens `url` in a browser of its own and leaves it alone until nothing has been asked of `server` for a while; only then
 * looks at the page. A debugger that is there from the start holds up each worker and frame, and no learner has one; nor
 * does a learner start a browser for each visit, so that it has come to rest before it is told where to go.
 */
export async function visit(
  profile: string,
  executablePath: string | undefined,
  { url, sent }: { readonly url: string; readonly sent: readonly Sent[] },
): Promise<Visit> {
  const known = sent.length;
  const debugging = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const command = executablePath ?? chromium.executablePath();
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const browserProcess = spawn(command, [...BROWSER_ARGUMENTS, ...debugging, '--window-size=1440,900', 'about:blank'], {
    stdio: 'ignore',
  });
  const gone = once(browserProcess, 'exit');
  try {
    const debuggerUrl = `http://127.0.0.1:${await debuggingPort(portFile)}`;
    await delay(AT_REST_MS);
    // Like a link opened in a new tab: nothing is attached to it.
    const opened = await fetch(`${debuggerUrl}/json/new?${url}`, { method: 'PUT' });
    if (!opened.ok) throw new Error(`The browser opens no tab: ${String(opened.status)}`);
    let heard = Date.now();
    for (let count = -1; Date.now() - heard < QUIET_MS;) {
      await delay(100);
      if (sent.length === count) continue;
      count = sent.length;
      heard = Date.now();
    }
    const browser = await chromium.connectOverCDP(debuggerUrl);
    const page = browser
      .contexts()[0]
      ?.pages()
      .find((one) => one.url() === url);
    if (!page) throw new Error(`The browser shows no ${url}`);
    const [ms = 0] = await responses(page, 1);
    const [shown = 0] = await marks(page, SHOWN_MARK, 1);
    const { origin, now, hidden } = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      now: performance.now(),
      hidden: document.hidden,
    }));
    if (now - shown < 1000) throw new Error('The page was looked at too early; the figure would not be its own.');
    if (hidden) throw new Error('The page was in a tab nobody sees; browsers slow those down.');
    const came = sent.slice(known);
    const bytes = new Map<string, number>();
    for (const { path, bytes: size, at } of came)
      if (at <= origin + shown) bytes.set(path, (bytes.get(path) ?? 0) + size);
    const whole = { requests: came.length, bytes: came.reduce((sum, { bytes: size }) => sum + size, 0) };
    const longTasks = await longTasksUntil(page, shown);
    await (await browser.newBrowserCDPSession()).send('Browser.close');
    return { ms, shown, bytes, longTasks, whole };
  } finally {
    const killed = setTimeout(() => {
      browserProcess.kill('SIGKILL');
    }, 10_000);
    await gone;
    clearTimeout(killed);
  }
}

/** The browser keeps them for whoever asks afterwards. https://www.w3.org/TR/longtasks-1/ */
const longTasksUntil = (page: Page, end: number): Promise<number> =>
  page.evaluate(
    (until) =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect();
          const held = list
            .getEntries()
            .map(({ startTime, duration }) => Math.min(until, startTime + duration) - startTime);
          resolve(held.filter((span) => span > 0).reduce((sum, span) => sum + span, 0));
        });
        observer.observe({ type: 'longtask', buffered: true });
        // A page that was never held has no entry, and nobody is called.
        setTimeout(() => {
          observer.disconnect();
          resolve(0);
        }, 500);
      }),
    end,
  );

/** Once the browser listens, it says where in its profile. */
async function debuggingPort(portFile: string): Promise<string> {
  for (const start = Date.now(); Date.now() - start < LONGEST_MS;) {
    await delay(50);
    const [port] = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : [];
    if (port) return port;
  }
  throw new Error('The browser did not start.');
}

/** The times of all responses, once there are `count`: milliseconds from navigation. */
export const responses = (page: Page, count: number): Promise<number[]> => marks(page, RESPONSE_MARK, count);

export async function marks(page: Page, mark: string, count: number): Promise<number[]> {
  const handle = await page.waitForFunction(
    ([name, wanted]) => {
      const times = performance.getEntriesByName(name).map(({ startTime }) => startTime);
      return times.length >= wanted ? times : null;
    },
    [mark, count] as const,
    { timeout: LONGEST_MS, polling: 20 },
  );
  return (await handle.jsonValue()) ?? [];
}
