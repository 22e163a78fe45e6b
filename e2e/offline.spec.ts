/**
 * Promise: after one visit the whole course works without a network. A newer build changes nothing under anybody's hands, a
 * broken worker heals, and where there are no workers everything else works.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SITE } from '../scripts/lib/paths.mts';
import { expect } from './support/test';
import { test, type SiteCopy } from './support/own-site';
import { commitAnswer, LOOKED_INTO } from './support/practice';
import { rendered, saveCode, send, waitUntilRunning } from './support/workbench';

const SOLUTION = readFileSync('content/lessons/03-first-handlers/solution/app.py', 'utf8');
/** What browsers and Next say in the console when the network is gone and another way is taken. */
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch|Failed to load resource/;

test.setTimeout(240_000);

const notice = (page: Page) => page.getByText('A newer version of the course is here.');

async function waitUntilKept(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'Ready offline' })).toBeVisible({ timeout: 120_000 });
}

const isNextBuild = async (page: Page): Promise<boolean> => (await page.locator('meta[name="build"]').count()) > 0;

test('after one visit, every page and the server work without a network', async ({ page, context, site, watch }) => {
  await page.goto('');
  await waitUntilKept(page);
  await site.stop();
  await context.setOffline(true);
  watch.allowConsoleError(NO_NETWORK);
  watch.allowConsoleError(LOOKED_INTO);

  await page.goto('');
  const lessons = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  const routes = [...new Set(lessons.filter((path) => path.includes('/learn/')))];
  expect(routes.length).toBeGreaterThan(3);
  for (const route of [...routes, '/pitfalls', '/progress', '/finish', '/about']) {
    await page.goto(route.slice(1));
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  await page.goto('review');
  await page.getByRole('checkbox', { name: /^Put all cards into play/ }).check();
  await expect(page.getByText(/^10 cards for today, new/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search the course' }).fill('errorhandler');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option').first()).toBeVisible();
  await page.goto('cheatsheet');
  await expect(page.getByRole('heading', { name: 'Which handler runs' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /download the app/ }).click(),
  ]);
  const whole = readFileSync(join(SITE, 'library.zip'));
  expect(readFileSync(await download.path()).equals(whole)).toBe(true);

  await page.goto('playground');
  await waitUntilRunning(page);
  await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  await page.goto('myths');
  const myth = page.locator('#status-follows-code');
  await commitAnswer(myth, 'True');
  await myth.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(myth.locator('.myth-verdict')).toContainText('False. You said true', { timeout: 60_000 });

  await page.goto('learn/first-handlers');
  await waitUntilRunning(page);
  await send(page, '/crash');
  await expect(rendered(page).getByText('Internal Server Error').first()).toBeVisible();
  await saveCode(page, SOLUTION);
  await waitUntilRunning(page);
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  const goals = page.getByRole('list', { name: 'Goals' }).getByRole('listitem');
  await expect(goals.first()).toHaveAttribute('data-outcome', 'passed', { timeout: 90_000 });
  for (const goal of await goals.all()) await expect(goal).toHaveAttribute('data-outcome', 'passed');
  await expect(page.getByRole('link', { name: 'Offline' })).toBeVisible();

  const missing = await page.goto('learn/no-such-lesson');
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address.');
});

test('keeping begins after the server’s first answer', async ({ page, site }) => {
  await page.goto('learn/first-handlers');
  await waitUntilRunning(page);
  await waitUntilKept(page);
  const [answered, registered] = await page.evaluate(() =>
    ['flask:response', 'offline:register'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN),
  );
  expect(answered).toBeGreaterThan(0);
  expect(registered).toBeGreaterThan(answered ?? NaN);
  // The bundle was there already, from the page: each of its files crossed the line once.
  const bundle = site.asked.filter((path) => /^\/runtime\/(wasm|server|stdlib|interpreter)/.test(path));
  expect(new Set(bundle).size).toBe(bundle.length);
});

test('a newer build waits until it is asked for, and an older tab keeps its own files', async ({
  page,
  context,
  site,
  copySite,
}) => {
  const copy = copySite();
  // A script that only the search fetches.
  const chunk = readServedChunk(copy, /MiniSearch|minisearch/);
  await page.goto('about');
  await waitUntilKept(page);
  const older = await context.newPage();
  await older.goto('about');
  await waitUntilKept(older);

  await copy.becomeNextBuild({ without: chunk });
  await site.start(copy.dir);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(notice(page)).toBeVisible({ timeout: 60_000 });
  await expect(notice(older)).toBeVisible();
  expect(await isNextBuild(page)).toBe(false);
  // Reloading by itself is no consent either: the build that works goes on.
  await older.reload();
  expect(await isNextBuild(older)).toBe(false);

  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('meta[name="build"]')).toBeAttached();
  expect(await isNextBuild(older)).toBe(false);
  await expect(notice(older)).toBeVisible();
  // The host has this script no more, and the new build's list does not know it.
  await older.getByRole('button', { name: 'Search the course' }).click();
  await older.getByRole('combobox', { name: 'Search the course' }).fill('traceback');
  await expect(older.getByRole('listbox').getByRole('option').first()).toBeVisible();

  // Once no tab needs them, the older build's files go.
  await older.reload();
  expect(await isNextBuild(older)).toBe(true);
  await waitUntilKept(older);
  await expect(notice(older)).toBeHidden();
  await expect.poll(() => older.evaluate((url) => caches.match(url).then(Boolean), chunk)).toBe(false);
});

