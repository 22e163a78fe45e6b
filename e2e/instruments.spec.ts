/** Tracker, X-ray, upstreams, jobs, traffic, fields and alerts in the browser's own server, with small ordinary apps that are no lessons. */
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { Locator, Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import { expect, test } from './support/test';
import { rendered, saveCode, waitUntilRunning, workbench } from './support/workbench';

const fixture = (name: string): string => readFileSync(`e2e/fixtures/${name}/app.py`, 'utf8');

async function openApp(page: Page, name: string): Promise<void> {
  await page.goto('/playground');
  await waitUntilRunning(page);
  await saveCode(page, fixture(name));
  await waitUntilRunning(page);
}

async function request(page: Page, path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Address' }).fill(path);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

const view = (page: Page, name: RegExp): Locator => page.getByRole('tabpanel', { name });

const expectNoViolations = async (page: Page): Promise<void> => expect(await axeProblems(page)).toEqual([]);

test('what sentry_sdk sends becomes issues, with the stack, the request, and what leaked', async ({ page }) => {
  await openApp(page, 'tracked-shop');
  const tracker = view(page, /^Tracker/);
  await request(page, '/share/cake');
  await page.getByRole('tab', { name: /^Tracker/ }).click();
  const issues = tracker.getByRole('table', { name: 'Issues' });
  await expect(issues.getByRole('row', { name: /ZeroDivisionError/ })).toContainText('app.py in share');
  await request(page, '/share/cake');
  await expect(issues.getByRole('row', { name: /ZeroDivisionError/ })).toContainText(/2\d\d:\d\d/);
  await issues.getByRole('button', { name: /ZeroDivisionError/ }).click();
  const detail = tracker.getByRole('region', { name: /ZeroDivisionError/ });
  await expect(detail).toContainText('shop@2.1.0');
  await expect(detail).toContainText(/2 events, first \d\d:\d\d:\d\d.*, last \d\d:\d\d:\d\d/);
  await expect(part(detail, 'Tags')).toContainText(/level\s*error\s*environment\s*production/);
  await expect(part(detail, 'Request')).toContainText('/share/cake');
  await tracker.getByText(/^\d+ transactions$/).click();
  const transactions = tracker.getByRole('table', { name: 'Transactions' });
  await expect(transactions.getByRole('row', { name: /^share .*\d ms/ })).toHaveCount(2);
  await expect(detail).toContainText('sharing cake');
  await expect(detail.locator('mark')).toHaveText(/return jsonify/);
  await expect(detail).not.toContainText('full_dispatch_request');
  await detail.getByRole('button', { name: /Show all \d+ frames/ }).click();
  await expect(detail).toContainText('full_dispatch_request');
  await expectNoViolations(page);
  await detail.getByRole('button', { name: /^app\.py, line/ }).click();
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeFocused();
});

/** One part of an issue, by its heading. */
const part = (detail: Locator, title: string): Locator =>
  detail.getByRole('heading', { name: title, exact: true }).locator('..');

test('an event that is too large, and one with an address in it, are pointed out', async ({ page }) => {
  await openApp(page, 'tracked-shop');
  await page.getByRole('tab', { name: /^Tracker/ }).click();
  const tracker = view(page, /^Tracker/);
  await request(page, '/large');
  await expect(tracker.getByRole('list', { name: 'Refused' })).toContainText('5.0 MB');
  await request(page, '/login?email=reader%40example.org');
  await tracker.getByRole('button', { name: /PermissionError/ }).click();
  await expect(tracker.getByRole('note', { name: 'Personal data' })).toContainText('e-mail address in user.email');
  await expect(part(tracker.getByRole('region', { name: /PermissionError/ }), 'User')).toContainText(
    'reader@example.org',
  );
});

test('the X-ray steps through a crash, by buttons and by keys, and leads to the line', async ({ page }) => {
  await openApp(page, 'layered-shop');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  const xray = view(page, /^X-ray/);
  await expect(xray).toContainText('every request is recorded');
  await request(page, '/stock/0');
  const steps = xray.getByRole('list', { name: 'Steps of the request' }).getByRole('listitem');
  await expect(steps.first()).toContainText('The server receives GET /stock/0.');
  const now = xray.getByRole('region', { name: 'Step', exact: true });
  const picture = xray.getByRole('list', { name: 'Way of the request' });
  await expect(now).toContainText('The server receives');
  await expect(picture.locator('[aria-current]')).toContainText('GET /stock/0');
  await xray.getByRole('button', { name: 'Step forward' }).click();
  await expect(now).toContainText('Flask takes over');
  await page.keyboard.press('ArrowRight');
  await expect(now).toContainText('/stock/<int:number>');
  await page.keyboard.press('ArrowLeft');
  await expect(now).toContainText('Flask takes over');
  await page.keyboard.press('End');
  await expect(now).toContainText(/close returns None/);
  await expect(picture.locator('[data-station="response"]')).toContainText('409 CONFLICT');
  await expect(picture).toHaveAttribute('data-branch', 'yes');
  await expect(
    xray.getByRole('list', { name: /^Lookup order for ZeroDivisionError/ }).getByRole('listitem'),
  ).toContainText([/sold_out.*chosen/, /arithmetic.*too late/, /lookup.*passed over/]);
  await steps.getByRole('button', { name: /Which handler is for ZeroDivisionError/ }).click();
  const handlers = xray.getByRole('table', { name: 'Handlers' });
  await expect(handlers.getByRole('row', { name: /sold_out/ })).toContainText('chosen');
  await expect(handlers.getByRole('row', { name: /arithmetic/ })).toContainText('It fits too, but comes later');
  await expect(handlers.getByRole('row', { name: /lookup/ })).toContainText('no subclass of LookupError');
  await expectNoViolations(page);
  // Flask's own line opens for reading, the learner's in the editor.
  await now.getByRole('button', { name: /flask\/.*app\.py, line/ }).click();
  await expect(page.getByRole('dialog')).toContainText('_find_error_handler');
  await page.keyboard.press('Escape');
  await handlers
    .getByRole('row', { name: /sold_out/ })
    .getByRole('button')
    .click();
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeFocused();
});

test('the X-ray’s point travels, unless motion is unwanted, and the picture fits a phone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await openApp(page, 'layered-shop');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  const xray = view(page, /^X-ray/);
  await request(page, '/stock/0');
  await xray.getByRole('button', { name: /Which handler is for ZeroDivisionError/ }).click();
  const moving = (): Promise<string[]> =>
    xray.evaluate((element) =>
      element
        .getAnimations({ subtree: true })
        .flatMap((animation) => (animation instanceof CSSAnimation ? [animation.animationName] : [])),
    );
  await expect.poll(moving).toContain('xray-arrive');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'X-ray' }).click();
  const picture = xray.getByRole('list', { name: 'Way of the request' });
  await expect(picture).toBeVisible();
  for (const part of [xray, picture, xray.getByRole('list', { name: /^Lookup order/ })])
    expect(await part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  await expectNoViolations(page);
  // A phone has room for one view, and only while this one is open are requests recorded: so one is sent from here.
  await request(page, '/nowhere');
  await expect(xray.getByRole('combobox', { name: 'Recorded request' })).toContainText('GET /nowhere');
});

