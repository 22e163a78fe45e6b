/**
 * Promise: whatever goes wrong has a name within its deadline and a way on, and nothing typed is lost. Each code is really
 * caused in a real browser (support/faults.ts), and so is each way in which a file of the bundle can fail to come.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from './support/test';
import { FAULTS, MINE } from './support/faults';
import { openFaultySite, type Fault, type FaultySite } from './support/faulty-site';
import { expectAccessible } from './support/practice';
import {
  failureNotice,
  openLesson,
  rendered,
  saveCode,
  send,
  typeCode,
  waitUntilRunning,
  workbench,
} from './support/workbench';

/** Every page comes over a line that can be spoiled. */
const test = base.extend<{ site: FaultySite }>({
  site: async ({ browserName: _browserName }, use, { project }) => {
    const site = await openFaultySite(String(project.use.baseURL));
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
});

// A service worker would answer in the line's place.
test.use({ serviceWorkers: 'block' });

for (const [code, fault] of Object.entries(FAULTS)) {
  test(`${code}: ${fault.what}`, async ({ page, site, watch }) => {
    test.setTimeout(120_000 + fault.withinMs);
    const scene = { page, site, watch };
    await fault.cause(scene);
    const named = fault.named?.(page) ?? failureNotice(page, code);
    await expect(named).toBeVisible({ timeout: fault.withinMs });
    await fault.wayOn(scene);
    const editor = page.getByRole('region', { name: 'Editor' });
    await expect(editor).toContainText(MINE);
    if (fault.notKept) return;
    await page.reload();
    await expect(editor).toContainText(MINE, { timeout: 60_000 });
  });
}

const SERVER_FILES = ['interpreter', 'wasm', 'stdlib', 'serverPackages', 'serverSnapshot'];
const WORKSHOP_FILES = ['workshopPackages', 'workshopSnapshot'];
const path = (file: string): string => `runtime/${file}-`;
const PROGRAM = `# ${MINE}\nfrom flask import Flask\n\napp = Flask(__name__)\n`;

function spoil(site: FaultySite, files: readonly string[], fault: Fault | null): void {
  for (const file of files) site.set(path(file), fault);
}

async function runTests(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
}

/** The goals fail, as they must with this program: what counts is that they were tried. */
const goalTried = (page: Page): Locator =>
  page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="failed"]').first();

/** With every file of the tests' interpreter spoiled: the server runs, the tests say why they do not, and then they do. */
async function testsComeBack(page: Page, site: FaultySite, { code, withinMs }: { code: string; withinMs: number }) {
  await runTests(page);
  const named = page.getByRole('tabpanel', { name: /^Tests/ }).locator(`[data-failure="${code}"]`);
  await expect(named).toContainText(new RegExp(WORKSHOP_FILES.join('|')), { timeout: withinMs });
  spoil(site, WORKSHOP_FILES, null);
  await runTests(page);
  await expect(goalTried(page)).toBeVisible({ timeout: 60_000 });
}

for (const [fault, code] of [
  ['missing', 'bundle-missing'],
  ['cut', 'bundle-missing'],
  ['gone', 'bundle-missing'],
  ['wrong', 'bundle-corrupt'],
] as const) {
  test(`each file of the bundle, ${fault}: named one by one, and fetched again`, async ({ page, site, watch }) => {
    test.setTimeout(180_000);
    watch.allowConsoleError(/status of 404|ERR_/);
    spoil(site, [...SERVER_FILES, ...WORKSHOP_FILES], fault);
    // A memory image with wrong bytes can be done without.
    const waiting = new Set(SERVER_FILES.filter((file) => fault !== 'wrong' || !file.endsWith('Snapshot')));

    await page.goto('/learn/first-handlers');
    await saveCode(page, PROGRAM);
    while (waiting.size > 0) {
      const notice = failureNotice(page, code);
      await expect(notice).toContainText(new RegExp([...waiting].map((file) => `${file}-`).join('|')), {
        timeout: 20_000,
      });
      const words = await notice.innerText();
      const file = [...waiting].find((name) => words.includes(`${name}-`)) ?? '';
      waiting.delete(file);
      site.set(path(file), null);
      await notice.getByRole('button', { name: 'Fetch again' }).click();
    }
    await waitUntilRunning(page);
    await send(page, '/');
    await expect(rendered(page).getByText('Not Found').first()).toBeVisible();
    await testsComeBack(page, site, { code, withinMs: 20_000 });
    await expect(page.getByRole('region', { name: 'Editor' })).toContainText(MINE);
  });
}

