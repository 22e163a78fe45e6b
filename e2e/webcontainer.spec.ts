/**
 * The choice of runtime: what stands in a WebContainer's way is said, nothing of the learner's is lost, and the course goes
 * on in the sandbox. With this machine's processes in the vendor's place: terminal, page, tests.
 */
import type { Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import { useLocalContainer } from './support/local-container';
import { expect, test } from './support/test';
import { failureNotice, openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const VENDOR = /^https:\/\/([\w.-]+\.)?(stackblitz\.com|webcontainer\.io|webcontainer-api\.io)\//;
/** What a document needs to be framed by an isolated page. */
const OWN = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'same-origin' };
const CODE = 'from flask import Flask\napp = Flask(__name__)\n\n@app.get("/")\ndef mine():\n    return "mine"\n';

const runtimeButton = (page: Page) => page.getByRole('button', { name: /^Runtime:/ });
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Where your code runs' });

async function choose(page: Page, name: 'Sandbox' | 'WebContainer'): Promise<void> {
  await runtimeButton(page).click();
  await dialogOf(page).getByRole('radio', { name }).check();
  await dialogOf(page)
    .getByRole('button', { name: `Switch to ${name}` })
    .click();
}

/** The failure is named, keeps the code, and its way back ends in a server that answers with it. */
async function goOnInSandbox(page: Page, code: string): Promise<void> {
  const notice = failureNotice(page, code);
  await expect(notice).toBeVisible();
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('def mine');
  await notice.getByRole('button', { name: 'Go on in the sandbox' }).click();
  await waitUntilRunning(page);
  await send(page, '/');
  await expect(rendered(page).getByText('mine', { exact: true })).toBeVisible();
  await expect(runtimeButton(page)).toHaveText(/Sandbox/);
}

/** As a host that sends no headers of ours. */
async function withoutIsolation(page: Page): Promise<void> {
  await page.route('**/learn/first-handlers', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
}

test.describe('without a way to the vendor', () => {
  test.beforeEach(async ({ page, watch }) => {
    watch.allowRequest(VENDOR);
    watch.allowConsoleError(/ERR_FAILED|ERR_NAME_NOT_RESOLVED|Failed to load resource/);
    await page.route(VENDOR, (route) => route.abort());
  });

  test('the choice explains itself, keeps the code, and the sandbox goes on with it', async ({ page }) => {
    await openLesson(page);
    await saveCode(page, CODE);
    await waitUntilRunning(page);
    await choose(page, 'WebContainer');
    await expect(failureNotice(page, 'webcontainer-unreachable')).toContainText('stackblitz.com');
    expect(await axeProblems(page)).toEqual([]);
    await goOnInSandbox(page, 'webcontainer-unreachable');
  });

  test('the choice is remembered, and so is the way back', async ({ page }) => {
    await openLesson(page);
    await choose(page, 'WebContainer');
    await expect(failureNotice(page, 'webcontainer-unreachable')).toBeVisible({ timeout: 30_000 });
    await page.reload();
    const notice = failureNotice(page, 'webcontainer-unreachable');
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await notice.getByRole('button', { name: 'Go on in the sandbox' }).click();
    await waitUntilRunning(page);
    await page.reload();
    await waitUntilRunning(page);
    await expect(runtimeButton(page)).toHaveText(/Sandbox/);
  });

  test('by keyboard alone, and nothing is asked of the vendor before the choice is made', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (VENDOR.test(request.url())) asked.push(request.url());
    });
    await openLesson(page);
    await runtimeButton(page).focus();
    await page.keyboard.press('Enter');
    await expect(dialogOf(page)).toBeVisible();
    expect(await axeProblems(page)).toEqual([]);
    await dialogOf(page).getByRole('radio', { name: 'Sandbox' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(dialogOf(page).getByRole('radio', { name: 'WebContainer' })).toBeChecked();
    expect(asked).toEqual([]);
    await page.keyboard.press('Enter');
    const notice = failureNotice(page, 'webcontainer-unreachable');
    await expect(notice).toBeVisible({ timeout: 30_000 });
    expect(asked.length).toBeGreaterThan(0);
    await notice.getByRole('button', { name: 'Go on in the sandbox' }).focus();
    await page.keyboard.press('Enter');
    await waitUntilRunning(page);
  });
});

/** What stands in the vendor's place: an API that fails in one way. */
const brokenApi = (boot: string, refused = false): string =>
  `<!doctype html><title>WebContainer</title><script>globalThis.gracefulWebContainer = {
    boot: () => ${boot}, reachable: async () => true, said: () => null, refused: () => ${String(refused)},
  }</script>`;

for (const [code, body] of [
  ['webcontainer-blocked', brokenApi('new Promise(() => undefined)', true)],
  ['webcontainer-boot-failed', brokenApi('Promise.reject(new Error("no reason given"))')],
  ['webcontainer-out-of-memory', brokenApi('Promise.reject(new RangeError("could not allocate memory"))')],
  ['webcontainer-busy', brokenApi('Promise.reject(new Error("Only a single WebContainer instance can be booted"))')],
  ['bundle-missing', null],
] as const)
  test(`${code} leads back to the sandbox, with the code kept`, async ({ page, watch }) => {
    watch.allowConsoleError(/status of 404/);
    await page.route('**/runtime/webcontainer.html', (route) =>
      body === null ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType: 'text/html', headers: OWN }),
    );
    await openLesson(page);
    await saveCode(page, CODE);
    await waitUntilRunning(page);
    await choose(page, 'WebContainer');
    await goOnInSandbox(page, code);
  });

