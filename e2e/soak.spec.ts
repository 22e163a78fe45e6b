/**
 * Promise: whatever a learner does, in any order and in two tabs, leaves nothing behind: no worker, no frame, no memory, no
 * unhandled rejection. Random with a seed, bounded in count and time. An hour's worth: npm test -- e2e soak --soak-minutes=60 --seed=7
 */
import { readdirSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { BROWSER_ARGUMENTS } from '../scripts/lib/browser-arguments.mts';
import { expect, test } from './support/test';
import { saveCode, send, waitUntilRunning, workbench } from './support/workbench';

/** The headless shell cannot measure its memory. */
const DESKTOP = process.env.GRACEFUL_DESKTOP_BROWSER;
if (DESKTOP !== undefined) test.use({ launchOptions: { args: [...BROWSER_ARGUMENTS], executablePath: DESKTOP } });

const SEED = Number(process.env.GRACEFUL_SOAK_SEED ?? 1);
/** Of a learner's time: one action every fifteen seconds, as somebody does who reads and thinks. */
const MINUTES = Number(process.env.GRACEFUL_SOAK_MINUTES ?? 10);
const ACTIONS = Math.round(MINUTES * 4);
const LONGEST_MS = 60_000 + ACTIONS * 10_000;
const HOME = 'first-handlers';
const SETTLE_MS = 90_000;
const RESTING = 'the learner rests';

const SLUGS = readdirSync('content/lessons').map((folder) => folder.replace(/^\d+-/, ''));
const PATHS = ['/', '/crash', '/books/2', '/nowhere', '/books/3/rating'];
const TABS = [/^Page/, /^Network/, /^Logs/, /^Tests/, /^X-ray/];

const app = (view: string, note: string): string => `import sys

from flask import Flask

app = Flask(__name__)
# ${note}


@app.get("/")
def index():
    return "fine"


@app.get("/crash")
def crash():
    ${view}
`;
const VIEWS = [
  'raise ValueError("crash")',
  'sys.exit(2)',
  'return 1 / 0',
  'return "x" * 100_000',
  'def f(): f()\n    f()',
];

/** Mulberry32: small, seeded, good enough to choose buttons. */
function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

class Learner {
  readonly done: string[] = [];
  private readonly random = randomBy(SEED);
  private second: Page | null = null;

  constructor(
    private readonly context: BrowserContext,
    private readonly first: Page,
  ) {}

  private readonly actions: Record<string, (page: Page) => Promise<unknown>> = {
    type: async (page) => {
      await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first().focus();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type(`# ${String(this.done.length)}`);
    },
    save: (page) => page.keyboard.press('ControlOrMeta+s'),
    write: (page) => saveCode(page, app(this.pick(VIEWS), String(this.done.length))),
    break: (page) => saveCode(page, 'def (\n'),
    send: (page) => send(page, this.pick(PATHS)),
    crash: (page) => send(page, '/crash'),
    look: (page) => page.getByRole('tab', { name: this.pick(TABS) }).click(),
    test: async (page) => {
      await page.getByRole('tab', { name: /^Tests/ }).click();
      const button = page.getByRole('button', { name: /^Run(ning)? tests/ });
      if (await button.isEnabled()) await button.click();
    },
    restart: (page) => workbench(page).getByRole('button', { name: 'Restart server' }).click(),
    switch: (page) => goTo(page, this.pick(SLUGS)),
    tab: async () => {
      if (this.second) {
        await this.second.close();
        this.second = null;
      } else {
        this.second = await this.context.newPage();
        await this.second.goto(`/learn/${this.pick(SLUGS)}`);
        await expect(workbench(this.second)).toBeVisible();
      }
    },
  };

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  /** Until so many actions have been done, or the time is over. */
  async act(count: number, end: number): Promise<void> {
    for (let left = count; left > 0 && Date.now() < end; left -= 1) {
      const name = this.pick(Object.keys(this.actions));
      const page = this.second && this.random() < 0.4 ? this.second : this.first;
      this.done.push(`${page === this.first ? '1' : '2'}:${name}`);
      await this.actions[name]?.(page);
    }
  }

  /** One tab, at the lesson it began with, with a server that runs. */
  async rest(): Promise<void> {
    await this.second?.close();
    this.second = null;
    if (!this.first.url().endsWith(`/learn/${HOME}`)) await goTo(this.first, HOME);
    await saveCode(this.first, app(VIEWS[0] ?? '', RESTING));
    await waitUntilRunning(this.first);
    // The interpreter for tests comes with the first of them: after this it is there, however one got here.
    await this.first.getByRole('tab', { name: /^Tests/ }).click();
    await this.first.getByRole('button', { name: 'Run tests' }).click();
    await expect(
      this.first.getByRole('list', { name: 'Goals' }).locator('[data-outcome="failed"]').first(),
    ).toBeVisible({
      timeout: SETTLE_MS,
    });
    await this.first.getByRole('tab', { name: /^Page/ }).click();
  }
}

/** As a learner does, by a link, so that the page stays and what it leaves behind stays with it. */
async function goTo(page: Page, slug: string): Promise<void> {
  const link = page.locator(`a[href$="/learn/${slug}"]:visible`).first();
  if ((await link.count()) > 0) await link.click();
  else await page.goto(`/learn/${slug}`);
  await expect(page).toHaveURL(new RegExp(`/learn/${slug}$`));
  await expect(workbench(page)).toBeVisible();
}

interface Footprint {
  readonly workers: number;
  readonly frames: number;
  readonly urls: string;
  readonly nodes: number;
  readonly listeners: number;
  readonly heapMb: number;
  /**
   * What the page's own process keeps alive; null where the browser does not tell. The interpreters' memories are in the
   * sandbox's process and not in it: there must not be more interpreters than before.
   */
  readonly wholeMb: number | null;
}

/** https://wicg.github.io/performance-measure-memory/, which TypeScript's library does not have yet. */
interface MeasuresMemory {
  measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
}

async function footprint(page: Page, browser: CDPSession): Promise<Footprint> {
  // What is unreachable goes in one or two collections; what a finalizer frees, in the next.
  for (let round = 0; round < 3; round += 1) await browser.send('HeapProfiler.collectGarbage');
  const { metrics } = await browser.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    workers: page.workers().length,
    urls:
      page
        .workers()
        .map((worker) => worker.url())
        .join(' ') +
      ' | ' +
      page
        .frames()
        .map((frame) => frame.url() || frame.name())
        .join(' '),
    frames: page.frames().length,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    heapMb: metric('JSHeapUsedSize') / 1e6,
    wholeMb: null,
  };
}

