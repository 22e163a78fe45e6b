/**
 * `npm run icons`: draws the home screen's icons from app/icon.svg, in a browser. They are kept in the repository, since
 * a build needs no browser; run again when the drawing changes.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mts';
import { BROWSER_ARGUMENTS } from './lib/browser-arguments.mts';
import { ROOT } from './lib/paths.mts';
import { reportFailure, stage } from './lib/stages.mts';

/** `share` is the drawing's part of the width: a maskable icon may lose a tenth on every side. */
const ICONS = [
  { path: 'public/icons/icon-192.png', size: 192, share: 0.8 },
  { path: 'public/icons/icon-512.png', size: 512, share: 0.8 },
  { path: 'public/icons/icon-maskable-512.png', size: 512, share: 0.58 },
  { path: 'app/apple-icon.png', size: 180, share: 0.7 },
] as const;
const GROUND = '#fbfaf6';

try {
  await stage('Icons', async (notes, log) => {
    const { executablePath } = await findBrowser(log);
    const svg = readFileSync(join(ROOT, 'app', 'icon.svg')).toString('base64');
    mkdirSync(join(ROOT, 'public', 'icons'), { recursive: true });
    const browser = await chromium.launch({
      args: [...BROWSER_ARGUMENTS],
      ...(executablePath ? { executablePath } : {}),
    });
    try {
      for (const { path, size, share } of ICONS) {
        const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: 'light' });
        await page.setContent(
          `<style>body{margin:0;background:${GROUND};display:grid;place-items:center;height:100vh}</style>` +
            `<img src="data:image/svg+xml;base64,${svg}" width="${String(Math.round(size * share))}">`,
        );
        await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
        await page.screenshot({ path: join(ROOT, path) });
        await page.close();
      }
    } finally {
      await browser.close();
    }
    notes.note = ICONS.map(({ path }) => path).join(', ');
  });
} catch (error) {
  reportFailure(error);
}