test.describe('once the course is kept', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the connection goes after the choice: offline, and back to the sandbox', async ({ page, context, watch }) => {
    watch.allowRequest(VENDOR);
    watch.allowConsoleError(
      /ERR_INTERNET_DISCONNECTED|ERR_NAME_NOT_RESOLVED|ERR_FAILED|Failed to (fetch|load resource)/,
    );
    await openLesson(page);
    await expect(page.getByRole('link', { name: 'Ready offline' })).toBeVisible({ timeout: 120_000 });
    await saveCode(page, CODE);
    await waitUntilRunning(page);
    await choose(page, 'WebContainer');
    const notice = failureNotice(page, 'webcontainer-unreachable');
    await expect(notice).toBeVisible();
    await context.setOffline(true);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await goOnInSandbox(page, 'offline');
  });
});

test('a remembered choice on a copy that is isolated no more: not-isolated, and back to the sandbox', async ({
  page,
}) => {
  await page.route('**/runtime/webcontainer.html', (route) =>
    route.fulfill({ body: brokenApi('Promise.reject(new Error("x"))'), contentType: 'text/html', headers: OWN }),
  );
  await openLesson(page);
  await saveCode(page, CODE);
  await waitUntilRunning(page);
  await choose(page, 'WebContainer');
  await expect(failureNotice(page, 'webcontainer-boot-failed')).toBeVisible();
  await withoutIsolation(page);
  await page.reload();
  await goOnInSandbox(page, 'not-isolated');
});

test('offline, the dialog says so beforehand, and offers it again with the connection', async ({
  page,
  context,
  watch,
}) => {
  watch.allowConsoleError(/ERR_INTERNET_DISCONNECTED/);
  await openLesson(page);
  await runtimeButton(page).click();
  await expect(dialogOf(page)).toBeVisible();
  await context.setOffline(true);
  await dialogOf(page).getByRole('radio', { name: 'WebContainer' }).check();
  await expect(dialogOf(page).locator('[data-failure="offline"]')).toBeVisible();
  await expect(dialogOf(page).getByRole('button', { name: 'Switch to WebContainer' })).toBeDisabled();
  await context.setOffline(false);
  await expect(dialogOf(page).getByRole('button', { name: 'Switch to WebContainer' })).toBeEnabled();
});

test('a host that does not send COOP and COEP is named', async ({ page }) => {
  await withoutIsolation(page);
  await openLesson(page);
  await runtimeButton(page).click();
  await dialogOf(page).getByRole('radio', { name: 'WebContainer' }).check();
  await expect(dialogOf(page).locator('[data-failure="not-isolated"]')).toBeVisible();
  await expect(dialogOf(page).getByRole('button', { name: 'Switch to WebContainer' })).toBeDisabled();
});

test('a browser without service workers is told that it cannot', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
  await openLesson(page);
  await runtimeButton(page).click();
  await dialogOf(page).getByRole('radio', { name: 'WebContainer' }).check();
  await expect(dialogOf(page).locator('[data-failure="webcontainer-unsupported"]')).toBeVisible();
});

test('in a WebContainer: a terminal that takes commands, the page, the tests, and back', async ({ page, watch }) => {
  test.setTimeout(180_000);
  // The address is this machine's and none of the vendor's: the document around the page refuses it, and that is tested.
  watch.allowConsoleError(/frame-src|127\.0\.0\.1|ERR_BLOCKED/);
  watch.allowRequest(/^http:\/\/127\.0\.0\.1/);
  const end = await useLocalContainer(page);
  try {
    await openLesson(page);
    await saveCode(page, CODE);
    await waitUntilRunning(page);
    await choose(page, 'WebContainer');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'running', { timeout: 120_000 });
    await send(page, '/');
    await expect(rendered(page).getByText('mine', { exact: true })).toBeVisible();

    await page.getByRole('tab', { name: /^Terminal/ }).click();
    const screen = page.locator('.bench-terminal .xterm-accessibility');
    await expect(screen).toContainText('Serving');
    await page.getByRole('textbox', { name: 'Terminal' }).focus();
    await page.keyboard.type('get /missing\n');
    await expect(screen).toContainText('HTTP/1.1 404 NOT FOUND');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: 'Terminal' })).not.toBeFocused();
    expect(await axeProblems(page)).toEqual([]);

    await page.getByRole('tab', { name: /^Page/ }).click();
    await page.getByRole('button', { name: 'Show the page from there' }).click();
    await expect(page.getByText('It is drawn here instead.')).toBeVisible({ timeout: 30_000 });
    await expect(rendered(page).getByText('mine', { exact: true })).toBeVisible();

    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.getByRole('button', { name: 'Run tests' }).click();
    await expect(page.locator('[data-outcome="failed"]').first()).toBeVisible({ timeout: 60_000 });

    await choose(page, 'Sandbox');
    await waitUntilRunning(page);
    await expect(page.getByRole('tab', { name: /^Terminal/ })).toHaveCount(0);
    await send(page, '/');
    await expect(rendered(page).getByText('mine', { exact: true })).toBeVisible();

    await choose(page, 'WebContainer');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'running', { timeout: 120_000 });
    await page.getByRole('tab', { name: /^Terminal/ }).click();
    await expect(screen).toContainText('Serving');
    await page.getByRole('textbox', { name: 'Terminal' }).focus();
    await page.keyboard.type('quit\n');
    await goOnInSandbox(page, 'webcontainer-ended');
  } finally {
    end();
  }
});