test(`random actions, seed ${String(SEED)}`, async ({ page, context }) => {
  test.setTimeout(LONGEST_MS + 4 * SETTLE_MS);
  const learner = new Learner(context, page);
  const browser = await context.newCDPSession(page);
  await browser.send('Performance.enable');
  await page.goto(`/learn/${HOME}`);
  await waitUntilRunning(page);
  try {
    const end = Date.now() + LONGEST_MS;
    await learner.act(ACTIONS / 4, end);
    await learner.rest();
    const settled = await restingFootprint(page, browser);
    await learner.act((ACTIONS * 3) / 4, end);
    await learner.rest();
    const left = await restingFootprint(page, browser);

    const words = `${String(learner.done.length)} actions; ${JSON.stringify(settled)} → ${JSON.stringify(left)}`;
    test.info().annotations.push({ type: 'soak', description: words });
    expect(left.workers, 'workers').toBe(settled.workers);
    expect(left.frames, 'frames').toBe(settled.frames);
    expect(left.nodes, 'DOM nodes').toBeLessThan(settled.nodes * 1.5 + 1000);
    expect(left.listeners, 'event listeners').toBeLessThan(settled.listeners * 1.5 + 200);
    expect(left.heapMb, 'heap in MB').toBeLessThan(settled.heapMb * 1.3 + 10);
    if (settled.wholeMb !== null) expect(left.wholeMb, 'all memory in MB').toBeLessThan(settled.wholeMb * 1.3 + 10);
    else test.info().annotations.push({ type: 'soak', description: 'all memory not compared: a headless shell' });
    await page.reload();
    await expect(page.getByRole('region', { name: 'Editor' })).toContainText(RESTING, { timeout: SETTLE_MS });
  } catch (error) {
    console.log(`soak: after ${learner.done.join(' ')}`);
    throw error;
  }
});

/** Once the server, its spare and the one for tests are there. */
async function restingFootprint(page: Page, browser: CDPSession): Promise<Footprint> {
  let last = await footprint(page, browser);
  await expect
    .poll(
      async () => {
        const before = last;
        last = await footprint(page, browser);
        return last.workers === before.workers && last.frames === before.frames && last.workers >= 3;
      },
      { timeout: SETTLE_MS, intervals: [2000] },
    )
    .toBe(true);
  const bytes = await page.evaluate(async () => {
    try {
      return (await (performance as unknown as MeasuresMemory).measureUserAgentSpecificMemory()).bytes;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'SecurityError') return null;
      throw error;
    }
  });
  return { ...last, wholeMb: bytes === null ? null : bytes / 1e6 };
}
