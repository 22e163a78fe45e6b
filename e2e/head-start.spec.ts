/**
 * Promise: the server answers before the page's own code is there, and the workbench takes that answer for its own: nothing is
 * asked twice, and whoever has a draft is answered by the draft alone.
 */
import type { Page } from '@playwright/test';
import { holdScripts } from './support/scripts';
import { expect, test } from './support/test';
import { openLesson, rendered, saveCode, waitUntilRunning } from './support/workbench';

const DRAFT = `from flask import Flask

app = Flask(__name__)
seen = 0


@app.get("/")
def index():
    global seen
    seen += 1
    print(f"asked {seen}")
    return "<h1>My own page</h1>"
`;

// What a worker answers from its cache, a test cannot hold back.
test.use({ serviceWorkers: 'block' });

const answers = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('flask:response').length);

async function expectAskedOnce(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Network/ }).click();
  await expect(page.getByRole('table', { name: 'Requests' }).getByRole('row', { name: /GET/ })).toHaveCount(1);
  expect(await answers(page)).toBe(1);
}

test('the first answer is there before the scripts are, and is the workbench’s own', async ({ page }) => {
  const release = await holdScripts(page);
  await page.goto('/learn/first-handlers', { waitUntil: 'commit' });
  await expect.poll(() => answers(page), { timeout: 60_000 }).toBe(1);
  // What is chosen, typed and pressed meanwhile holds.
  const question = page.getByRole('region', { name: /^An error is raised in a view/ });
  await question.getByRole('radio', { name: /^Nothing: the server stops/ }).check();
  await question.getByRole('radio', { name: 'certain' }).check();
  await page.getByRole('button', { name: 'History app.py' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('/crash');
  await page.getByRole('combobox', { name: 'Method' }).selectOption('POST');
  release();
  await waitUntilRunning(page);
  await expect(rendered(page).getByText('Harbour Street Library').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'History of app.py' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('/crash');
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('POST');
  await expectAskedOnce(page);
  await question.getByRole('button', { name: 'Commit answer' }).click();
  await expect(question.getByText('you were certain')).toBeVisible({ timeout: 60_000 });
});

test('who types before the scripts are there goes on typing in the code editor, where they were', async ({ page }) => {
  const release = await holdScripts(page);
  await page.goto('/learn/first-handlers', { waitUntil: 'commit' });
  const field = page.getByRole('textbox', { name: /^Editor: / });
  await field.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('#early');
  await page.keyboard.press('ArrowLeft');
  release();
  const editor = page.locator('.monaco-editor').first();
  await expect(editor).toBeVisible({ timeout: 60_000 });
  await page.keyboard.type('-late-');
  await expect(editor.locator('.view-line', { hasText: '#earl-late-y' })).toBeVisible();
});

test('the first answer needs none of Python’s library; what needs it waits for it', async ({ page }) => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/runtime/*.zip', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/learn/first-handlers');
  await waitUntilRunning(page);
  await expect(rendered(page).getByText('Harbour Street Library').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill('/crash');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const stop = page.getByRole('button', { name: /^Stop: / });
  await expect(page.getByText('Fetching all of Python…')).toBeVisible();
  // It has not been asked yet, so that stopping costs no restart.
  // The second click falls on Reload, which is not meant.
  await stop.dblclick();
  await expect(page.getByText('Fetching all of Python…')).toBeHidden();
  await waitUntilRunning(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(stop).toBeVisible();
  release();
  await expect(rendered(page).getByText('Internal Server Error').first()).toBeVisible();
  await page.getByRole('tab', { name: /^Logs/ }).click();
  // A traceback reads its lines from the library.
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('rv = self.handle_user_exception(e)');
});

test('a draft is asked, and nothing else', async ({ page }) => {
  await openLesson(page);
  await saveCode(page, DRAFT);
  await expect(rendered(page).getByText('My own page')).toBeVisible();
  await page.reload();
  await waitUntilRunning(page);
  await expect(rendered(page).getByText('My own page')).toBeVisible();
  await expectAskedOnce(page);
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await expect(page.getByRole('log', { name: 'Server log' })).toContainText('asked 1');
});