test('a request without an error takes the other way at the fork', async ({ page }) => {
  await openApp(page, 'layered-shop');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  const xray = view(page, /^X-ray/);
  await request(page, '/');
  await xray.getByRole('button', { name: 'Last step' }).click();
  const picture = xray.getByRole('list', { name: 'Way of the request' });
  await expect(picture).toHaveAttribute('data-branch', 'no');
  await expect(picture.locator('[data-station="error"]')).toContainText('no');
  await expect(picture.locator('[data-station="handler"]')).toContainText('never reached');
  await expect(xray.getByRole('list', { name: /^Lookup order/ })).toBeHidden();
});

test('playing goes on by itself to the end, and is off when the view is closed', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openApp(page, 'layered-shop');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  const xray = view(page, /^X-ray/);
  await request(page, '/');
  await expect(xray.getByText(/^Step 1 of/)).toBeVisible();
  await xray.getByRole('button', { name: 'Play' }).click();
  await expect(xray.getByText(/^Step 3 of/)).toBeVisible();
  await xray.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('tab', { name: /^Page/ }).click();
  await request(page, '/gone');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  await expect(xray.getByRole('combobox', { name: 'Recorded request' })).not.toContainText('/gone');
  await xray.getByRole('checkbox', { name: /Record while/ }).check();
  await page.getByRole('tab', { name: /^Page/ }).click();
  await request(page, '/hook');
  await page.getByRole('tab', { name: /^X-ray/ }).click();
  await expect(xray.getByRole('combobox', { name: 'Recorded request' })).toContainText('GET /hook');
  await request(page, '/endless');
  await expect(xray.getByText('The view endless runs.').first()).toBeVisible({ timeout: 30_000 });
  await expect(workbench(page).locator('.bench-notice[data-failure="request-timeout"]')).toBeVisible({
    timeout: 30_000,
  });
});

