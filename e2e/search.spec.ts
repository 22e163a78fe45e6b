/** Promise: what the course says about something is found from every page, by keys alone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test';

test('search is opened by a key, finds prose, goals and code, and leads there', async ({ page }) => {
  await page.goto('/about');
  await page.keyboard.press('ControlOrMeta+k');
  const box = page.getByRole('combobox', { name: 'Search the course' });
  await expect(box).toBeFocused();
  await box.fill('errorhandler');
  const found = page.getByRole('listbox', { name: 'Found' }).getByRole('option');
  await expect(found.first()).toBeVisible();
  expect(await found.count()).toBeGreaterThan(1);
  await expect(found.first()).toHaveAttribute('aria-selected', 'true');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await box.fill('nothing like this anywhere');
  await expect(page.getByRole('status').filter({ hasText: '0 found' })).toBeVisible();
  await box.fill('handler is a view for an error');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/learn\/first-handlers#a-handler-is-a-view-for-an-error$/);
});

test('a search that cannot be loaded says so, and is tried again', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource/);
  await page.route('**/search.json', (route) => route.abort());
  await page.goto('/');
  await page.getByRole('button', { name: 'Search the course' }).click();
  await expect(page.getByText('The search could not be loaded')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.unroute('**/search.json');
  await page.getByRole('button', { name: 'Search the course' }).click();
  await page.getByRole('combobox', { name: 'Search the course' }).fill('status');
  await expect(page.getByRole('option').first()).toBeVisible();
});
