/**
 * Chromium (over the DevTools protocol) and Firefox (over WebDriver BiDi), both by puppeteer-core. Knows the protocol's
 * ways, not the job.
 */
import puppeteer from 'puppeteer-core';
import type { Frame, LaunchOptions } from 'puppeteer-core';
import type { EngineWindow } from './engine-window.mts';

export const WINDOW = { width: 1440, height: 900 };
const PROTOCOL_LIMIT_MS = 120_000;

export interface PuppeteerOptions extends LaunchOptions {
  /** In a context that keeps nothing. */
  readonly isPrivate?: boolean;
}

export async function openPuppeteerWindow({ isPrivate, ...options }: PuppeteerOptions): Promise<EngineWindow> {
  const browser = await puppeteer.launch({
    headless: true,
    defaultViewport: WINDOW,
    protocolTimeout: PROTOCOL_LIMIT_MS,
    timeout: PROTOCOL_LIMIT_MS,
    ...options,
  });
  const context = isPrivate === true ? await browser.createBrowserContext() : browser.defaultBrowserContext();
  const page = await context.newPage();
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error instanceof Error ? error.message : String(error)));

  const frameTitled = async (title: string): Promise<Frame | null> => {
    const element = await page.$(`iframe[title=${JSON.stringify(title)}]`);
    return (await element?.contentFrame()) ?? null;
  };
  return {
    version: (await browser.version()).replace('/', ' '),
    pageErrors,
    async goto(url) {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: PROTOCOL_LIMIT_MS });
    },
    evaluate: (expression) => page.evaluate(expression),
    async evaluateInFrame(title, expression) {
      try {
        return (await (await frameTitled(title))?.evaluate(expression)) ?? null;
      } catch (error) {
        if (error instanceof Error && /detached|context|navigat/i.test(error.message)) return null;
        throw error;
      }
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    async control(key) {
      await page.keyboard.down('Control');
      await page.keyboard.press(key);
      await page.keyboard.up('Control');
    },
    close: () => browser.close(),
  };
}
