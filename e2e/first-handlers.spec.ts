/** The promise: a learner crashes a real Flask app, writes the handlers, sees page and log change, and reaches every goal. */
import { readFileSync } from 'node:fs';
import { expect, test } from './support/test';

const lesson = 'content/lessons/03-first-handlers';
const solution = readFileSync(`${lesson}/solution/app.py`, 'utf8');

test('crash, handle, prove', async ({ page }) => {
  await page.goto('/learn/first-handlers');
  const workbench = page.getByRole('region', { name: 'Workbench' });
  await expect(workbench).toHaveAttribute('data-server-state', 'running', { timeout: 60_000 });

  const rendered = page.frameLocator('iframe[title="Page"]');
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('/crash');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(rendered.getByText('Internal Server Error').first()).toBeVisible();
  await page.getByRole('tab', { name: /^Network/ }).click();
  await expect(
    page
      .getByRole('table', { name: 'Requests' })
      .getByRole('row', { name: /GET.*\/crash.*500/ })
      .first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: /^Logs/ }).click();
  const log = page.getByRole('log', { name: 'Server log' });
  await expect(log).toContainText('Exception on /crash [GET]');
  await expect(log).toContainText('Traceback');

  const editor = page.getByRole('region', { name: 'Editor' });
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(solution);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench).toHaveAttribute('data-server-state', 'running');

  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  const goals = page.getByRole('list', { name: 'Goals' }).getByRole('listitem');
  await expect(goals.first()).toHaveAttribute('data-outcome', 'passed', { timeout: 90_000 });
  for (const goal of await goals.all()) await expect(goal).toHaveAttribute('data-outcome', 'passed');

  await page.getByRole('tab', { name: /^Page/ }).click();
  await address.fill('/crash');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(rendered.getByText('Internal Server Error')).toHaveCount(0);
});
