/** Promise: every myth is decided by a real server on the page, and what somebody believed is kept. */
import { getPractice } from '../lib/course/course';
import {
  commitAnswer,
  expectAccessible,
  expectAnswer,
  expectNoSidewaysScroll,
  LOOKED_INTO,
  openPractice,
  tabTo,
} from './support/practice';
import { expect, test } from './support/test';

test.beforeEach(({ watch }) => watch.allowConsoleError(LOOKED_INTO));

test('every myth runs, and the server shows the evidence that is claimed', async ({ page }) => {
  const { myths } = await getPractice();
  expect(myths.length).toBeGreaterThanOrEqual(12);
  test.setTimeout(60_000 + myths.length * 30_000);
  await openPractice(page, '/myths');
  for (const { slug, holds, experiment } of myths) {
    await test.step(slug, async () => {
      const myth = page.locator(`#${slug}`);
      await commitAnswer(myth, 'True');
      await expect(myth.locator('.myth-verdict'), 'the verdict waits for the server').toHaveCount(0);
      await myth.getByRole('button', { name: 'Run the experiment' }).click();
      await expect(myth.locator('.myth-verdict')).toContainText(
        holds ? 'True. You said true' : 'False. You said true',
        {
          timeout: 60_000,
        },
      );
      const steps = myth.locator('.experiment-step');
      await expect(steps).toHaveCount(experiment.steps.length);
      for (const [index, { evidence }] of experiment.steps.entries()) await expectAnswer(steps.nth(index), evidence);
      await expect(myth).toHaveAttribute('data-state', 'known');
    });
  }
  const right = myths.filter(({ holds }) => holds).length;
  await expect(page.getByRole('row', { name: /^certain/ })).toContainText(
    `${String(myths.length)}${String(right)}${String(Math.round((100 * right) / myths.length))} %`,
  );
  await expect(page.getByText('You were surer than you were right.')).toBeVisible();
});

test('an answer needs a choice and a confidence, and survives a reload', async ({ page }) => {
  await openPractice(page, '/myths');
  const myth = page.locator('#status-follows-code');
  await myth.getByRole('button', { name: 'Commit answer' }).click();
  await expect(myth.getByText('Choose true or false first.')).toBeVisible();
  await myth.getByRole('radiogroup', { name: 'A handler registered for 404 answers with the status 404.' }).waitFor();
  await commitAnswer(myth, 'True', 'fairly');
  await myth.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(myth.locator('.myth-verdict')).toBeVisible({ timeout: 60_000 });

  await page.reload();
  await expect(page.locator('[data-answers]')).toHaveAttribute('data-answers', 'known');
  await expect(myth.locator('.myth-verdict')).toContainText('False. You said true, fairly sure.');
  await expect(myth.getByRole('radio', { name: /^True/ })).toBeChecked();
  await expect(myth.getByRole('radio', { name: /^True/ })).toBeDisabled();
  await expect(myth.locator('.experiment-step')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Claim 5 , not right at first' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^fairly/ })).toContainText('100 %');
});

test('a myth by keys alone', async ({ page }) => {
  await openPractice(page, '/myths');
  const myth = page.locator('#details-in-production');
  await tabTo(page, myth.getByRole('radio', { name: 'True', exact: true }));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(myth.getByRole('radio', { name: 'False', exact: true })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(myth.getByRole('radio', { name: 'certain' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(myth.getByRole('button', { name: 'Run the experiment' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(myth.locator('.myth-verdict')).toContainText('False. You said false, certain.', { timeout: 60_000 });
});

test('the page is accessible before, while and after, and fits a phone', async ({ page }) => {
  await openPractice(page, '/myths');
  await expectAccessible(page);
  const myth = page.locator('#tracker-hears-all');
  await commitAnswer(myth, 'True');
  await expectAccessible(page);
  await myth.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(myth.locator('.myth-verdict')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test('without a server the failure has a name, and the answer can still be read', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource|net::ERR_FAILED/);
  await page.route('**/runtime/**', (route) => route.abort());
  await openPractice(page, '/myths');
  const myth = page.locator('#status-follows-code');
  await commitAnswer(myth, 'False', 'guess');
  await myth.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(myth.getByRole('alert')).toContainText('bundle-missing', { timeout: 30_000 });
  await expect(myth.locator('.myth-verdict')).toHaveCount(0);
  await myth.getByRole('button', { name: 'Read the answer without it' }).click();
  await expect(myth.locator('.myth-verdict')).toContainText('False. You said false, a guess.');
  await page.unroute('**/runtime/**');
  await myth.getByRole('button', { name: 'Run it again' }).click();
  await expect(myth.getByRole('list', { name: 'Evidence' })).toBeVisible({ timeout: 60_000 });
});