async function openProject(page: Page, name: string, files: readonly string[]): Promise<void> {
  await page.goto('/playground');
  await waitUntilRunning(page);
  const zip = zipSync(
    Object.fromEntries(files.map((file) => [file, new Uint8Array(readFileSync(`e2e/fixtures/${name}/${file}`))])),
  );
  const buffer = Buffer.from(zip);
  await page.getByLabel('Zip to open').setInputFiles({ name: `${name}.zip`, mimeType: 'application/zip', buffer });
  await expect(rendered(page).getByRole('heading', { name: 'Shop' })).toBeVisible({ timeout: 30_000 });
}

test('an upstream and a database are broken by a switch, and mended', async ({ page }) => {
  await page.goto('/playground');
  await waitUntilRunning(page);
  await expect(page.getByRole('tab', { name: /^Upstreams/ })).toBeHidden();
  await openProject(page, 'dependent-shop', ['app.py', 'upstreams/books.py']);
  const shown = rendered(page).locator('body');
  await request(page, '/recommended');
  await expect(shown).toContainText('Persuasion');
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  const upstreams = view(page, /^Upstreams/);
  const calls = upstreams.getByRole('table', { name: 'Upstream calls' }).getByRole('row');
  await expect(calls.nth(1)).toContainText('GET /top');
  const condition = upstreams.getByRole('combobox', { name: 'Condition of books' });
  await condition.selectOption('slow');
  await expect(upstreams.getByRole('spinbutton', { name: 'Seconds' })).toHaveValue('3');
  for (const [name, words] of [
    ['slow', 'ReadTimeout'],
    ['refuse', 'ConnectionError'],
    ['503', 'HTTPError'],
    ['malformed', 'JSONDecodeError'],
    ['truncated', 'ChunkedEncodingError'],
  ] as const) {
    await condition.selectOption(name);
    await request(page, '/recommended');
    await page.getByRole('tab', { name: /^Page/ }).click();
    await expect(shown).toContainText(words, { timeout: 15_000 });
    await page.getByRole('tab', { name: /^Upstreams/ }).click();
  }
  await expectNoViolations(page);
  // A restart does not mend it; the switch does.
  await page.getByRole('button', { name: 'Restart server' }).click();
  await waitUntilRunning(page);
  await request(page, '/recommended');
  await page.getByRole('tab', { name: /^Page/ }).click();
  await expect(shown).toContainText(/"degraded":\s*true/);
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  await condition.selectOption('normal');
  const database = upstreams.getByRole('combobox', { name: 'Condition of shop.db' });
  await database.selectOption('locked');
  await request(page, '/order');
  await page.getByRole('tab', { name: /^Page/ }).click();
  await expect(shown).toContainText('database is locked');
  await request(page, '/recommended');
  await expect(shown).toContainText('Persuasion');
});

test('a fault that is switched while a request runs is met by the next one', async ({ page }) => {
  await openProject(page, 'dependent-shop', ['app.py', 'upstreams/books.py']);
  const shown = rendered(page).locator('body');
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  const upstreams = view(page, /^Upstreams/);
  const condition = upstreams.getByRole('combobox', { name: 'Condition of books' });
  await condition.selectOption('timeout');
  await request(page, '/recommended');
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  // It is asked, and keeps its client waiting.
  await expect(upstreams.getByRole('table', { name: 'Upstream calls' }).getByRole('row').nth(1)).toContainText('/top');
  await condition.selectOption('normal');
  await page.getByRole('tab', { name: /^Page/ }).click();
  await expect(shown).toContainText('ReadTimeout');
  await request(page, '/recommended');
  await expect(shown).toContainText('Persuasion');
});

