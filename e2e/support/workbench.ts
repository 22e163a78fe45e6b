/** What a learner does in the workbench, by the roles and names that experience.md promises. */
import { expect, type Locator, type Page } from '@playwright/test';

export const workbench = (page: Page): Locator => page.getByRole('region', { name: 'Workbench' });
export const rendered = (page: Page) => page.frameLocator('iframe[title="Page"]');

/**
 * Click in the rendered page, once the browser has drawn it: a frame that came into sight a moment ago is not where the
 * browser sends the pointer yet, and the click would go to the frame before.
 */
export async function clickIn(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  const target = rendered(page).getByRole(role, { name });
  await target.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  await target.click();
}

/** The notice with this code. */
export const failureNotice = (page: Page, code: string): Locator =>
  workbench(page).locator(`.bench-notice[data-failure="${code}"]`);

export async function openLesson(page: Page): Promise<void> {
  await page.goto('/learn/first-handlers');
  await waitUntilRunning(page);
}

export async function waitUntilRunning(page: Page): Promise<void> {
  await expect(workbench(page)).toHaveAttribute('data-server-state', 'running', { timeout: 60_000 });
}

/** Replaces the file in the editor, and does not save it. */
export async function typeCode(page: Page, code: string): Promise<void> {
  const editor = page.getByRole('region', { name: 'Editor' });
  await expect(editor.locator('.monaco-editor').first()).toBeVisible({ timeout: 30_000 });
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
}

/** Replaces the file in the editor and saves it, which starts the server anew. */
export async function saveCode(page: Page, code: string): Promise<void> {
  await typeCode(page, code);
  await page.keyboard.press('ControlOrMeta+s');
}

export async function send(page: Page, path: string): Promise<void> {
  await page.getByRole('tab', { name: /^Page/ }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill(path);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}