test('files that stop coming halfway: named within half a minute, and fetched again', async ({ page, site }) => {
  test.setTimeout(180_000);
  spoil(site, [...SERVER_FILES, ...WORKSHOP_FILES], 'silent');
  await page.goto('/learn/first-handlers');
  const notice = failureNotice(page, 'bundle-missing');
  await expect(notice).toContainText('nothing came for', { timeout: 30_000 });
  // Not saved: the start that comes with it may find the line mended, and no notice comes then.
  await typeCode(page, PROGRAM);
  spoil(site, SERVER_FILES, null);
  await notice.getByRole('button', { name: 'Fetch again' }).click();
  await waitUntilRunning(page);
  await testsComeBack(page, site, { code: 'bundle-missing', withinMs: 30_000 });
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText(MINE);
});

test('files that come slowly: the way is shown in percent, and ends in a page', async ({ page, site }) => {
  spoil(site, SERVER_FILES, 'slow');
  await page.goto('/learn/first-handlers');
  await expect(workbench(page).getByRole('status').first()).toContainText(/\d+ %, [\d.]+ of [\d.]+ MB/);
  await waitUntilRunning(page);
  await send(page, '/');
  await expect(rendered(page).getByText('Harbour Street').first()).toBeVisible();
});

for (const fault of ['missing', 'gone'] as const) {
  test(`the sandbox's own document, ${fault}: named, and opened again`, async ({ page, site, watch }) => {
    watch.allowConsoleError(/status of 404|ERR_/);
    site.set('runtime/sandbox.html', fault);
    await page.goto('/learn/first-handlers');
    const notice = failureNotice(page, 'bundle-missing');
    await expect(notice).toContainText('sandbox.html', { timeout: 30_000 });
    // Not saved: that would start the server, and a start that comes by itself is not the way on that the notice offers.
    await typeCode(page, PROGRAM);
    site.set('runtime/sandbox.html', null);
    await notice.getByRole('button', { name: 'Fetch again' }).click();
    await waitUntilRunning(page);
    await expect(page.getByRole('region', { name: 'Editor' })).toContainText(MINE);
  });
}

test('the network goes away in the middle: the server stays, tests say why they cannot, and then they can', async ({
  page,
  context,
  site,
  watch,
}) => {
  test.setTimeout(180_000);
  watch.allowConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to load/);
  // The spare's files would be there already.
  spoil(site, WORKSHOP_FILES, 'silent');
  await openLesson(page);
  await saveCode(page, PROGRAM);
  await context.setOffline(true);
  await saveCode(page, `${PROGRAM}# offline\n`);
  await waitUntilRunning(page);
  await send(page, '/');
  await expect(rendered(page).getByText('Not Found').first()).toBeVisible();
  await runTests(page);
  await expect(page.getByRole('tabpanel', { name: /^Tests/ }).locator('[data-failure="bundle-missing"]')).toBeVisible({
    timeout: 40_000,
  });
  spoil(site, WORKSHOP_FILES, null);
  await context.setOffline(false);
  await runTests(page);
  await expect(goalTried(page)).toBeVisible({ timeout: 60_000 });
});

test('a script of the page itself is missing: said, with a way to load it again', async ({ page, site, watch }) => {
  watch.allowConsoleError(/status of 404|ERR_/);
  site.set('_next/static/chunks/', 'missing');
  await page.goto('/learn/first-handlers');
  const notice = page.locator('[data-failure="page-incomplete"]');
  await expect(notice).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  site.set('_next/static/chunks/', null);
  await notice.getByRole('link', { name: 'Load the page again' }).click();
  await waitUntilRunning(page);
});

for (const [what, code, source] of [
  ['a syntax error', 'project-syntax-error', 'def broken(:\n'],
  ['sys.exit() at import', 'project-import-error', 'import sys\nsys.exit(3)\n'],
] as const)
  test(`${what}: ${code}, and again after a reload, until it is mended`, async ({ page }) => {
    await openLesson(page);
    await saveCode(page, source);
    await expect(failureNotice(page, code)).toBeVisible({ timeout: 15_000 });
    await page.reload();
    await expect(failureNotice(page, code)).toBeVisible({ timeout: 60_000 });
    await saveCode(page, PROGRAM);
    await waitUntilRunning(page);
  });

