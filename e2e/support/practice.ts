/** What a learner does on the pages of practice, and what the server's answers there must look like. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Evidence } from '../../lib/course/experiment-types';
import { axeProblems } from './axe';

/** Playwright looks into frames that may run no script, and the browser says so. */
export const LOOKED_INTO = /Blocked script execution in 'about:srcdoc'/;

/** Opens a page of practice once earlier answers have been read. */
export async function openPractice(page: Page, path: '/myths' | '/pitfalls'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-answers]')).toHaveAttribute('data-answers', 'known');
}

/**
 * The answer as it stands on the page, looked at apart from what the page itself says of it: chip, body, log. `shown` is
 * the step, or one side of it.
 */
export async function expectAnswer(shown: Locator, evidence: Evidence): Promise<void> {
  const claims = shown.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  for (const claim of await claims.all()) await expect(claim).toHaveAttribute('data-holds', 'true');
  expect(await claims.count()).toBeGreaterThan(0);
  if (typeof evidence.status === 'number')
    await expect(shown.locator('.chip[data-status-kind]')).toHaveText(String(evidence.status));
  const body = await bodyOf(shown, evidence);
  for (const text of evidence.shows ?? []) await expect(body).toContainText(text);
  for (const text of evidence.hides ?? []) await expect(body).not.toContainText(text);
  const log = shown.getByRole('log');
  if (evidence.log?.length === 0) await expect(log).toContainText('Nothing was logged.');
  for (const { says, level } of evidence.log ?? []) {
    if (says !== undefined && !says.includes('\n')) await expect(log).toContainText(says);
    if (level !== undefined) await expect(log).toContainText(level);
  }
  if (evidence.breaksOff) await expect(shown.getByText('Here the page breaks off.')).toBeVisible();
  if (evidence.tracker === 0) await expect(shown.getByText('Nothing arrived.')).toBeVisible();
  for (const state of evidence.jobs ?? []) await expect(log).toContainText(state);
}

/** The page in its frame, or the text of what is no page. */
async function bodyOf(shown: Locator, evidence: Evidence): Promise<Locator> {
  const asksBody = (evidence.shows ?? []).length + (evidence.hides ?? []).length > 0;
  if (asksBody) await expect(shown.locator('.observed-page, .observed-text')).toHaveCount(1);
  return (await shown.locator('.observed-text').count()) > 0
    ? shown.locator('.observed-text')
    : shown.frameLocator('.observed-page').locator('body');
}

export async function commitAnswer(within: Locator, choice: string, sure = 'certain'): Promise<void> {
  await within.getByRole('radio', { name: choice, exact: true }).check();
  await within.getByRole('group', { name: 'Confidence' }).getByRole('radio', { name: sure }).check();
  await within.getByRole('button', { name: 'Commit answer' }).click();
}

/** No fault that axe can see, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // A colour on its way from one theme to the other is neither.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Pages in frames are programs' answers, and not ours to mend.
    expect(await axeProblems(page), `axe, ${colorScheme}`).toEqual([]);
  }
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
}

/** Goes on with Tab, or back with Shift and Tab, until `target` has the focus: what the keyboard cannot reach fails here. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const MOST = 120;
  for (let presses = 0; presses < MOST; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