test('a worker that breaks every page is replaced by the next one', async ({ page, site, copySite, watch }) => {
  watch.allowConsoleError(/Failed to load resource|ERR_FAILED/);
  const copy = copySite();
  copy.write(
    'sw.js',
    `self.addEventListener('install', () => self.skipWaiting());
     self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
     self.addEventListener('fetch', (event) => {
       if (event.request.mode === 'navigate')
         event.respondWith(new Response('<p>broken</p>', { headers: { 'Content-Type': 'text/html' } }));
     });`,
  );
  await site.start(copy.dir);
  await page.goto('about');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('sw.js');
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  await page.reload();
  await expect(page.getByText('broken')).toBeVisible();

  await site.start(SITE);
  // The browser itself looks for a newer worker after each visit; nobody else can, on such a page.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await waitUntilKept(page);
});

test('damaged copies are noticed, passed by, and fetched again', async ({ page, context, site, watch }) => {
  await page.goto('about');
  await waitUntilKept(page);
  const damaged = await page.evaluate(async () => {
    let count = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!request.url.includes('about.html')) continue;
        await cache.put(request, new Response('<p>damaged</p>', { headers: { 'Content-Type': 'text/html' } }));
        count += 1;
      }
    }
    return count;
  });
  expect(damaged).toBe(1);
  await page.reload();
  await expect(page.getByText('damaged')).toBeVisible();
  await page.reload();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How it works');
  await waitUntilKept(page);
  watch.allowConsoleError(NO_NETWORK);
  await site.stop();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How it works');
});

test('what the browser has thrown away is fetched again', async ({ page, site }) => {
  await page.goto('about');
  await waitUntilKept(page);
  const lost = await page.evaluate(async () => {
    const bundle = await caches.open('graceful-bundle');
    const files = await bundle.keys();
    for (const request of files) await bundle.delete(request);
    return files.length;
  });
  expect(lost).toBeGreaterThan(5);
  site.asked.length = 0;
  await page.reload();
  await waitUntilKept(page);
  expect(await page.evaluate(async () => (await (await caches.open('graceful-bundle')).keys()).length)).toBe(lost);
});

test('a login page in place of a file is not kept', async ({ page, site, copySite, watch }) => {
  watch.allowConsoleError(/integrity/);
  const copy = copySite();
  copy.write('cheatsheet.html', '<h1>Welcome to the hotel</h1>');
  await site.start(copy.dir);
  await page.goto('about');
  const panel = page.locator('div[data-offline="failed"]');
  await expect(panel).toContainText('offline-interrupted', { timeout: 60_000 });
  await site.start(SITE);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await waitUntilKept(page);
});

test('no room for the course: said, everything else works, and kept once there is', async ({ page, context }) => {
  await page.goto('cheatsheet');
  const browser = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
  await page.goto('about');
  const panel = page.locator('div[data-offline="failed"]');
  await expect(panel).toContainText('offline-full', { timeout: 60_000 });
  await page.goto('learn/first-handlers');
  await waitUntilRunning(page);
  await page.goto('about');
  await expect(panel).toContainText('offline-full', { timeout: 60_000 });
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await panel.getByRole('button', { name: 'Try again' }).click();
  await waitUntilKept(page);
});

test('the kill switch removes the worker and what it kept', async ({ page, site, copySite }) => {
  await page.goto('about');
  await waitUntilKept(page);
  const copy = copySite();
  await copy.retireWorker();
  await site.start(copy.dir);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name !== 'graceful-bundle'))).toEqual(
    [],
  );
});

test('removed by the learner, it stays away until they want it back', async ({ page }) => {
  await page.goto('about');
  await waitUntilKept(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('You have removed it.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('You have removed it.')).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.getByRole('button', { name: 'Keep it on this device' }).click();
  await waitUntilKept(page);
});

test('on a connection that saves data, nothing is fetched unasked', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await page.goto('about');
  await expect(page.getByText('Your connection saves data')).toBeVisible({ timeout: 30_000 });
  expect(site.asked.filter((path) => path === '/sw.js' || path.startsWith('/runtime/'))).toEqual([]);
  await page.getByRole('button', { name: 'Keep it on this device' }).click();
  await waitUntilKept(page);
});

test('it can be installed', async ({ page }) => {
  await page.goto('about');
  await waitUntilKept(page);
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A context of a test is a private window, where no browser installs anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test.describe('where service workers are refused', () => {
  test.use({ serviceWorkers: 'block' });

  test('the page says so, and the server works', async ({ page }) => {
    await page.goto('about');
    await expect(page.locator('[data-offline="unsupported"]')).toContainText('needs a network', { timeout: 30_000 });
    await page.goto('learn/first-handlers');
    await waitUntilRunning(page);
    await send(page, '/crash');
    await expect(rendered(page).getByText('Internal Server Error').first()).toBeVisible();
  });
});

/** The script of the built site whose text matches, under its path in the site. */
function readServedChunk(copy: SiteCopy, pattern: RegExp): string {
  const names = [...copy.read('sw.js').matchAll(/"(_next\/static\/chunks\/[^"]+\.js)"/g)].map(([, name]) => name ?? '');
  const found = names.filter((name) => pattern.test(copy.read(name)));
  if (found.length !== 1) throw new Error(`${String(found.length)} scripts match ${String(pattern)}`);
  return found[0] ?? '';
}
