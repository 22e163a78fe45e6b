/**
 * Finds a browser for the tests and the screenshot: the one CHROME_PATH names, else Playwright's own if it is there or can
 * be had, else a Chromium or Chrome of the system, else (Debian, root) apt's. Found means started once. Playwright's own is
 * the headless shell, Chromium without a desktop's part, and where there is a choice that is taken: it does the same in
 * three quarters of the time. The engines' suite and the bench want the browser that learners have (`findDesktopBrowser`).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { aptInstall } from './lib/apt.mts';
import { BROWSER_ARGUMENTS } from './lib/browser-arguments.mts';
import { systemBrowsers, type Kind } from './lib/browser-candidates.mts';
import { CACHE } from './lib/paths.mts';
import { CommandFailure, nodeTool, tryRun } from './lib/run.mts';
import type { Log } from './lib/stages.mts';

export interface Browser {
  /** Undefined for Playwright's own. */
  readonly executablePath: string | undefined;
  /** For the terminal: which one it is, and from where. */
  readonly name: string;
}

/** What was found last time, so that a machine without a way to the download is not asked again each time. */
const REMEMBERED = join(CACHE, 'browser.txt');
/** The download is given up when nothing has been heard of it for this long, or at its first error. */
const DOWNLOAD_SILENCE_MS = 15_000;
const DOWNLOAD_LIMIT_MS = 300_000;
const LAUNCH_LIMIT_MS = 30_000;
const APT: Readonly<Record<Kind, string>> = { shell: 'chromium-headless-shell', desktop: 'chromium' };

/** @throws CommandFailure when there is none and none can be had */
export async function findBrowser(log: Log): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named) {
    const found = await tryBrowser(named);
    if (found) return found;
    throw new CommandFailure({
      message: `CHROME_PATH names ${named}, which does not start.`,
      wayOn: 'Correct it, or unset it to let another browser be found.',
    });
  }
  const found =
    (await tryBrowser(undefined)) ??
    (await tryRemembered()) ??
    (await download(log)) ??
    (await trySystem('shell')) ??
    (await trySystem('desktop')) ??
    (await installWithApt(log));
  if (!found) {
    throw new CommandFailure({
      message:
        'No browser for the tests: Playwright’s own could not be downloaded and no Chromium or Chrome was found.',
      wayOn: 'Install Chromium or Chrome, or name one: CHROME_PATH=/path/to/chromium npm test',
    });
  }
  mkdirSync(dirname(REMEMBERED), { recursive: true });
  writeFileSync(REMEMBERED, found.executablePath ?? '');
  return found;
}

/** A whole Chromium or Chrome, which has profiles, preferences and private windows; null when there is none. */
export async function findDesktopBrowser(log: Log): Promise<Browser | null> {
  const named = process.env.CHROME_PATH;
  if (named) return tryBrowser(named);
  const there = await trySystem('desktop');
  if (there) return there;
  return (await aptInstall([APT.desktop], log)) ? trySystem('desktop') : null;
}

async function tryBrowser(executablePath: string | undefined): Promise<Browser | null> {
  try {
    const browser = await chromium.launch({
      args: [...BROWSER_ARGUMENTS],
      timeout: LAUNCH_LIMIT_MS,
      ...(executablePath === undefined ? {} : { executablePath }),
    });
    const version = browser.version();
    await browser.close();
    return { executablePath, name: `Chromium ${version} (${executablePath ?? 'Playwright’s own'})` };
  } catch (error) {
    // Playwright rejects with an Error for every way a browser can fail to start; anything else is our fault.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function tryRemembered(): Promise<Browser | null> {
  const path = existsSync(REMEMBERED) ? readFileSync(REMEMBERED, 'utf8').trim() : '';
  return path !== '' && existsSync(path) ? tryBrowser(path) : null;
}

async function trySystem(kind: Kind): Promise<Browser | null> {
  for (const path of systemBrowsers(kind)) {
    const found = await tryBrowser(path);
    if (found) return found;
  }
  return null;
}

async function download(log: Log): Promise<Browser | null> {
  log('downloading Playwright’s Chromium');
  const stop = new AbortController();
  let silence = setTimeout(() => {
    stop.abort();
  }, DOWNLOAD_SILENCE_MS);
  const [command, args] = nodeTool('@playwright/test/cli.js', ['install', '--only-shell', 'chromium']);
  const { code } = await tryRun(command, args, {
    timeoutMs: DOWNLOAD_LIMIT_MS,
    signal: stop.signal,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(DOWNLOAD_SILENCE_MS) },
    onOutput: (text) => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        stop.abort();
      }, DOWNLOAD_SILENCE_MS);
      if (/error|fail/i.test(text)) stop.abort();
    },
  });
  clearTimeout(silence);
  if (code !== 0) {
    log('it cannot be had here; looking for another browser');
    return null;
  }
  return tryBrowser(undefined);
}

async function installWithApt(log: Log): Promise<Browser | null> {
  for (const kind of ['shell', 'desktop'] as const) {
    const found = (await aptInstall([APT[kind]], log)) ? await trySystem(kind) : null;
    if (found) return found;
  }
  return null;
}
