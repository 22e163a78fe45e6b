/** The page's own scripts, which can be late or never come. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { SITE } from '../../scripts/lib/paths.mts';

const FOLDER = join(SITE, '_next/static/chunks');

/** What to do with the scripts that have `words` in them: all, if there are none. */
export async function routeScripts(page: Page, words: string, handle: (route: Route) => Promise<void>): Promise<void> {
  const scripts = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
  for (const name of scripts.filter((script) => readFileSync(join(FOLDER, script), 'utf8').includes(words)))
    await page.route(`**/${name}`, handle);
}

/** Holds them back. @returns what lets them come */
export async function holdScripts(page: Page, words = ''): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await routeScripts(page, words, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
