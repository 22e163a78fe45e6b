/**
 * `npm run screenshot`: takes the README's picture of the first lesson after a crash, from the built site, so that
 * the picture is what the course looks like and not what somebody remembers.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './browser.mts';
import { BROWSER_ARGUMENTS } from './lib/browser-arguments.mts';
import { ROOT, SITE } from './lib/paths.mts';
import { CommandFailure } from './lib/run.mts';
import { ensureBundle, ensureSite } from './lib/site.mts';
import { reportFailure, stage } from './lib/stages.mts';
import { serve } from './serve.mts';

const TARGET = join(ROOT, 'docs', 'screenshot.png');
/** A README should not weigh on every clone. */
const LARGEST = 300_000;

async function crashTheServer(page: Page): Promise<void> {
  const workbench = page.getByRole('region', { name: 'Workbench' });
  await workbench.and(page.locator('[data-server-state="running"]')).waitFor();
  await page.getByRole('textbox', { name: 'Address' }).fill('/crash');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.getByRole('log', { name: 'Server log' }).getByText('ConnectionError').first().waitFor();
}

try {
  await ensureBundle();
  await ensureSite();
  await stage('Picture', async (notes, log) => {
    const { executablePath } = await findBrowser(log);
    const server = await serve({ dir: SITE, port: 0 });
    const browser = await chromium.launch({
      args: [...BROWSER_ARGUMENTS],
      ...(executablePath ? { executablePath } : {}),
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
      await page.goto(new URL('learn/first-handlers', server.url).href);
      await crashTheServer(page);
      await page.screenshot({ path: TARGET, animations: 'disabled' });
    } finally {
      await browser.close();
      await server.close();
    }
    const { size } = statSync(TARGET);
    if (size > LARGEST) {
      throw new CommandFailure({
        message: `docs/screenshot.png has ${String(size)} bytes, more than ${String(LARGEST)}.`,
        wayOn: 'Show less in it, or a smaller window.',
      });
    }
    notes.note = `docs/screenshot.png, ${String(Math.round(size / 1000))} kB`;
  });
} catch (error) {
  reportFailure(error);
}
