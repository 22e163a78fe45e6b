/**
 * Promise: the exported folder works where docs/deploy.md says it does: behind nginx with the generated configuration, under a
 * sub-path, and on a host that sends none of our headers.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { headersFor } from '../scripts/headers.mjs';
import { SITE } from '../scripts/lib/paths.mts';
import { SUB_PATH } from '../scripts/lib/site.mts';
import { startNginx, type RunningNginx } from './support/nginx';
import { expect, test as base } from './support/test';
import { OwnSite } from './support/own-site';
import { rendered, saveCode, send, waitUntilRunning } from './support/workbench';

const SOLUTION = readFileSync('content/lessons/03-first-handlers/solution/app.py', 'utf8');
const NGINX = process.env.GRACEFUL_NGINX ?? '';
const WHY_NOT = process.env.GRACEFUL_NGINX_MISSING ?? 'run by hand without GRACEFUL_NGINX';

/** The main job: crash it, write the handler, see the difference. */
async function crashAndHandle(page: Page): Promise<void> {
  await page.goto('learn/first-handlers');
  await waitUntilRunning(page);
  await send(page, '/crash');
  await expect(rendered(page).getByText('Internal Server Error').first()).toBeVisible();
  await saveCode(page, SOLUTION);
  await waitUntilRunning(page);
  await send(page, '/crash');
  await expect(rendered(page).getByText('Internal Server Error')).toHaveCount(0);
}

interface Behind {
  readonly nginx: RunningNginx;
  /** Where the site lives: its folder, and the path. */
  readonly place: { readonly dir: string; readonly basePath: string };
}

const AT_ROOT: Behind['place'] = { dir: SITE, basePath: '' };

const onNginx = base.extend<Behind>({
  place: [AT_ROOT, { option: true }],
  nginx: async ({ place }, use) => {
    const nginx = await startNginx(NGINX, place.dir, place.basePath);
    await use(nginx);
    await nginx.stop();
  },
  baseURL: async ({ nginx }, use) => {
    await use(nginx.url);
  },
});

for (const place of [AT_ROOT, SUB_PATH])
  onNginx.describe(`nginx with the generated configuration, at ${place.basePath}/`, () => {
    onNginx.skip(NGINX === '', `no nginx: ${WHY_NOT}`);
    onNginx.use({ place });

    onNginx('serves the course, its headers, its packed files, its own 404', async ({ page, nginx }) => {
      const wasm = /"(runtime\/wasm-[^"]+\.wasm)"/.exec(readFileSync(`${place.dir}/sw.js`, 'utf8'))?.[1] ?? '';
      for (const path of ['', 'learn/first-handlers', 'preview.html', wasm]) {
        const response = await fetch(nginx.url + path, { headers: { 'Accept-Encoding': 'gzip' } });
        expect(response.status, path).toBe(200);
        for (const [name, value] of Object.entries(headersFor(`/${path}`)))
          // What has no caching rule is the host's to say.
          if (value !== 'no-cache') expect(response.headers.get(name), `${name} of /${path}`).toBe(value);
        // Only the site that is served is packed by the tests' build.
        if (place.dir === SITE) expect(response.headers.get('content-encoding'), path).toBe('gzip');
      }
      const missing = await fetch(`${nginx.url}learn/no-such-lesson`);
      expect(missing.status).toBe(404);
      expect(await missing.text()).toContain('There is no page at this address.');
      const bare = await fetch(nginx.url.slice(0, -1), { redirect: 'manual' });
      if (place.basePath !== '')
        expect([bare.status, bare.headers.get('location')]).toEqual([301, `${place.basePath}/`]);
      await crashAndHandle(page);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    });
  });

const underPath = base.extend<{ site: OwnSite }>({
  // eslint-disable-next-line no-empty-pattern -- how Playwright knows that nothing is asked for
  site: async ({}, use) => {
    const site = new OwnSite({ basePath: SUB_PATH.basePath });
    await site.start(SUB_PATH.dir);
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
});

underPath.describe('under a sub-path', () => {
  underPath.use({ serviceWorkers: 'allow' });

  underPath('the server crashes and is mended, and without a network too', async ({ page, context, site, watch }) => {
    underPath.setTimeout(180_000);
    await crashAndHandle(page);
    await expect(page.getByRole('link', { name: 'Ready offline' })).toBeVisible({ timeout: 120_000 });
    expect(site.asked.filter((path) => !path.startsWith('/'))).toEqual([]);
    const { scope } = await page.evaluate(async () => ({ scope: (await navigator.serviceWorker.ready).scope }));
    expect(scope).toBe(site.url);
    watch.allowConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource/);
    await site.stop();
    await context.setOffline(true);
    await page.getByRole('link', { name: 'Graceful', exact: true }).click();
    await expect(page).toHaveURL(site.url);
    await page.getByRole('main').locator('a[href$="/learn/first-handlers"]:visible').first().click();
    await waitUntilRunning(page);
  });
});

const withoutHeaders = base.extend<{ site: OwnSite }>({
  // eslint-disable-next-line no-empty-pattern -- how Playwright knows that nothing is asked for
  site: async ({}, use) => {
    const site = new OwnSite({ withoutHeaders: true });
    await site.start(SITE);
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
});

withoutHeaders.describe('on a host that sends no headers of ours', () => {
  withoutHeaders.use({ serviceWorkers: 'allow' });

  withoutHeaders('lessons work, the page says what is missing, and the kept course brings it', async ({ page }) => {
    withoutHeaders.setTimeout(180_000);
    await page.goto('about');
    const facts = page.locator('dl[aria-label="This copy"]');
    await expect(facts).toContainText('the host sends no headers of ours');
    await crashAndHandle(page);
    await expect(page.getByRole('link', { name: 'Ready offline' })).toBeVisible({ timeout: 120_000 });
    await page.goto('about');
    await expect(facts.locator('dd').first()).toHaveText('yes');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    // The learner's own handlers were kept, and run.
    await page.goto('learn/first-handlers');
    await waitUntilRunning(page);
    await send(page, '/');
    await expect(rendered(page).getByText('On the shelves').first()).toBeVisible();
  });
});