test('deleting app.py, and taking that back', async ({ page }) => {
  await openLesson(page);
  await saveCode(page, PROGRAM);
  await waitUntilRunning(page);
  await page.getByRole('button', { name: 'Delete app.py' }).click();
  await page
    .getByRole('button', { name: /^Restart/ })
    .last()
    .click();
  await expect(failureNotice(page, 'no-app-found')).toBeVisible();
  await workbench(page).getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('ControlOrMeta+s');
  await waitUntilRunning(page);
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText(MINE);
});

/** What a page of the course calls throws for as long as `setBroken` says so; the service worker's from the start. */
async function sabotage(page: Page, what: 'clock' | 'calendar' | 'service worker'): Promise<void> {
  await page.addInitScript((broken) => {
    const state = { isBroken: false };
    Object.assign(window, { sabotage: state });
    const fail = (): void => {
      if (state.isBroken) throw new Error(`the ${broken} is broken`);
    };
    if (broken !== 'service worker') {
      const name = broken === 'clock' ? 'toLocaleTimeString' : 'toLocaleDateString';
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
      const real = Date.prototype[name];
      Date.prototype[name] = function (...options: Parameters<typeof real>) {
        fail();
        return real.apply(this, options);
      };
      return;
    }
    state.isBroken = window === window.top;
    const { serviceWorker } = navigator;
    Object.defineProperty(navigator, 'serviceWorker', {
      get: () => {
        fail();
        return serviceWorker;
      },
    });
  }, what);
}

const setBroken = (page: Page, isBroken: boolean): Promise<void> =>
  page.evaluate((value) => {
    (window as unknown as { sabotage: { isBroken: boolean } }).sabotage.isBroken = value;
  }, isBroken);

/** The course's own error page: its number, its words, a reference that is in the console too, and no fault of its own. */
async function expectFaultPage(page: Page, cause: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side.', { timeout: 60_000 });
  await expect(page.getByRole('main').getByTitle('server error')).toContainText('500');
  const reference = await page.getByText('quote the reference').locator('strong').innerText();
  expect(reference).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  await expectAccessible(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the details' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`Reference: ${reference}`);
  expect(copied).toContain(`Page: ${page.url()}`);
  expect(copied).toContain(cause);
}

test('a view breaks while it is drawn: text, code and server go on, and it is tried again', async ({ page, watch }) => {
  watch.allowConsoleError(/the clock is broken/);
  await sabotage(page, 'clock');
  await openLesson(page);
  await saveCode(page, PROGRAM);
  await waitUntilRunning(page);
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await setBroken(page, true);
  // Its start is a new row of the log, with a time.
  await saveCode(page, `${PROGRAM}# again\n`);
  const broken = failureNotice(page, 'view-broken');
  await expect(broken).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(broken, 'nothing has been mended').toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First handlers');
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText(MINE);
  await waitUntilRunning(page);
  await setBroken(page, false);
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('The server starts');
});

test('a page of the course breaks while it is drawn: it says so, gives a reference, and is tried again', async ({
  page,
  watch,
}) => {
  watch.allowConsoleError(/the calendar is broken/);
  await sabotage(page, 'calendar');
  await page.goto('/about');
  await setBroken(page, true);
  // Its chart names days.
  await page.getByRole('contentinfo').getByRole('link', { name: 'Progress' }).click();
  await expectFaultPage(page, 'the calendar is broken');
  await expect(page.getByRole('link', { name: 'To the course' })).toHaveAttribute('href', '/');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 }), 'nothing has been mended').toHaveText(
    'Something broke on our side.',
  );
  await setBroken(page, false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Progress');
});

test('the frame of every page breaks: the same words without it, and a way back', async ({ page, watch }) => {
  watch.allowConsoleError(/the service worker is broken/);
  watch.allowPageError(/the service worker is broken/);
  await sabotage(page, 'service worker');
  await page.goto('/about');
  await expectFaultPage(page, 'the service worker is broken');
  await expect(page).toHaveTitle('Something broke on our side · Graceful');
  await setBroken(page, false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Something broke on our side.');
  await expect(page.getByRole('banner')).toBeVisible();
});
