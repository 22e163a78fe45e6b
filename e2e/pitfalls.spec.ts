/** Promise: the faulty line is looked for first; then two real servers answer the same requests, wrong and right. */
import type { Page } from '@playwright/test';
import { getPractice } from '../lib/course/course';
import type { Pitfall } from '../lib/course/practice-types';
import {
  expectAccessible,
  expectAnswer,
  expectNoSidewaysScroll,
  LOOKED_INTO,
  openPractice,
  tabTo,
} from './support/practice';
import { expect, test } from './support/test';

type Place = Pitfall['fault'][number];
const article = (page: Page, { slug }: Pitfall) => page.locator(`#${slug}`);
const lineIn = (page: Page, pitfall: Pitfall, { file, line }: Place) =>
  article(page, pitfall).getByRole('button', { name: `${file}, line ${String(line)}:` });

/** A line that is not the fault and has a sentence of its own. */
const decoyOf = ({ lines }: Pitfall) => {
  const [decoy] = lines;
  if (!decoy) throw new Error('Every pitfall has something to say of another line.');
  return decoy;
};
const faultOf = ({ fault }: Pitfall): Place => {
  const [place] = fault;
  if (!place) throw new Error('Every pitfall has a fault.');
  return place;
};
async function one(slug: string): Promise<Pitfall> {
  const found = (await getPractice()).pitfalls.find((pitfall) => pitfall.slug === slug);
  if (!found) throw new Error(`There is no pitfall ${slug}.`);
  return found;
}

test.beforeEach(({ watch }) => watch.allowConsoleError(LOOKED_INTO));

test('in every pitfall the line is found, and both servers show the evidence that is claimed', async ({ page }) => {
  const { pitfalls } = await getPractice();
  expect(pitfalls.length).toBeGreaterThanOrEqual(8);
  test.setTimeout(60_000 + pitfalls.length * 30_000);
  await openPractice(page, '/pitfalls');
  for (const pitfall of pitfalls) {
    await test.step(pitfall.slug, async () => {
      const here = article(page, pitfall);
      const decoy = decoyOf(pitfall);
      await lineIn(page, pitfall, decoy).click();
      await here.getByRole('radio', { name: 'certain' }).check();
      await here.getByRole('button', { name: 'Commit answer' }).click();
      await expect(here.getByRole('status').filter({ hasText: decoy.says })).toBeVisible();
      await expect(here.getByRole('button', { name: 'Run both' })).toHaveCount(0);
      await lineIn(page, pitfall, faultOf(pitfall)).click();
      await expect(here.getByText(pitfall.found)).toBeVisible();

      await here.getByRole('button', { name: 'Run both' }).click();
      for (const [index, step] of pitfall.wrong.steps.entries()) {
        const what = `${step.request?.method ?? ''} ${step.request?.path ?? ''}`;
        const shown = here.locator('.experiment-step').nth(index);
        for (const [side, experiment] of [['Wrong', pitfall.wrong] as const, ['Right', pitfall.right] as const]) {
          const half = shown.getByRole('region', { name: `${side}: ${what}`, exact: true });
          await expect(half.getByRole('list', { name: 'Evidence' })).toBeVisible({ timeout: 60_000 });
          await expectAnswer(half, experiment.steps[index]?.evidence ?? {});
        }
      }
    });
  }
});

test('a line that nobody has a sentence for gets the general one, and the line can be shown', async ({ page }) => {
  const pitfall = await one('caught-and-ignored');
  await openPractice(page, '/pitfalls');
  const here = article(page, pitfall);
  await here.getByRole('button', { name: 'Commit answer' }).click();
  await expect(here.getByText('Choose a line first.')).toBeVisible();
  await lineIn(page, pitfall, { file: 'app.py', line: 3 }).click();
  await here.getByRole('radio', { name: 'guess' }).check();
  await here.getByRole('button', { name: 'Commit answer' }).click();
  await expect(here.getByText(pitfall.otherwise)).toBeVisible();
  await here.getByRole('button', { name: 'Show me the line' }).click();
  await expect(here.getByText(pitfall.found)).toBeVisible();
  await expect(here.getByRole('button', { name: 'Run both' })).toBeFocused();
});

test('by keys alone; and the first answer survives a reload', async ({ page }) => {
  const pitfall = await one('traceback-is-lost');
  const fault = faultOf(pitfall);
  await openPractice(page, '/pitfalls');
  const here = article(page, pitfall);
  await tabTo(page, lineIn(page, pitfall, { file: 'app.py', line: 1 }));
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  const target = lineIn(page, pitfall, fault);
  const reached = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await reached()); presses += 1) await page.keyboard.press('ArrowDown');
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(target).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(here.getByRole('button', { name: 'Run both' })).toBeFocused();

  await page.reload();
  await expect(page.locator('[data-answers]')).toHaveAttribute('data-answers', 'known');
  await expect(here.getByText(pitfall.found)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pitfall 4 , right' })).toBeVisible();
});

test('an answer that the database had no time to write is there after a reload', async ({ page, context }) => {
  const pitfall = await one('traceback-is-lost');
  await openPractice(page, '/pitfalls');
  const other = await context.newPage();
  await other.goto('/pitfalls');
  // A transaction that goes on until it is told to stop: nothing else is written meanwhile.
  await other.evaluate(async () => {
    const opening = indexedDB.open('graceful');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const table = database.transaction('answers', 'readwrite').objectStore('answers');
    const goOn = (): void => {
      if (document.title !== 'stop') table.count().onsuccess = goOn;
    };
    goOn();
  });
  const here = article(page, pitfall);
  await lineIn(page, pitfall, faultOf(pitfall)).click();
  await here.getByRole('radio', { name: 'certain' }).check();
  await here.getByRole('button', { name: 'Commit answer' }).click();
  await expect(here.getByText(pitfall.found)).toBeVisible();
  await page.reload();
  await other.evaluate(() => {
    document.title = 'stop';
  });
  await expect(page.locator('[data-answers]')).toHaveAttribute('data-answers', 'known');
  await expect(here.getByText(pitfall.found)).toBeVisible();
});

test('the page is accessible before, while and after, and fits a phone', async ({ page }) => {
  // Axe reads every line of every program, in two themes and three states.
  test.setTimeout(180_000);
  const pitfall = await one('crash-page-crashes');
  await openPractice(page, '/pitfalls');
  await expectAccessible(page);
  const here = article(page, pitfall);
  await lineIn(page, pitfall, decoyOf(pitfall)).click();
  await here.getByRole('radio', { name: 'fairly' }).check();
  await here.getByRole('button', { name: 'Commit answer' }).click();
  await expectAccessible(page);
  await lineIn(page, pitfall, faultOf(pitfall)).click();
  await here.getByRole('button', { name: 'Run both' }).click();
  await expect(here.getByRole('list', { name: 'Evidence' })).toHaveCount(2, { timeout: 60_000 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test('without a server the failure has a name', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource|net::ERR_FAILED/);
  await page.route('**/runtime/**', (route) => route.abort());
  const pitfall = await one('nothing-is-logged');
  await openPractice(page, '/pitfalls');
  const here = article(page, pitfall);
  await lineIn(page, pitfall, faultOf(pitfall)).click();
  await here.getByRole('radio', { name: 'certain' }).check();
  await here.getByRole('button', { name: 'Commit answer' }).click();
  await here.getByRole('button', { name: 'Run both' }).click();
  await expect(here.getByRole('alert')).toContainText('bundle-missing', { timeout: 30_000 });
});
