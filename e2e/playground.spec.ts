/** The playground: templates, own tests, links and zips, and what is refused. */
import { readFileSync } from 'node:fs';
import { deflateSync, zipSync } from 'fflate';
import { type Page } from '@playwright/test';
import { expect, test } from './support/test';
import { rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

async function openPlayground(page: Page, fragment = ''): Promise<void> {
  await page.goto(`/playground${fragment}`);
  await waitUntilRunning(page);
}

const template = (page: Page) => page.getByRole('combobox', { name: 'Template' });
const linkOf = (value: unknown): string =>
  `#code=1.${Buffer.from(deflateSync(Buffer.from(JSON.stringify(value)))).toString('base64url')}`;
const OTHERS = {
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n\n\n@app.get("/")\ndef index():\n    return "from afar"\n',
};

test('a template runs, its tests pass, a change is kept, and another template can be undone', async ({ page }) => {
  await openPlayground(page);
  await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  await expect(rendered(page).getByRole('link', { name: 'Middlemarch' })).toHaveCSS('font-family', /Georgia/);
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  await expect(page.getByText('3 passed, 0 failed of 3.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Results' }).locator('[data-outcome="passed"]')).toHaveCount(3);

  await page.getByRole('tab', { name: /^Page/ }).click();
  await template(page).selectOption({ value: 'api' });
  await expect(rendered(page).getByText('/health')).toBeVisible();
  await send(page, '/books/99');
  await expect(rendered(page).getByText('There is no book 99.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('tab', { name: 'templates/layout.html' })).toBeVisible();

  await saveCode(page, OTHERS['app.py']);
  await send(page, '/');
  await expect(rendered(page).getByText('from afar')).toBeVisible();
  await page.reload();
  await waitUntilRunning(page);
  await expect(rendered(page).getByText('from afar')).toBeVisible();
});

test('the shop in production brings every instrument with it', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByRole('tab', { name: /^Upstreams/ })).toBeHidden();
  await template(page).selectOption({ value: 'production' });
  await expect(rendered(page).getByRole('heading', { name: 'The shop' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  const condition = page.getByRole('combobox', { name: 'Condition of suggestions' });
  await send(page, '/items/lamp');
  await page.getByRole('tab', { name: /^Page/ }).click();
  await expect(rendered(page).getByText('Goes well with: rope.')).toBeVisible();
  await page.getByRole('tab', { name: /^Upstreams/ }).click();
  await condition.selectOption('refuse');
  await send(page, '/items/lamp');
  await page.getByRole('tab', { name: /^Page/ }).click();
  await expect(rendered(page).getByText('nothing at the moment')).toBeVisible();
  await expect(page.getByRole('tab', { name: /^Jobs/ })).toBeHidden();
  await send(page, '/order/lamp');
  await page.getByRole('tab', { name: /^Jobs/ }).click();
  await expect(page.getByRole('list', { name: 'Jobs' }).locator('[data-job-state="SUCCESS"]')).toHaveCount(2);
  await send(page, '/items/anchor');
  await page.getByRole('tab', { name: /^Tracker/ }).click();
  await expect(page.getByRole('table', { name: 'Issues' }).getByRole('row', { name: /TypeError/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await expect(page.getByRole('region', { name: 'Alert rules' })).toContainText('Visitors see crashes');
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  await expect(page.getByText('6 passed, 0 failed of 6.')).toBeVisible({ timeout: 60_000 });
});

test('a link asks before it opens, shows what it carries, and gives the old project back', async ({
  page,
  browser,
  watch,
}) => {
  await openPlayground(page);
  await saveCode(page, OTHERS['app.py']);
  await expect(rendered(page).getByText('from afar')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(link).hash).toMatch(/^#code=1\./);

  const elsewhere = await browser.newContext({ baseURL: new URL(page.url()).origin });
  watch.follow(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto(link);
  const asked = other.getByRole('dialog', { name: 'Somebody’s code' });
  await expect(asked.getByRole('list', { name: 'Files in the link' })).toContainText('app.py');
  await waitUntilRunning(other);
  await expect(rendered(other).getByText('from afar')).toBeHidden();
  await asked.getByRole('button', { name: 'Open it' }).click();
  await expect(rendered(other).getByText('from afar')).toBeVisible();
  expect(new URL(other.url()).hash).toBe('');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(rendered(other).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  await elsewhere.close();
});

for (const [name, fragment, code] of [
  ['cut off', linkOf({ files: OTHERS }).slice(0, -9), 'link-broken'],
  ['of a newer version', '#code=99.AAAA', 'link-newer'],
  ['with a path that leads outside', linkOf({ files: { '../app.py': '' } }), 'project-path'],
  ['that unpacks to very much', linkOf({ files: { 'app.py': 'x'.repeat(6 * 1024 * 1024) } }), 'project-too-large'],
] as const) {
  test(`a link ${name} is refused in words, and the project stays`, async ({ page }) => {
    await openPlayground(page, fragment);
    await expect(page.locator(`[role="alert"][data-failure="${code}"]`)).toBeVisible();
    await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  });
}

test('a downloaded zip opens again; a bomb, a bad path and a picture are dealt with in words', async ({ page }) => {
  await openPlayground(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download zip' }).click();
  const zip = readFileSync(await (await downloading).path());
  const input = page.getByLabel('Zip to open');
  const openZip = (name: string, buffer: Buffer) => input.setInputFiles({ name, mimeType: 'application/zip', buffer });
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

  await openZip('bomb.zip', Buffer.from(zipSync({ 'app.py': new Uint8Array(64 * 1024 * 1024) })));
  await expect(page.locator('[data-failure="project-too-large"]')).toBeVisible();
  await openZip('slip.zip', Buffer.from(zipSync({ '../app.py': bytes('x') })));
  await expect(page.locator('[data-failure="project-path"]')).toBeVisible();
  await openZip('none.zip', Buffer.from('nothing'));
  await expect(page.locator('[data-failure="zip-broken"]')).toBeVisible();
  await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();

  const project = { 'shop/app.py': bytes(OTHERS['app.py']), 'shop/logo.png': new Uint8Array([0, 1]) };
  await openZip('shop.zip', Buffer.from(zipSync(project)));
  await expect(rendered(page).getByText('from afar')).toBeVisible();
  await expect(page.getByText(/Left out.*shop\/logo\.png/)).toBeVisible();
  await openZip('project.zip', zip);
  await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'requirements.txt' })).toBeVisible();
});

test('five hundred files are a project like others', async ({ page }) => {
  await openPlayground(page);
  const files: Record<string, string> = { ...OTHERS };
  for (let number = 1; number < 500; number += 1) files[`data/note ${String(number)} ü.txt`] = `note ${String(number)}`;
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new Uint8Array(Buffer.from(text))])),
  );
  await page
    .getByLabel('Zip to open')
    .setInputFiles({ name: 'many.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await expect(rendered(page).getByText('from afar')).toBeVisible();
  await page.getByRole('tab', { name: 'data/note 499 ü.txt' }).click();
  await expect(page.getByRole('textbox', { name: 'Editor: data/note 499 ü.txt' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Editor' }).locator('.view-lines')).toHaveText(/note.499/);
});

test('on a phone one pane shows at a time, and there is no lesson', async ({ browser, watch, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: baseURL ?? '' });
  watch.follow(context);
  const page = await context.newPage();
  await openPlayground(page);
  const panes = page.getByRole('navigation', { name: 'Panes' });
  await expect(panes.getByRole('button', { name: 'Lesson' })).toHaveCount(0);
  await panes.getByRole('button', { name: 'Page' }).click();
  await expect(rendered(page).getByRole('heading', { name: 'On the shelf' })).toBeVisible();
  await expect(workbench(page).getByRole('region', { name: 'Editor' })).toBeHidden();
  await context.close();
});
