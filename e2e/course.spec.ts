/** The promise: the course can be gone through from its first page to its last, in one sitting, and is finished then. */
import { expect, test } from './support/test';
import { lessonGoals } from './support/record';
import { workbench } from './support/workbench';

test('the whole course, lesson by lesson, by its solutions', async ({ page }) => {
  const lessons = lessonGoals();
  test.setTimeout(lessons.size * 60_000);
  await page.goto('/');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Begin|^Start/ })
    .first()
    .click();
  let reached = 0;
  for (const [slug, goals] of lessons) {
    await test.step(slug, async () => {
      await expect(page).toHaveURL(new RegExp(`/learn/${slug}$`));
      // The bench of the lesson before has gone, and this one's server has answered.
      await expect(page.getByRole('list', { name: 'Goals' })).toBeHidden();
      await expect(workbench(page)).toHaveAttribute('data-server-state', 'running', { timeout: 60_000 });
      await page.getByRole('tab', { name: /^Tests/ }).click();
      await page.getByRole('button', { name: 'Apply solution' }).click();
      await page.getByRole('button', { name: 'Run tests' }).click();
      const rows = page.getByRole('list', { name: 'Goals' }).getByRole('listitem');
      await expect(rows).toHaveCount(goals.length);
      await expect(rows.and(page.locator('[data-outcome="passed"]'))).toHaveCount(goals.length, { timeout: 90_000 });
      reached += goals.length;
      await expect(page.getByRole('banner').getByRole('progressbar', { name: 'Course progress' })).toHaveAttribute(
        'aria-valuenow',
        String(reached),
      );
    });
    await page.getByRole('navigation', { name: 'Previous and next lesson' }).locator('a[rel="next"]').click();
  }
  await expect(page).toHaveURL(/\/finish$/);
  await expect(page.getByRole('article', { name: 'Sheet' })).toBeVisible();
});
