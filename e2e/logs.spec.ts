/** The log: filters, requests, sources, and very many records. */
import { type Page } from '@playwright/test';
import { expect, test } from './support/test';
import { openLesson, rendered, saveCode, send } from './support/workbench';

const NOISY = `import json
import logging

from flask import Flask

app = Flask(__name__)
app.logger.setLevel(logging.DEBUG)


@app.get("/")
def index():
    return "home"


@app.get("/levels")
def levels():
    app.logger.debug("a detail")
    app.logger.info("a fact")
    app.logger.warning("a worry")
    app.logger.error("a fault")
    return "levels"


@app.get("/parse")
def parse():
    return json.loads("{")


@app.get("/silent")
def silent():
    return "broken", 500


@app.get("/many/<int:first>")
def many(first):
    for number in range(first, first + 2_500):
        app.logger.info("record number %05d", number)
    return f"to {first + 2_500}"
`;

const WRITING = `import logging
import sys

from flask import Flask

app = Flask(__name__)
orders = logging.getLogger("orders")
orders.setLevel(logging.INFO)
orders.propagate = False
handler = logging.FileHandler("orders.log")
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
orders.addHandler(handler)


@app.get("/")
def index():
    return "home"


@app.get("/order/<int:number>")
def order(number):
    orders.info("order %s has come", number)
    print("a word to the server", file=sys.stderr)
    return f"order {number}"
`;

const log = (page: Page) => page.getByRole('log', { name: 'Server log' });
const showLogs = (page: Page) => page.getByRole('tab', { name: /^Logs/ }).click();

async function openNoisy(page: Page): Promise<void> {
  await openLesson(page);
  await saveCode(page, NOISY);
  await expect(rendered(page).getByText('home')).toBeVisible();
}

test('levels, words, and rows under their request', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/levels');
  await showLogs(page);
  await expect(log(page).getByRole('button', { name: 'GET /levels' })).toBeVisible();
  await expect(log(page).getByText('a detail')).toBeVisible();
  await page.getByRole('combobox', { name: 'Level' }).selectOption('WARNING and above');
  await expect(log(page).getByText('a fact')).toBeHidden();
  await expect(log(page).getByText('a worry')).toBeVisible();
  await page.getByRole('combobox', { name: 'Level' }).selectOption('All levels');
  const search = page.getByRole('searchbox', { name: 'Search log' });
  await search.fill('FAULT');
  await expect(log(page).getByText('a fault')).toBeVisible();
  await expect(log(page).getByText('a worry')).toBeHidden();
  await search.press('Escape');
  await expect(log(page).getByText('a worry')).toBeVisible();
  await page.getByRole('checkbox', { name: 'By request' }).uncheck();
  await expect(log(page).getByRole('button', { name: 'GET /levels' })).toBeHidden();
  await page.getByRole('checkbox', { name: 'By request' }).check();
  await log(page).getByRole('button', { name: 'GET /levels' }).click();
  await expect(page.getByRole('region', { name: 'GET /levels' })).toBeVisible();
});

test('a library frame opens that library’s own source at its line', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/parse');
  await showLogs(page);
  await log(page).locator('summary', { hasText: 'frames inside' }).first().click();
  const frame = log(page)
    .getByRole('button', { name: /\/flask\/app\.py.*line \d+/ })
    .first();
  const line = /line (\d+)/.exec((await frame.textContent()) ?? '')?.[1] ?? '';
  await frame.click();
  const source = page.getByRole('dialog', { name: `line ${line}` });
  await expect(source.locator('[aria-current="location"]')).toContainText(/self\.|raise|return/);
  await page.keyboard.press('Escape');
  await expect(source).toBeHidden();
  await expect(frame).toBeFocused();
});

test('a line of one’s own in a logged traceback leads to it in the editor', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/parse');
  await showLogs(page);
  await log(page)
    .getByRole('button', { name: /^app\.py, line 26, in parse/ })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Editor' }).locator('.active-line-number')).toHaveText('26');
});

