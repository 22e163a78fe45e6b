/** The promise: who comes back finds everything as it was, sees what was reached, and what to do next. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import { DAY, fileOf, importFile, lessonGoals, reachedGoals } from './support/record';
import { expect, test } from './support/test';
import { openLesson, saveCode, waitUntilRunning } from './support/workbench';

const SOLUTION = readFileSync('content/lessons/03-first-handlers/solution/app.py', 'utf8');
const editor = (page: Page) => page.getByRole('region', { name: 'Editor' });
const activeLine = (page: Page) => editor(page).locator('.line-numbers.active-line-number');
const overview = (page: Page, title: string) => page.getByRole('region', { name: title });

test('answers, passes, closes the browser, and is back in the same place', async ({ watch, baseURL }, info) => {
  test.setTimeout(180_000);
  const { launchOptions, viewport, userAgent } = info.project.use;
  /** A browser of its own, with a profile on disk: closing it is closing a browser. */
  const open = async (): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
    const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
      ...launchOptions,
      ...(viewport ? { viewport } : {}),
      ...(userAgent ? { userAgent } : {}),
      ...(baseURL ? { baseURL } : {}),
    });
    watch.follow(context);
    return { context, page: context.pages()[0] ?? (await context.newPage()) };
  };

  const first = await open();
  await openLesson(first.page);
  const question = first.page.getByRole('region', { name: /^An error is raised in a view/ });
  await question.getByRole('radio', { name: /^A plain page/ }).check();
  await question.getByRole('radio', { name: 'fairly' }).check();
  await question.getByRole('button', { name: 'Commit answer' }).click();
  await expect(question.getByText('you were fairly sure')).toBeVisible();
  await saveCode(first.page, SOLUTION);
  await waitUntilRunning(first.page);
  await first.page.getByRole('tab', { name: /^Tests/ }).click();
  await first.page.getByRole('button', { name: 'Run tests' }).click();
  const goals = first.page.getByRole('list', { name: 'Goals' });
  await expect(goals.locator('[data-outcome="passed"]')).toHaveCount(4, { timeout: 60_000 });
  // The last line of the file, five signs in.
  await editor(first.page).getByRole('textbox').first().focus();
  await first.page.keyboard.press('ControlOrMeta+End');
  await first.page.keyboard.press('ArrowUp');
  await first.page.keyboard.press('Home');
  for (let sign = 0; sign < 4; sign += 1) await first.page.keyboard.press('ArrowRight');
  const line = await activeLine(first.page).first().innerText();
  expect(Number(line)).toBeGreaterThan(40);
  // Past the question: what its server showed is not there again, so that it will be less high.
  await first.page
    .getByRole('article')
    .getByText('The fire drill is staged.')
    .evaluate((text) => text.scrollIntoView());
  await expect.poll(() => first.page.evaluate(() => window.scrollY)).toBeGreaterThan(1_000);
  await settledScroll(first.page);
  const read = await textInSight(first.page);
  await first.context.close();

  const second = await open();
  await second.page.goto('/');
  await expect(second.page.getByText(`You were in app.py, line ${line}.`)).toBeVisible();
  await expect(second.page.getByRole('banner').getByRole('progressbar', { name: 'Course progress' })).toHaveAttribute(
    'aria-valuenow',
    '4',
  );
  await second.page
    .getByRole('main')
    .getByRole('link', { name: /^Continue: First handlers/ })
    .click();
  await expect(second.page.getByText('You are where you left off.')).toBeVisible();
  await waitUntilRunning(second.page);
  await expect(activeLine(second.page).first()).toHaveText(line, { timeout: 30_000 });
  await expect(editor(second.page)).toContainText('server_error');
  await settledScroll(second.page);
  // What stands above may have grown meanwhile: the place is in the text, not a number of pixels.
  expect(await textInSight(second.page)).toBe(read);
  await second.page.getByRole('tab', { name: /^Tests/ }).click();
  await expect(second.page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="passed"]')).toHaveCount(4);
  const answered = second.page.getByRole('region', { name: /^An error is raised in a view/ });
  await expect(answered.getByRole('radio', { name: /^A plain page/ })).toBeChecked();
  await expect(answered.getByText('you were fairly sure')).toBeVisible();
  // The column: what is typed goes where the cursor was.
  await editor(second.page).getByRole('textbox').first().focus();
  await second.page.keyboard.type('#');
  await expect(
    editor(second.page)
      .locator('.view-line')
      .filter({ hasText: /retu#rn/ }),
  ).toBeVisible();
  await second.context.close();
});

