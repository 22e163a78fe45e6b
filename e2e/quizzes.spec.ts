/** Promise: questions in lessons are judged by a real server, whatever the learner has made of the program. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/practice';
import { expect, test } from './support/test';
import { saveCode, waitUntilRunning, workbench } from './support/workbench';

async function openQuestion(page: Page, lesson: string, question: RegExp): Promise<Locator> {
  await page.goto(`/learn/${lesson}`);
  await waitUntilRunning(page);
  return page.getByRole('region', { name: question });
}

async function commit(question: Locator, sure = 'fairly'): Promise<void> {
  await question.getByRole('radio', { name: sure }).check();
  await question.getByRole('button', { name: 'Commit answer' }).click();
}

const truth = (question: Locator): Locator => question.locator('.predict-truth');

test('a status is told by the server, with words for a wrong choice, and is kept', async ({ page }) => {
  const question = await openQuestion(page, 'first-handlers', /which status does GET \/books\/3\/rating get/);
  await question.getByRole('radio', { name: '404 Not Found' }).check();
  await commit(question);
  await expect(question.locator('.quiz-said')).toHaveAttribute('data-said', '500', { timeout: 60_000 });
  await expect(question.locator('.quiz-said').getByTitle('server error')).toHaveText('500');
  await expect(truth(question)).toContainText(
    'Not so (you were fairly sure). abort(404) is for books that do not exist',
  );
  await expect(truth(question)).toContainText('500 Internal Server Error. The sum of no ratings');
  await expect(truth(question)).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(/\/books\/3\/rating$/);
  await page.reload();
  await expect(truth(question)).toContainText('Not so (you were fairly sure)');
  await expect(question.getByRole('radio', { name: /^404/ })).toBeChecked();
});

test('the program that was asked about is the lesson’s, not what the learner made of it', async ({ page }) => {
  const question = await openQuestion(page, 'first-handlers', /which status does GET \/books\/3\/rating get/);
  await saveCode(
    page,
    'from flask import Flask\napp = Flask(__name__)\napp.get("/books/3/rating")(lambda: "none yet")\n',
  );
  await expect(workbench(page)).toHaveAttribute('data-server-state', 'running');
  await question.getByRole('radio', { name: '500 Internal Server Error' }).check();
  await commit(question);
  await expect(truth(question)).toContainText('Right (you were fairly sure)', { timeout: 60_000 });
  await expect(page.frameLocator('iframe[title="Page"]').getByText('none yet')).toBeVisible();
});

test('what the log says is read from the log', async ({ page }) => {
  const question = await openQuestion(page, 'logging', /What does the log say after GET \/crash/);
  await question.getByRole('radio', { name: /^One record, from Flask/ }).check();
  await commit(question);
  const log = question.getByRole('log', { name: 'What it logged' });
  await expect(log).toContainText('Exception on /crash [GET]', { timeout: 60_000 });
  await expect(log).toContainText('Server error: 500 Internal Server Error');
  await expect(truth(question)).toContainText('Not so');
  await expect(truth(question)).toContainText('Two records: Flask’s with the traceback');
  await expectAccessible(page);
});

test('a log that says nothing is an answer, too', async ({ page }) => {
  const question = await openQuestion(page, 'built-in-features', /handle_everything answers the crash/);
  await question.getByRole('radio', { name: 'Nothing' }).check();
  await commit(question);
  await expect(question.getByRole('log', { name: 'What it logged' })).toHaveText('Nothing was logged.', {
    timeout: 60_000,
  });
  await expect(truth(question)).toContainText('Right (you were fairly sure)');
});

test('what comes of a request is shown as evidence, after what came before it', async ({ page }) => {
  const question = await openQuestion(page, 'after-the-error', /The hours are published/);
  await question.getByRole('radio', { name: /^The opening hours, with status 200/ }).check();
  await commit(question);
  const evidence = question.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  await expect(evidence).toHaveText([/The status is 404\./, /The header is X-Cache: hit\./], { timeout: 60_000 });
  for (const one of await evidence.all()) await expect(one).toHaveAttribute('data-holds', 'true');
  await expect(truth(question)).toContainText('Not so (you were fairly sure). That is what the view would return.');
  await expect(truth(question)).toContainText('The 404 from before');
  await expectAccessible(page);
});

test('a question about another program is asked of that one, and the learner’s page stays', async ({ page }) => {
  const question = await openQuestion(page, 'first-handlers', /The handler is registered for 404, but ends without/);
  const address = page.getByRole('textbox', { name: 'Address' });
  const before = await address.inputValue();
  await question.getByRole('radio', { name: /^200/ }).check();
  await commit(question);
  await expect(question.locator('.quiz-said')).toHaveAttribute('data-said', '200', { timeout: 60_000 });
  await expect(truth(question)).toContainText('Right (you were fairly sure)');
  await expect(address).toHaveValue(before);
});

test('which handler runs is seen in a recording', async ({ page }) => {
  const question = await openQuestion(page, 'error-pages', /Which of them answers POST \/books\/1/);
  await question.getByRole('radio', { name: 'server_error()' }).check();
  await commit(question);
  await expect(question.locator('.quiz-said')).toContainText('no handler ran', { timeout: 60_000 });
  await expect(question.locator('.quiz-said').getByTitle('client error')).toHaveText('405');
  await expect(truth(question)).toContainText('Neither of them. It is a 405');
});

test('a job in a queue leaves the status as it is', async ({ page }) => {
  const question = await openQuestion(page, 'when-not-to-use', /What does the visitor get/);
  await question.getByRole('radio', { name: /^202/ }).check();
  await commit(question, 'certain');
  await expect(question.locator('.quiz-said')).toHaveAttribute('data-said', '202', { timeout: 60_000 });
  await expect(truth(question)).toContainText('Right (you were certain)');
});

test('steps are put in order by keys, against a recording', async ({ page }) => {
  const question = await openQuestion(page, 'under-the-hood', /In which order do these run/);
  const order = ['begin, hung', 'lend, the view', 'Flask’s line', 'server_error', 'end, hung'];
  const steps = question.getByRole('list').first().getByRole('listitem');
  await expect(steps).toHaveCount(5);
  const texts = async (): Promise<string[]> => steps.allTextContents();
  const placeOf = async (start: string): Promise<number> => (await texts()).findIndex((text) => text.includes(start));
  expect(await placeOf('begin, hung'), 'they are mixed at first').not.toBe(0);
  for (const [wanted, start] of order.entries()) {
    const up = question.getByRole('button', { name: new RegExp(`^Move up: ${start}`) });
    await up.focus();
    for (let at = await placeOf(start); at > wanted; at -= 1) {
      await page.keyboard.press('Enter');
      await expect(steps.nth(at - 1)).toContainText(start);
    }
  }
  await expectAccessible(page);
  await commit(question, 'certain');
  await expect(truth(question)).toContainText(
    'Right (you were certain). This is the order in which the server recorded',
    {
      timeout: 60_000,
    },
  );
  await page.reload();
  await expect(truth(question)).toContainText('Right (you were certain)');
});

test('a line to fill in is tested: a wrong one is told why, a right one passes', async ({ page }) => {
  const question = await openQuestion(page, 'under-the-hood', /One line is missing/);
  const line = question.getByRole('textbox', { name: /One line is missing/ });
  await commit(question);
  await expect(question.getByText('Write the line first.')).toBeVisible();
  await line.fill('return response.headers');
  await commit(question);
  await expect(truth(question)).toContainText('What the function returns is what the server sends', {
    timeout: 90_000,
  });
  await expect(truth(question)).toContainText('Not so');
  await expectAccessible(page);
  await line.fill('return response');
  await question.getByRole('button', { name: 'Test another line' }).click();
  await expect(truth(question)).toContainText('Now the test passes.', { timeout: 90_000 });
  await expect(truth(question)).toContainText('It must return the response');
  await page.reload();
  await expect(truth(question)).toContainText('Not so', { timeout: 30_000 });
  await expect(line).toHaveValue('return response.headers');
});

test('a server that cannot be asked leaves the question open, and the choice where it was', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource|net::ERR_FAILED/);
  const question = await openQuestion(page, 'first-handlers', /which status does GET \/books\/3\/rating get/);
  // What the first server has fetched may be kept, so that the second would not have to ask.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.route('**/runtime/**', (route) => route.abort());
  await question.getByRole('radio', { name: '500 Internal Server Error' }).check();
  await commit(question);
  await expect(question.getByRole('alert')).toContainText('The server could not be asked.', { timeout: 60_000 });
  await expect(question.getByRole('radio', { name: '500 Internal Server Error' })).toBeChecked();
  await page.unroute('**/runtime/**');
  await question.getByRole('button', { name: 'Commit answer' }).click();
  await expect(truth(question)).toContainText('Right (you were fairly sure)', { timeout: 60_000 });
});
