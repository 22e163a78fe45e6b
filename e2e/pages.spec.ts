/** Promise: every page of the course is there, says what it is, and asks nobody but this server for anything. */
import { expect, test } from './support/test.ts';

test('the front page loads and leads to the first lesson', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').locator('a[href$="/learn/first-handlers"]:visible').first()).toBeVisible();
});

test('the lesson loads with its prose and its workbench', async ({ page }) => {
  const response = await page.goto('/learn/first-handlers');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First handlers');
  await expect(page.getByRole('region', { name: 'Workbench' })).toBeVisible();
});

test('the page about the course loads', async ({ page }) => {
  expect((await page.goto('/about'))?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a missing page is a 404 with a way back', async ({ page, watch }) => {
  watch.allowConsoleError(/status of 404/);
  const response = await page.goto('/learn/no-such-lesson');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).not.toHaveURL(/no-such-lesson/);
});

test('a page allows no script but its own, and cannot be framed by others', async ({ page, watch }) => {
  watch.allowConsoleError(/Content Security Policy/);
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toBe("frame-ancestors 'self'");
  expect(response?.headers()['cross-origin-embedder-policy']).toBe('require-corp');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return 'injected' in window;
  });
  expect(ran).toBe(false);
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
});