test('on a phone, whoever looks at another pane comes back to the same words', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/learn/first-handlers');
  await waitUntilRunning(page);
  const panes = page.getByRole('navigation', { name: 'Panes' });
  await page.mouse.move(200, 400);
  const lookAtPage = async (): Promise<void> => {
    await panes.getByRole('button', { name: 'Page' }).click();
    await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
    expect(await settledScroll(page)).toBe(0);
    await panes.getByRole('button', { name: 'Lesson' }).click();
    await settledScroll(page);
  };
  // The title stands above the text whose places are kept.
  await lookAtPage();
  await expect(page.getByRole('heading', { name: 'First handlers', level: 1 })).toBeInViewport();

  await page.mouse.wheel(0, 2500);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1000);
  await settledScroll(page);
  const read = await textInSight(page);
  expect(read).not.toBe('');
  await lookAtPage();
  expect(await textInSight(page)).toBe(read);

  await panes.getByRole('button', { name: 'Page' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Your turn' })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
});

test('on a phone, a link into the text leads there from another pane', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/learn/first-handlers');
  await waitUntilRunning(page);
  const panes = page.getByRole('navigation', { name: 'Panes' });
  const heading = page.getByRole('heading', { name: 'Your turn' });
  await panes.getByRole('button', { name: 'Page' }).click();
  await expect(heading).toBeHidden();
  await page.getByRole('button', { name: 'Search the course' }).click();
  await page.getByRole('combobox', { name: 'Search the course' }).fill('your turn first handlers');
  await page.locator('a[role="option"][href$="/learn/first-handlers#your-turn"]').click();
  await expect(heading).toBeInViewport();
  const place = await settledScroll(page);

  // It is where Lesson leads, too.
  await panes.getByRole('button', { name: 'Page' }).click();
  await expect(heading).toBeHidden();
  await settledScroll(page);
  await panes.getByRole('button', { name: 'Lesson' }).click();
  await expect(heading).toBeInViewport();

  // In one turn, before the browser has laid out anew.
  await page.evaluate(() => (window.location.hash = ''));
  await page.evaluate(() => window.scrollTo({ top: 0 }));
  await panes.getByRole('button', { name: 'Page' }).evaluate((button) => {
    (button as HTMLElement).click();
    window.location.hash = '#your-turn';
  });
  await expect(heading).toBeInViewport();
  expect(Math.abs((await settledScroll(page)) - place)).toBeLessThan(200);
});

/** The paragraph or heading that stands a third down the screen, in the text. */
const textInSight = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { left, width } = document.querySelector('article h1')?.getBoundingClientRect() ?? { left: 0, width: 0 };
    const found = document
      .elementFromPoint(left + width / 4, window.innerHeight / 3)
      ?.closest('p, li, pre, h2, section');
    return found?.textContent ?? '';
  });

