/**
 * Visits to a page by browsers of their own: a cold one with a new profile, then returning ones with the same profile in a
 * new browser. Times are the page's own, from navigation to its mark `flask:response`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { BROWSER_ARGUMENTS } from '../lib/browser-arguments.mts';

/** Left by lib/runtime at every answered request, and when a spare interpreter has booted. */
export const RESPONSE_MARK = 'flask:response';
export const SPARE_MARK = 'flask:spare';
const LONGEST_MS = 180_000;

export interface Visit {
  /** Milliseconds from navigation to the first Flask response. */
  readonly ms: number;
  /** Bytes that came over the wire until then, by file; headers not counted. */
  readonly bytes: ReadonlyMap<string, number>;
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

/** Opens `url` and waits for its first response. With `settle` the page is left only when all is loaded and kept. */
export async function visit(
  profile: string,
  executablePath: string | undefined,
  url: string,
  settle: boolean,
): Promise<Visit> {
  return withBrowser(profile, executablePath, async (page, context) => {
    const bytes = new Map<string, number>();
    const counting: Promise<void>[] = [];
    let counts = true;
    context.on('requestfinished', (request) => {
      if (!counts || !request.url().startsWith('http')) return;
      counting.push(
        request.sizes().then(
          ({ responseBodySize }) => {
            const { pathname } = new URL(request.url());
            bytes.set(pathname, (bytes.get(pathname) ?? 0) + responseBodySize);
          },
          // The page went away first; what it fetched last is not missed.
          () => undefined,
        ),
      );
    });
    await page.goto(url, { waitUntil: 'commit' });
    const [ms = 0] = await responses(page, 1);
    counts = false;
    await Promise.all(counting);
    if (settle) await page.waitForLoadState('networkidle', { timeout: LONGEST_MS });
    return { ms, bytes };
  });
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
