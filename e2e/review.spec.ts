/** The promise: five minutes a day on what one is about to forget, by keys alone if one likes, with a real server where it helps. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import { DAY, fileOf, importFile, reachedGoals } from './support/record';
import { expect, test } from './support/test';

const begun = fileOf({ goalResults: reachedGoals(['first-handlers']) });
const question = (page: Page) => page.getByRole('article').getByRole('heading', { level: 2 });
const grades = (page: Page) => page.getByRole('group', { name: 'How well did you know it?' });
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });

async function openReview(page: Page): Promise<void> {
  await page.goto('/review');
  await expect(page.getByRole('button', { name: 'Start five minutes' })).toBeVisible();
}

test('who has begun nothing has no cards, and is told how they come in', async ({ page }) => {
  await page.goto('/review');
  await expect(page.getByText('There are no cards for you yet.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Review', exact: true }).first()).toBeVisible();
  await page.getByRole('checkbox', { name: /^Put all cards into play/ }).check();
  await expect(page.getByText(/^10 cards for today, new/)).toBeVisible();
  await page.getByRole('checkbox', { name: /^Put all cards into play/ }).uncheck();
  await expect(page.getByText('There are no cards for you yet.')).toBeVisible();
});

test('a session by keys alone: space shows, figures rate, u takes back', async ({ page }) => {
  await importFile(page, begun);
  await openReview(page);
  await page.keyboard.press('Space');
  await expect(question(page)).toBeFocused();
  const first = await question(page).innerText();
  await page.keyboard.press('3');
  // Nothing is rated before the answer was seen.
  await expect(grades(page)).toBeHidden();
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeFocused();
  await expect(
    grades(page).getByRole('button', { name: /^Again ?, not known, comes back in 1 minute$/ }),
  ).toBeVisible();
  await page.keyboard.press('3');
  await expect(question(page)).toBeFocused();
  await expect(question(page)).not.toHaveText(first);

  await page.keyboard.press('u');
  await expect(grades(page)).toBeVisible();
  await expect(question(page)).toHaveText(first);
  await page.keyboard.press('4');
  await expect(grades(page)).toBeHidden();

  // On to the end of the day's cards.
  const over = page.getByRole('heading', { name: 'That was everything for today.' });
  await expect(async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect(over).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 30_000 });
  await expect(over).toBeFocused();
  await expect(page.getByText(/^7 cards reviewed; 7 of 7 answers known\./)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing is due. You are done for today.')).toBeVisible();
});

test('the five minutes end after a card and not during it, and one can go on', async ({ page }) => {
  await page.clock.install();
  await importFile(page, begun);
  await openReview(page);
  await page.getByRole('button', { name: 'Start five minutes' }).click();
  await expect(page.getByRole('timer', { name: 'Time left in this session' })).toHaveText('5:00 left');
  await page.clock.runFor(61_000);
  await expect(page.getByRole('timer')).toHaveText('3:59 left');
  await page.clock.runFor(5 * 60_000);
  await expect(page.getByRole('timer')).toHaveText('Last card');
  await page.getByRole('button', { name: 'Show answer' }).click();
  await grades(page).getByRole('button', { name: /^Good/ }).click();
  await expect(page.getByRole('heading', { name: 'Five minutes are over.' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on for five more' }).click();
  await expect(page.getByRole('timer')).toHaveText('5:00 left');
  await expect(page.getByRole('button', { name: 'Show answer' })).toBeVisible();
});

test('a card comes back on its day, also for who was away', async ({ page }) => {
  const card = 'card/status-by-itself';
  const rating = (ago: number) => ({
    key: `${card}:r${String(ago)}`,
    card,
    grade: 3,
    ratedAt: Date.now() - ago * DAY,
    undoneAt: null,
  });
  await importFile(page, fileOf({ ...begun.records, ratings: [rating(40), rating(36)] }));
  await openReview(page);
  await expect(page.getByText(/1 that come back, 6 new/)).toBeVisible();
  await page.getByRole('button', { name: 'Start five minutes' }).click();
  await expect(page.getByRole('article')).toContainText('A 404 handler returns a string');
});

test('what is due is said in the header and on the front page, in every tab', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto('/about');
  const count = other.getByRole('banner').getByRole('link', { name: /^Review/ });
  await expect(count).toHaveText('Review');
  await importFile(page, begun);
  await expect(count).toHaveText('Review7 cards due');
  await openReview(page);
  await page.getByRole('button', { name: 'Start five minutes' }).click();
  await page.getByRole('button', { name: 'Show answer' }).click();
  await grades(page).getByRole('button', { name: /^Easy/ }).click();
  await expect(count).toHaveText('Review6 cards due');
  await other.goto('/');
  await expect(other.getByRole('main').getByRole('link', { name: 'Review 6 cards' })).toBeVisible();
});

test('a prediction that was missed comes back as a card', async ({ page }) => {
  await page.goto('/learn/first-handlers');
  const asked = page.getByRole('region', { name: /^An error is raised in a view/ });
  await asked.getByRole('radio', { name: /^Nothing: the server stops/ }).check();
  await asked.getByRole('radio', { name: 'certain' }).check();
  await asked.getByRole('button', { name: 'Commit answer' }).click();
  // The server decides.
  await expect(asked.getByText('you were certain')).toBeVisible({ timeout: 60_000 });
  await openReview(page);
  await page.getByRole('button', { name: 'Start five minutes' }).click();
  await expect(question(page)).toContainText('You missed this one');
  await expect(page.getByRole('article')).toContainText('An error is raised in a view and nobody catches it.');
  await page.getByRole('button', { name: 'Show answer' }).click();
  await expect(answer(page)).toContainText('A plain page that says Internal Server Error');
});

test.describe('a live card', () => {
  const card = 'live/missing-page';
  /** Everything else of that lesson is far away, so that this one is asked. */
  const onlyThisOne = () => {
    const at = Date.now() - 30 * DAY;
    return fileOf({
      ...begun.records,
      ratings: [{ key: `${card}:r`, card, grade: 3, ratedAt: at, undoneAt: null }],
    });
  };
  const solution = readFileSync('content/cards/missing-page/solution/app.py', 'utf8');
  const field = (page: Page) =>
    page.getByRole('region', { name: 'Editor' }).getByRole('textbox', { name: 'Editor: app.py' });

  async function openCard(page: Page): Promise<void> {
    await importFile(page, onlyThisOne());
    await openReview(page);
    await page.getByRole('button', { name: 'Start five minutes' }).click();
    await expect(page.getByRole('article')).toContainText('One line of app.py is missing.');
    await expect(page.locator('.code-field .cm-editor')).toBeVisible();
  }

  test('is checked by the server: what it answered is shown, and passing shows the answer', async ({ page }) => {
    test.setTimeout(120_000);
    await openCard(page);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.getByText('Not yet.')).toBeVisible({ timeout: 60_000 });
    const answered = page.getByRole('list', { name: 'What the server answered' });
    await expect(answered.getByRole('listitem')).toContainText('GET /dinosaurs');
    await expect(answered.getByRole('listitem')).toContainText('404');
    await expect(page.getByText(/Expected of GET \/dinosaurs: a page that shows/)).toBeVisible();
    await expect(grades(page)).toBeHidden();
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(solution);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('It works.')).toBeVisible({ timeout: 60_000 });
    await expect(grades(page)).toBeVisible();
    await expect(page.getByText('The missing line:')).toBeAttached();
    await grades(page).getByRole('button', { name: /^Good/ }).click();
    await expect(page.getByRole('article')).not.toContainText('dinosaurs');
  });

  test('loses nothing that was typed, and begins anew the next time', async ({ page }) => {
    await openCard(page);
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('# half an idea');
    await page.reload();
    await page.getByRole('button', { name: 'Start five minutes' }).click();
    await expect(field(page)).toContainText('# half an idea');
    // Figures typed into the program rate nothing.
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Show answer' }).click();
    await grades(page)
      .getByRole('button', { name: /^Again/ })
      .click();
    await expect(page.getByRole('article')).not.toContainText('dinosaurs');
  });

  test('a server that cannot be had is named, and the card can still be answered', async ({ page, watch }) => {
    watch.allowConsoleError(/404|Failed to load/);
    await page.route('**/runtime/wasm-*', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await openCard(page);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.locator('[data-failure="bundle-missing"]')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Show answer' }).click();
    await expect(grades(page)).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state of a review (${colorScheme})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/review');
    await expect(page.getByText('There are no cards for you yet.')).toBeVisible();
    expect(await axeProblems(page), 'none').toEqual([]);
    const live = 'live/missing-page';
    const at = Date.now() - 30 * DAY;
    await importFile(
      page,
      fileOf({ ...begun.records, ratings: [{ key: `${live}:r`, card: live, grade: 3, ratedAt: at, undoneAt: null }] }),
    );
    await openReview(page);
    expect(await axeProblems(page), 'ready').toEqual([]);
    await page.getByRole('button', { name: 'Start five minutes' }).click();
    await expect(page.locator('.code-field .cm-editor')).toBeVisible();
    expect(await axeProblems(page), 'live card').toEqual([]);
    await page.getByRole('button', { name: 'Show answer' }).click();
    expect(await axeProblems(page), 'live card with its answer').toEqual([]);
    await grades(page).getByRole('button', { name: /^Good/ }).click();
    await page.getByRole('button', { name: 'Show answer' }).click();
    expect(await axeProblems(page), 'answer').toEqual([]);
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await axeProblems(page), 'over').toEqual([]);
  });
}