/** Where the page is scrolled to, once it has stopped to move. */
async function settledScroll(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = -1;
        let same = 0;
        const look = (): void => {
          same = window.scrollY === last ? same + 1 : 0;
          last = window.scrollY;
          if (same > 60) resolve(last);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** Some lessons done, one begun, predictions of every kind, time, ratings. */
function learner() {
  const at = Date.now() - 3 * DAY;
  const belief = (question: string, confidence: string, correct: boolean, slug = 'first-handlers') => ({
    key: `lesson/${slug}:${question}`,
    projectId: `lesson/${slug}`,
    question,
    choice: 'a',
    confidence,
    correct,
    answeredAt: at,
  });
  const [firstGoal] = reachedGoals(['error-pages']);
  const day = new Date(at).toISOString().slice(0, 10);
  return fileOf({
    goalResults: [...reachedGoals(['first-handlers', 'logging']), ...(firstGoal ? [firstGoal] : [])],
    answers: [
      belief('crash-visitor', 'certain', false),
      belief('handler-without-status', 'certain', true),
      belief('f-string', 'guess', true, 'logging'),
      belief('config-before', 'certain', false, 'logging'),
      belief('raw-or-own', 'certain', false, 'error-pages'),
    ],
    places: [
      {
        key: 'error-pages',
        slug: 'error-pages',
        visitedAt: at,
        editor: { file: 'app.py', line: 3, column: 1, top: 1 },
        text: null,
      },
    ],
    attention: [
      {
        key: `lesson/logging:${day}:dev`,
        projectId: 'lesson/logging',
        day,
        device: 'dev',
        ms: 42 * 60_000,
        updatedAt: at,
      },
    ],
    ratings: [{ key: 'card/abort-500:r', card: 'card/status-by-itself', grade: 3, ratedAt: at, undoneAt: null }].map(
      (row) => ({ ...row, key: `${row.card}:r` }),
    ),
  });
}

test('says what was reached, how sure against how right, the time, what comes, what is next, and by which rules', async ({
  page,
}) => {
  await importFile(page, learner());
  const all = [...lessonGoals().values()].flat().length;
  const bar = page.getByRole('progressbar', { name: 'Course progress' });
  await expect(bar).toHaveAttribute(
    'aria-valuetext',
    `8 of ${String(all)} goals reached, 2 of ${String(lessonGoals().size)} lessons done`,
  );
  await expect(bar).toHaveAttribute('aria-valuemax', String(all));

  const next = overview(page, 'What to do next').getByRole('link');
  await expect(next.nth(0)).toContainText('Continue: Error pages');
  await expect(next.nth(0)).toContainText('You were in app.py, line 3. 2 goals to go.');
  await expect(next.nth(1)).toContainText(/^Review \d+ cards/);
  await expect(next.nth(2)).toContainText('Begin: ');

  const sure = overview(page, 'Predictions, and how sure you were');
  await expect(sure).toContainText('2 of 5 right. You are surer than you are right');
  await expect(sure.getByRole('img', { name: /certain, 1 of 4$/ })).toBeVisible();
  await sure.getByText('As a table').click();
  await expect(sure.getByRole('row', { name: 'Certain 4 1 25 %' })).toBeVisible();

  const time = overview(page, 'Time spent');
  await expect(time).toContainText('42 min in all, on 1 day.');
  await time.getByText('As a table').click();
  await expect(time.getByRole('cell', { name: '42 min' })).toBeVisible();

  const reviews = overview(page, 'Reviews to come');
  await expect(reviews).toContainText(
    /\d+ cards in play, 1 of them reviewed\. You probably still know 88 % of those\./,
  );
  await reviews.getByText('As a table').click();
  await expect(reviews.getByRole('row', { name: /^Today/ })).toBeVisible();

  const logging = overview(page, 'The course').getByRole('listitem').filter({ hasText: 'A log that survives' }).last();
  await expect(logging).toContainText('3 of 3 goals');
  await expect(logging).toContainText('1 of 3 predictions right, 1 open');
  await expect(logging).toContainText('42 min');
  await expect(logging).toContainText('Done');

  await page.getByText('What counts', { exact: true }).click();
  await expect(page.getByText('A lesson is begun')).toBeVisible();
});

test('two tabs agree while one works', async ({ page, context }) => {
  // Three pages, each with its servers.
  test.setTimeout(180_000);
  await page.goto('/progress');
  const bar = page.getByRole('progressbar', { name: 'Course progress' });
  await expect(bar).toHaveAttribute('aria-valuenow', '0');
  const working = await context.newPage();
  await openLesson(working);
  const third = await context.newPage();
  await third.goto('/learn/first-handlers');
  const question = (tab: Page) => tab.getByRole('region', { name: /^An error is raised in a view/ });
  await question(working)
    .getByRole('radio', { name: /^A plain page/ })
    .check();
  await question(working).getByRole('radio', { name: 'guess' }).check();
  await question(working).getByRole('button', { name: 'Commit answer' }).click();
  await expect(question(third).getByText('you were a guess')).toBeVisible();
  await expect(overview(page, 'Predictions, and how sure you were')).toContainText('1 of 1 right.');
  await saveCode(working, SOLUTION);
  await working.getByRole('tab', { name: /^Tests/ }).click();
  await working.getByRole('button', { name: 'Run tests' }).click();
  await expect(bar).toHaveAttribute('aria-valuenow', '4', { timeout: 60_000 });
  await third.getByRole('tab', { name: /^Tests/ }).click();
  await expect(third.getByRole('list', { name: 'Goals' }).locator('[data-outcome="passed"]')).toHaveCount(4);
  await expect(third.getByText('This lesson’s code was changed in another tab.')).toBeVisible();
});

test('time counts while somebody is there, and not an hour of an open tab', async ({ page }) => {
  await page.clock.install();
  await page.goto('/review');
  // Storage has answered, so somebody measures.
  await expect(page.getByText('There are no cards for you yet.')).toBeVisible();
  for (let turn = 0; turn < 4; turn += 1) {
    // A pointer's move waits for the browser's next frame, which a busy machine draws late; a key does not.
    await page.keyboard.press('Shift');
    await page.clock.runFor(30_000);
  }
  // Nobody moves any more: a minute is given, and not the hour.
  await page.clock.runFor(60 * 60_000);
  // In a page of its own: what an hour in one go has to be written would be cut off by leaving.
  const progress = await page.context().newPage();
  await expect(async () => {
    await progress.goto('/progress');
    await progress.clock.runFor(5_000);
    await expect(overview(progress, 'Time spent')).toContainText('3 min in all', { timeout: 5_000 });
  }).toPass();
});

test.describe('the last page', () => {
  const finished = () =>
    fileOf({
      goalResults: reachedGoals([...lessonGoals().keys()]),
      settings: [{ key: 'name', value: 'K. Möbius', setAt: Date.now() - DAY }],
    });

  test('says what is missing until nothing is', async ({ page }) => {
    await importFile(page, fileOf({ goalResults: reachedGoals(['first-handlers']) }));
    await page.goto('/finish');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not finished yet');
    await expect(page.getByRole('main').getByRole('link', { name: 'A log that survives' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'First handlers' })).toBeHidden();
  });

  test('prints on one page, saves a picture, and gives the finished app', async ({ page }) => {
    await importFile(page, finished());
    await page.goto('/progress');
    await overview(page, 'What to do next')
      .getByRole('link', { name: /^You have finished the course/ })
      .click();
    const sheet = page.getByRole('article', { name: 'Sheet' });
    await expect(sheet).toContainText('K. Möbius');
    await page.getByRole('textbox', { name: 'Your name on the sheet' }).fill('Ada');
    await expect(sheet).toContainText('Ada');

    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: false });
    const pages = [...pdf.toString('latin1').matchAll(/\/Type \/Pages\s[^]*?\/Count (\d+)/g)].map(([, count]) => count);
    expect(pages).toContain('1');

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a picture' }).click();
    const picture = await saving;
    expect(picture.suggestedFilename()).toBe('graceful-finished.png');
    const { width, height, colours } = readPng(readFileSync(await picture.path()));
    expect(width).toBeGreaterThan(1_000);
    expect(height).toBeGreaterThan(600);
    expect(colours).toBeGreaterThan(20);

    const getting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'The finished app (zip)' }).click();
    const zip = readFileSync(await (await getting).path());
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    await page.reload();
    await expect(sheet).toContainText('Ada');
  });
});