test('a job that never ends is said to have ended with the server process', async ({ page }) => {
  await openApp(page, 'queued-shop');
  await request(page, '/endless');
  await page.getByRole('tab', { name: /^Jobs/ }).click();
  const list = view(page, /^Jobs/).getByRole('list', { name: 'Jobs' });
  await expect(list.locator('[data-job-state="STARTED"]')).toContainText('running');
  await expect(list.locator('[data-job-state="ENDED"]')).toContainText('ended with the server process', {
    timeout: 30_000,
  });
  await waitUntilRunning(page);
  await list.getByRole('button', { name: /app\.endless/ }).click();
  await expect(list).toContainText('nobody will hear of it again');
});

test('a job that fails is seen in Jobs alone: the visitor has had a good answer', async ({ page }) => {
  await openApp(page, 'queued-shop');
  await expect(page.getByRole('tab', { name: /^Jobs/ })).toBeHidden();
  await request(page, '/order');
  await expect(rendered(page).getByRole('heading', { name: 'Ordered' })).toBeVisible();
  await page.getByRole('tab', { name: /^Jobs/ }).click();
  const jobs = view(page, /^Jobs/);
  await expect(jobs.getByRole('region', { name: 'Dead letters' })).toContainText('1 job has failed for good');
  const list = jobs.getByRole('list', { name: 'Jobs' });
  await expect(list.locator('[data-job-state="SUCCESS"]')).toContainText('app.receipt(7)');
  await list.getByRole('button', { name: /app\.charge/ }).click();
  await expect(list).toContainText('A worker would wait 4 s before the next.');
  await expect(list).toContainText('4 tries');
  await expectNoViolations(page);
  await list.getByRole('button', { name: 'Show the request that sent it' }).click();
  await expect(page.getByRole('region', { name: 'GET /order' })).toContainText('202');
});

const figures = (traffic: Locator): Promise<string[]> =>
  traffic.getByLabel('Traffic so far').locator('dd').allTextContents();

test('a thousand visitors’ requests leave the page alive, and one seed is the same traffic twice', async ({ page }) => {
  test.slow(); // 1120 requests, one after the other
  await openProject(page, 'busy-shop', ['app.py', 'traffic.json']);
  await page.getByRole('tab', { name: /^Traffic/ }).click();
  const traffic = view(page, /^Traffic/);
  await traffic.getByRole('spinbutton', { name: 'Requests' }).fill('1000');
  await traffic.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await traffic.getByRole('combobox', { name: 'Speed' }).selectOption('100');
  await traffic.getByRole('button', { name: 'Start traffic' }).click();
  const frames = page.evaluate(async () => {
    const ended = (): boolean => document.body.textContent.includes('All 1000 sent');
    let drawn = 0;
    let longest = 0;
    let last = performance.now();
    while (!ended()) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      drawn += 1;
    }
    return { drawn, longest };
  });
  // The page is used meanwhile.
  await page.getByRole('tab', { name: /^Network/ }).click();
  await expect(
    view(page, /^Network/)
      .getByText('traffic')
      .first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: /^Traffic/ }).click();
  await expect(traffic.getByText('All 1000 sent.')).toBeVisible({ timeout: 60_000 });
  const { drawn, longest } = await frames;
  expect(drawn).toBeGreaterThan(1000 / 50);
  expect(longest, 'longest time between two frames, in ms').toBeLessThan(2000);
  await expect(traffic.getByRole('img', { name: /^Requests by status over [1-9]\d* seconds$/ })).toBeVisible();
  await expect(traffic.getByRole('img', { name: 'Time to the answer in milliseconds' })).toBeVisible();
  const percentiles = (await figures(traffic)).find((text) => text.includes('ms')) ?? '';
  const [p50, p95, p99] = [...percentiles.matchAll(/([\d.]+) ms/g)].map(([, number]) => Number(number));
  expect(p50).toBeGreaterThan(0);
  expect(p95).toBeGreaterThanOrEqual(p50 ?? Infinity);
  expect(p99).toBeGreaterThanOrEqual(p95 ?? Infinity);
  const [good, , missing, failed, none, , visitors, hurt, helped, harm] = (await figures(traffic)).map(Number);
  expect((good ?? 0) + (missing ?? 0) + (failed ?? 0)).toBe(1000);
  expect(none).toBe(0);
  for (const figure of [failed, visitors, hurt, helped, harm]) expect(figure).toBeGreaterThan(0);
  const counts = async (): Promise<string[]> => {
    await traffic.getByRole('spinbutton', { name: 'Requests' }).fill('60');
    await traffic.getByRole('button', { name: 'Start traffic' }).click();
    await expect(traffic.getByText('All 60 sent.')).toBeVisible({ timeout: 30_000 });
    return (await figures(traffic)).filter((text) => !text.includes('ms'));
  };
  expect(await counts()).toEqual(await counts());
  await expectNoViolations(page);
});

