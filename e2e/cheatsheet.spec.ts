/** Promise: the sheet prints on one page, and the finished app comes with its tests. */
import AxeBuilder from '@axe-core/playwright';
import { unzipSync } from 'fflate';
import { expect, test } from './support/test';

test('the cheat sheet prints on one page', async ({ page }) => {
  await page.goto('/cheatsheet');
  await expect(page.getByRole('heading', { name: 'Which handler runs' })).toBeVisible();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)).toEqual([]);
});

test('the finished app is downloaded as a zip', async ({ page }) => {
  await page.goto('/cheatsheet');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /download the app/ }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const files = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['app.py', 'templates/500.html', 'tests/test_library.py']));
});