test('a file that the app writes is chosen, grows as it is written, and is searched', async ({ page }) => {
  await openLesson(page);
  await saveCode(page, WRITING);
  await expect(rendered(page).getByText('home')).toBeVisible();
  await send(page, '/order/1');
  await expect(rendered(page).getByText('order 1')).toBeVisible();
  await showLogs(page);
  await page.getByRole('combobox', { name: 'Log file' }).selectOption('orders.log');
  await expect(log(page)).toContainText('INFO order 1 has come');
  await expect(log(page)).not.toContainText('a word to the server');
  // Beside the page, the log stays in sight while the next request writes.
  await send(page, '/order/2');
  await expect(log(page)).toContainText('INFO order 2 has come');
  await expect(log(page)).toContainText('INFO order 1 has come');
  await showLogs(page);
  const search = page.getByRole('searchbox', { name: 'Search log' });
  await search.fill('ORDER 2');
  await expect(log(page)).not.toContainText('order 1');
  await expect(log(page)).toContainText('order 2');
  await search.fill('order 3');
  await expect(log(page)).toContainText('No line is like that.');
  await search.press('Escape');
  await expect(log(page)).toContainText('order 1');
  await page.getByRole('combobox', { name: 'Log file' }).selectOption('Server output');
  await expect(log(page)).toContainText('a word to the server');
});

test('a failed request from both sides, and from there to its line', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/parse');
  await showLogs(page);
  await log(page).getByRole('button', { name: 'Both sides' }).click();
  const sides = page.getByRole('dialog', { name: 'GET /parse, from both sides' });
  await expect(sides.getByRole('region', { name: 'What the visitor saw' })).toContainText('Internal Server Error');
  await expect(sides.getByRole('region', { name: 'What the visitor saw' })).not.toContainText('JSONDecodeError');
  await expect(sides.getByRole('region', { name: 'What you can know' })).toContainText('JSONDecodeError');
  await sides
    .getByRole('button', { name: /^app\.py, line 26/ })
    .first()
    .click();
  await expect(sides).toBeHidden();
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeFocused();
});

test('a failure that logged nothing has its line all the same', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/silent');
  await showLogs(page);
  await expect(log(page).getByRole('button', { name: 'GET /silent' })).toBeVisible();
  await expect(log(page).getByText('nothing was logged')).toBeVisible();
});

test('the newest line stays in sight when the log gets less room', async ({ page }) => {
  await openNoisy(page);
  await send(page, '/many/0');
  await expect(rendered(page).getByText('to 2500')).toBeVisible({ timeout: 30_000 });
  await showLogs(page);
  const newest = log(page).getByText('record number 02499');
  await expect(newest).toBeInViewport();
  await page.setViewportSize({ width: 1440, height: 700 });
  await expect(newest).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeHidden();
});

test('ten thousand records: few of them drawn, all of them found', async ({ page }) => {
  await openNoisy(page);
  // A quarter in each: on a slow machine, one request with all of them gets to its deadline.
  for (const first of [0, 2_500, 5_000, 7_500]) {
    await send(page, `/many/${String(first)}`);
    await expect(rendered(page).getByText(`to ${String(first + 2_500)}`)).toBeVisible({ timeout: 30_000 });
  }
  await showLogs(page);
  await expect(log(page).getByText('record number 09999')).toBeVisible();
  expect(await log(page).locator('.log-row').count()).toBeLessThan(200);
  await page.getByRole('searchbox', { name: 'Search log' }).fill('number 00000');
  await expect(log(page).getByText('record number 00000')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search log' }).fill('');
  await log(page).press('Home');
  await expect(log(page).getByText('record number 00000')).toBeVisible();
  await page.getByRole('button', { name: 'Jump to newest' }).click();
  await expect(log(page).getByText('record number 09999')).toBeVisible();
});