test('traffic is stopped, and against an app that cannot start it says why', async ({ page }) => {
  await openProject(page, 'busy-shop', ['app.py', 'traffic.json']);
  await page.getByRole('tab', { name: /^Traffic/ }).click();
  const traffic = view(page, /^Traffic/);
  await traffic.getByRole('combobox', { name: 'Speed' }).selectOption('1');
  await traffic.getByRole('button', { name: 'Start traffic' }).click();
  await expect(traffic.getByText(/^[1-9]\d* of 200 sent/)).toBeVisible({ timeout: 15_000 });
  await traffic.getByRole('button', { name: 'Stop traffic' }).click();
  await expect(traffic.getByText(/^Stopped after \d+ of 200\.$/)).toBeVisible();
  await saveCode(page, 'this is no Python\n');
  await expect(workbench(page).getByText('project-syntax-error').first()).toBeVisible({ timeout: 30_000 });
  await traffic.getByRole('button', { name: 'Start traffic' }).click();
  await expect(traffic.locator('[data-failure="not-running"]')).toBeVisible();
});

test('JSON lines are a table with a query, and a rule pages with its runbook', async ({ page }) => {
  await openProject(page, 'paged-shop', ['app.py', 'alerts.json', 'runbooks/crashes.md']);
  await page.getByRole('tab', { name: /^Logs/ }).click();
  const logs = view(page, /^Logs/);
  const rules = logs.getByRole('region', { name: 'Alert rules' });
  await expect(rules.locator('[data-alert="quiet"]')).toHaveCount(2);
  for (let crashes = 1; crashes <= 3; crashes += 1) {
    await request(page, '/crash');
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await expect(rules.locator('[data-alert="firing"]')).toHaveCount(crashes === 3 ? 1 : 0);
  }
  await expect(rules.locator('[data-alert="firing"]')).toContainText(/Crashes.*3 records.*\d+\.\d s later/);
  await logs.getByRole('checkbox', { name: 'As fields' }).check();
  const table = logs.getByRole('region', { name: 'Log fields' });
  await expect(table.getByRole('columnheader', { name: 'status' })).toBeVisible();
  const lines = table.getByRole('row').filter({ has: page.getByRole('button', { name: 'All fields of this line' }) });
  const query = logs.getByRole('searchbox', { name: 'Query' });
  await query.fill('levelname:ERROR');
  await expect(lines).toHaveCount(3);
  await query.fill('status:>=500 AND path:"/crash"');
  await expect(lines).toHaveCount(3);
  await query.fill('levelname:(');
  await expect(logs.getByText(/^Not a query yet/)).toBeVisible();
  await query.fill('');
  await table.getByRole('button', { name: 'ERROR' }).first().click();
  await expect(query).toHaveValue('levelname:ERROR');
  await lines.first().getByRole('button', { name: 'All fields of this line' }).click();
  await expect(table).toContainText('ConnectionError: orders database refused');
  await expectNoViolations(page);
  await rules.getByRole('button', { name: 'Runbook' }).click();
  await expect(page.getByRole('tab', { name: /crashes\.md/ })).toHaveAttribute('aria-selected', 'true');
});
