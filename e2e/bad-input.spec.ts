/**
 * What goes wrong around and inside the server, really caused in a real browser: each ends in a named failure with a way on,
 * the next good request works, and nothing typed is lost. The same programs over Node: scripts/lesson/live-server.test.ts.
 */
import { expect, test } from './support/test';
import {
  expectRequest,
  failureNotice,
  openLesson,
  rendered,
  saveCode,
  send,
  waitUntilRunning,
  workbench,
} from './support/workbench';

const app = (view: string): string => `import sys

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return "still here"


@app.get("/bad")
def bad():
    ${view}
`;

const GOOD = app('return "mended"');

test.describe('files of the course', () => {
  test('a snapshot with one byte changed: Python boots plainly and says so', async ({ page }) => {
    await page.route('**/runtime/serverSnapshot-*', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      const middle = body.length >> 1;
      body.writeUInt8(body.readUInt8(middle) ^ 1, middle);
      await route.fulfill({ response, body, headers: { 'content-type': 'application/octet-stream' } });
    });
    await openLesson(page);
    await expect(workbench(page).getByRole('status').first()).toContainText('slow way');
    await send(page, '/');
    await expectRequest(page, /GET.*\/.*200/);
  });

  test('a missing bundle file: named, and fetched again on request', async ({ page, watch }) => {
    watch.allowConsoleError(/404/);
    await page.route('**/runtime/wasm-*', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto('/learn/first-handlers');
    const notice = failureNotice(page, 'bundle-missing');
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await page.unroute('**/runtime/wasm-*');
    await notice.getByRole('button', { name: 'Fetch again' }).click();
    await waitUntilRunning(page);
    await send(page, '/');
    await expectRequest(page, /GET.*\/.*200/);
  });

  test('a file that stays damaged is not believed', async ({ page }) => {
    await page.route('**/runtime/serverPackages-*', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      body.writeUInt8(body.readUInt8(100) ^ 1, 100);
      await route.fulfill({ response, body, headers: { 'content-type': 'application/octet-stream' } });
    });
    await page.goto('/learn/first-handlers');
    await expect(failureNotice(page, 'bundle-corrupt')).toBeVisible({ timeout: 30_000 });
  });
});

test.describe('browsers that withhold something', () => {
  test('storage blocked: the server works, and the page says that nothing is kept', async ({ page }) => {
    await page.addInitScript(() => {
      const denied = {
        get(): never {
          throw new DOMException('Access is denied', 'SecurityError');
        },
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, denied);
    });
    await openLesson(page);
    await expect(page.getByText('Nothing will be kept.')).toBeVisible();
    await saveCode(page, GOOD);
    await waitUntilRunning(page);
    await send(page, '/bad');
    await expect(rendered(page).getByText('mended')).toBeVisible();
  });

  test('no WebAssembly: named, and the code can still be written', async ({ page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
    });
    await page.goto('/learn/first-handlers');
    await expect(failureNotice(page, 'wasm-unsupported')).toBeVisible({ timeout: 30_000 });
    await saveCode(page, GOOD);
    await expect(page.getByRole('region', { name: 'Editor' })).toContainText('mended');
  });
});

test.describe('programs', () => {
  test('deleting app.py, and taking that back', async ({ page }) => {
    await openLesson(page);
    await saveCode(page, GOOD);
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
    await send(page, '/bad');
    await expect(rendered(page).getByText('mended')).toBeVisible();
  });

  for (const [what, code, source] of [
    ['a syntax error', 'project-syntax-error', 'def broken(:\n'],
    ['an import that fails', 'project-import-error', 'import nowhere\n'],
    ['no app', 'no-app-found', 'x = 1\n'],
    ['sys.exit() at import', 'project-import-error', 'import sys\nsys.exit(3)\n'],
  ] as const) {
    test(`${what}: ${code}, and the draft survives a reload`, async ({ page }) => {
      await openLesson(page);
      await saveCode(page, source);
      await expect(failureNotice(page, code)).toBeVisible({ timeout: 30_000 });
      await page.reload();
      await expect(failureNotice(page, code)).toBeVisible({ timeout: 60_000 });
      await saveCode(page, GOOD);
      await waitUntilRunning(page);
      await send(page, '/bad');
      await expect(rendered(page).getByText('mended')).toBeVisible();
    });
  }

  for (const [what, code, view] of [
    ['an endless loop', 'request-timeout', 'while True: pass'],
    ['sys.exit()', 'interpreter-crashed', 'sys.exit(1)'],
    [
      'a view that allocates until memory ends',
      'out-of-memory',
      'held = [bytearray(50_000_000) for _ in range(100)]; return str(len(held))',
    ],
    ['a million log lines', 'output-flood', 'for n in range(1_000_000): app.logger.warning("%s", n)'],
  ] as const) {
    test(`${what}: ${code}, and the next good request works`, async ({ page }) => {
      await openLesson(page);
      await saveCode(page, app(view));
      await waitUntilRunning(page);
      await send(page, '/bad');
      await expect(failureNotice(page, code)).toBeVisible({ timeout: 40_000 });
      await waitUntilRunning(page);
      await send(page, '/');
      await expect(rendered(page).getByText('still here')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Editor' })).toContainText('def bad');
    });
  }
});