/** Size of a picture, and how many colours its unfiltered bytes have: a blank one has one or two. */
function readPng(png: Buffer): { readonly width: number; readonly height: number; readonly colours: number } {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    colours: new Set(inflateSync(Buffer.concat(data))).size,
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on progress and the last page (${colorScheme})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/progress');
    await expect(overview(page, 'What to do next')).toBeVisible();
    expect(await axeProblems(page), 'empty').toEqual([]);
    await importFile(page, learner());
    await page.getByText('What counts', { exact: true }).click();
    for (const table of await page.getByText('As a table').all()) await table.click();
    expect(await axeProblems(page), 'full').toEqual([]);
    await importFile(page, fileOf({ goalResults: reachedGoals([...lessonGoals().keys()]) }));
    await page.goto('/finish');
    await expect(page.getByRole('article', { name: 'Sheet' })).toBeVisible();
    expect(await axeProblems(page), 'finished').toEqual([]);
  });
}

test('the pages are reached from header, course map and search', async ({ page }) => {
  await page.goto('/about');
  await page
    .getByRole('banner')
    .getByRole('link', { name: /goals reached/ })
    .click();
  await expect(page).toHaveURL(/\/progress$/);
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Review/ })
    .click();
  await expect(page).toHaveURL(/\/review$/);
  await page.getByRole('button', { name: 'Course map' }).click();
  await page
    .getByRole('navigation', { name: 'Lessons' })
    .getByRole('link', { name: /^Progress/ })
    .click();
  await expect(page).toHaveURL(/\/progress$/);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search the course' }).fill('spaced repetition');
  await expect(page.getByRole('option').first()).toContainText('Review');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/review$/);
});
