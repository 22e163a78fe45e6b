/**
 * What one request and one edit cost in the workbench of an idle lesson page, and how fast the same app is under native
 * CPython. The app measures itself: WSGI calls a second, by werkzeug's own client.
 */
import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { pythonCommand, pythonToolsEnvironment } from '../lib/python.mts';
import { SITE } from '../lib/paths.mts';
import { serve } from '../serve.mts';
import { RESPONSE_MARK, SPARE_MARK, marks, responses, withBrowser, withProfile } from './visits.mts';

export const LESSON = 'learn/first-handlers';

const CALLS = 300;
export const APP = `import time

from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/")
def index():
    return "hello"


@app.get("/rate")
def rate():
    client = app.test_client()
    times = []
    for _ in range(${String(CALLS)}):
        started = time.perf_counter()
        client.get("/")
        times.append(time.perf_counter() - started)
    return jsonify(median_ms=sorted(times)[len(times) // 2] * 1000, a_second=len(times) / sum(times))
`;

export interface Rate {
  readonly median_ms: number;
  readonly a_second: number;
}

export function nativeRate(): Rate {
  const [python, ...args] = pythonCommand();
  const code = `${APP}\nprint(app.test_client().get("/rate").text)`;
  const run = spawnSync(python, [...args, '-c', code], {
    env: { ...process.env, ...pythonToolsEnvironment() },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`The app failed under native CPython:\n${run.stderr.slice(-1000)}`);
  return JSON.parse(run.stdout) as Rate;
}

/** `use` on a lesson page that has answered and is idle, in a browser and on a server of its own. */
export async function withIdleLesson<T>(
  executablePath: string | undefined,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const server = await serve({ dir: SITE, port: 0 });
  try {
    return await withProfile((profile) =>
      withBrowser(profile, executablePath, async (page) => {
        await page.goto(new URL(LESSON, server.url).href);
        await waitUntilIdle(page, 1);
        return use(page);
      }),
    );
  } finally {
    await server.close();
  }
}

const workbench = (page: Page) => page.getByRole('region', { name: 'Workbench' });

/** An idle page has a spare interpreter; the `starts`-th start has taken the one before. */
export async function waitUntilIdle(page: Page, starts: number): Promise<void> {
  await workbench(page).and(page.locator('[data-server-state="running"]')).waitFor();
  await marks(page, SPARE_MARK, starts);
}

export async function replaceCode(page: Page, code: string): Promise<void> {
  await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
}

/** Milliseconds from the keystroke that saves to the next response. */
export async function saveAndWait(page: Page): Promise<number> {
  const before = await count(page);
  const pressed = await now(page);
  await page.keyboard.press('ControlOrMeta+s');
  return ((await responses(page, before + 1)).at(-1) ?? 0) - pressed;
}

/** Milliseconds from the click on Restart to the next response: what a crash costs. */
export const restartAndWait = (page: Page): Promise<number> => clickAndWait(page, 'Restart server');

/** Milliseconds from the click on Send to the response, `times` times. */
export async function sendAndWait(page: Page, path: string, times: number): Promise<number[]> {
  await page.getByRole('textbox', { name: 'Address' }).fill(path);
  const taken: number[] = [];
  for (let index = 0; index < times; index++) taken.push(await clickAndWait(page, 'Send'));
  return taken;
}

async function clickAndWait(page: Page, name: string): Promise<number> {
  const before = await count(page);
  // Clicked inside the page: the way from here to the browser is not the learner's.
  const clicked = await page.getByRole('button', { name, exact: true }).evaluate((button: HTMLElement) => {
    const at = performance.now();
    button.click();
    return at;
  });
  return ((await responses(page, before + 1)).at(-1) ?? 0) - clicked;
}

export async function workerRate(page: Page): Promise<Rate> {
  await sendAndWait(page, '/rate', 1);
  const text = await page.frameLocator('iframe[title="Page"]').locator('body').innerText();
  return JSON.parse(text) as Rate;
}

const count = (page: Page): Promise<number> =>
  page.evaluate((name) => performance.getEntriesByName(name).length, RESPONSE_MARK);
const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());
