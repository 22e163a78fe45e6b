/**
 * What one request and one edit cost in the workbench of an idle lesson page, and how fast the same app is under native
 * CPython. The app measures itself: WSGI calls a second, by werkzeug's own client.
 */
import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { pythonCommand, pythonToolsEnvironment } from '../lib/python.mts';
import { RESPONSE_MARK, SPARE_MARK, marks, responses } from './visits.mts';

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
export async function restartAndWait(page: Page): Promise<number> {
  const before = await count(page);
  const restart = page.getByRole('button', { name: 'Restart server' });
  const clicked = await restart.evaluate((button: HTMLElement) => {
    const at = performance.now();
    button.click();
    return at;
  });
  return ((await responses(page, before + 1)).at(-1) ?? 0) - clicked;
}

/** Milliseconds from the click on Send to the response, `times` times. */
export async function sendAndWait(page: Page, path: string, times: number): Promise<number[]> {
  await page.getByRole('textbox', { name: 'Address' }).fill(path);
  const send = page.getByRole('button', { name: 'Send', exact: true });
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const before = await count(page);
    // Clicked inside the page: the way from here to the browser is not the learner's.
    const clicked = await send.evaluate((button: HTMLElement) => {
      const at = performance.now();
      button.click();
      return at;
    });
    taken.push(((await responses(page, before + 1)).at(-1) ?? 0) - clicked);
  }
  return taken;
}

export async function workerRate(page: Page): Promise<Rate> {
  await sendAndWait(page, '/rate', 1);
  const text = await page.frameLocator('iframe[title="Page"]').locator('body').innerText();
  return JSON.parse(text) as Rate;
}

const count = (page: Page): Promise<number> =>
  page.evaluate((name) => performance.getEntriesByName(name).length, RESPONSE_MARK);
const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());
