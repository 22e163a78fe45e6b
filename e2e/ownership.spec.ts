/** The promise: the record is the learner's. It leaves as a file, comes in from one, goes away, and nothing of it is lost on the way. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import {
  asUpload,
  chooseFile,
  DAY,
  emptyRecords,
  exportRecords,
  fileOf,
  importFile,
  reachedGoals,
  type ExportFile,
} from './support/record';
import { expect, test, type Watch } from './support/test';
import { openLesson, saveCode, waitUntilRunning } from './support/workbench';

const LESSON = 'lesson/first-handlers';
const failure = (page: Page, code: string) => page.locator(`[data-failure="${code}"]`);
const draft = (text: string, updatedAt: number, projectId = LESSON) => ({
  key: `${projectId}:app.py`,
  projectId,
  path: 'app.py',
  text,
  baseHash: 'another',
  updatedAt,
  tab: 'ffff',
});

/** A learner with something of everything. */
const learner = (): ExportFile => {
  const at = Date.now() - 2 * DAY;
  const project = { projectId: LESSON };
  return fileOf({
    draftFiles: [draft('print("mine")\n', at)],
    snapshots: [
      {
        key: `${LESSON}:00000001`,
        ...project,
        reason: 'started',
        takenAt: at,
        baseHash: 'another',
        files: { 'app.py': 'old' },
      },
    ],
    answers: [
      {
        key: `${LESSON}:crash-visitor`,
        ...project,
        question: 'crash-visitor',
        choice: 'nothing',
        confidence: 'certain',
        correct: false,
        answeredAt: at,
      },
    ],
    goalResults: reachedGoals(['first-handlers']),
    places: [
      {
        key: 'first-handlers',
        slug: 'first-handlers',
        visitedAt: at,
        editor: { file: 'app.py', line: 1, column: 3, top: 1 },
        text: { block: 2, share: 0.5 },
      },
    ],
    ratings: [{ key: 'card/abort-500:r', card: 'card/abort-500', grade: 3, ratedAt: at, undoneAt: null }],
    attention: [
      { key: `${LESSON}:2026-01-05:dev`, ...project, day: '2026-01-05', device: 'dev', ms: 240_000, updatedAt: at },
    ],
    settings: [{ key: 'name', value: 'Möbius', setAt: at }],
  });
};

/** Another browser profile. */
async function elsewhere(browser: Browser, watch: Watch): Promise<Page> {
  const context = await browser.newContext();
  watch.follow(context);
  return context.newPage();
}

test('exports, erases, undoes, erases again, and imports in another browser: the same in each', async ({
  page,
  browser,
  watch,
}) => {
  await importFile(page, learner());
  const before = await exportRecords(page);
  expect(before.records.draftFiles).toHaveLength(1);

  const erase = page.getByRole('region', { name: 'Erase' });
  await erase.getByRole('button', { name: 'Erase…' }).click();
  await erase.getByRole('button', { name: 'Erase everything' }).click();
  await expect(erase.getByText('Everything was erased from this browser.')).toBeVisible();
  await expect(erase.getByRole('button', { name: 'Undo erasing' })).toBeFocused();
  await expect(page.getByRole('progressbar', { name: 'Course progress' })).toHaveAttribute('aria-valuenow', '0');
  expect((await exportRecords(page)).records).toEqual(emptyRecords());
  // Undo holds until the tab closes, over a reload and other pages.
  await page.goto('/about');
  await page.goto('/progress');
  await erase.getByRole('button', { name: 'Undo erasing' }).click();
  await expect(erase.getByText('Everything is back.')).toBeVisible();
  expect((await exportRecords(page)).records).toEqual(before.records);

  await erase.getByRole('button', { name: 'Erase…' }).click();
  await erase.getByRole('button', { name: 'Erase everything' }).click();
  await expect(erase.getByText('Everything was erased from this browser.')).toBeVisible();
  await erase.getByRole('button', { name: 'Forget it now' }).click();
  await page.reload();
  await expect(erase.getByRole('button', { name: 'Erase…' })).toBeVisible();

  const there = await elsewhere(browser, watch);
  await importFile(there, before);
  expect((await exportRecords(there)).records).toEqual(before.records);
  await there.goto('/learn/first-handlers');
  await expect(there.getByRole('region', { name: 'Editor' })).toContainText('print("mine")');
  await there.context().close();
});

test('an import is shown before it is done, newest wins, and the code that loses is in the history', async ({
  page,
}) => {
  await importFile(page, fileOf({ draftFiles: [draft('# newer here\n', Date.now() - DAY)] }));
  await page.reload();
  await chooseFile(
    page,
    asUpload(
      fileOf({
        draftFiles: [draft('# older, from the file\n', Date.now() - 3 * DAY)],
        goalResults: reachedGoals(['logging']),
      }),
    ),
  );
  const preview = page.getByRole('region', { name: 'What the import would change' });
  await expect(preview).toBeFocused();
  await expect(preview.getByRole('row', { name: /^Goals/ })).toContainText('3');
  await expect(preview).toContainText('Yours stays; the file’s goes into the history.');
  expect((await exportRecords(page)).records.goalResults).toEqual([]);
  await preview.getByRole('button', { name: 'Import this' }).click();
  await expect(page.getByText(/^Imported: 3 new, 0 newer in the file, 1 newer here/)).toBeVisible();
  const { records } = await exportRecords(page);
  expect(records.draftFiles?.map(({ text }) => text)).toEqual(['# newer here\n']);
  expect(records.snapshots?.map(({ reason, files }) => [reason, files])).toEqual([
    ['imported', { 'app.py': '# older, from the file\n' }],
  ]);

  // Its code is no app, so there is no server to wait for.
  await page.goto('/learn/first-handlers');
  await page.getByRole('button', { name: 'History app.py' }).click();
  await expect(page.getByRole('region', { name: 'History of app.py' })).toContainText(
    'Lost against a newer one in an import',
  );
});

test.describe('files that are not taken', () => {
  const kept = learner();
  const text = JSON.stringify(kept);
  for (const [what, code, file] of [
    ['of a newer version', 'import-newer', asUpload({ ...kept, version: 3, records: { brain: [] } })],
    ['cut off', 'import-truncated', asUpload(text.slice(0, text.length * 0.7))],
    ['of something else', 'import-not-ours', asUpload('{"name": "graceful"}')],
  ] as const) {
    test(`${what}: ${code}, and nothing is lost`, async ({ page }) => {
      await importFile(page, kept);
      const before = await exportRecords(page);
      await page.reload();
      await chooseFile(page, file);
      await expect(failure(page, code)).toContainText('Nothing here was changed.');
      expect((await exportRecords(page)).records).toEqual(before.records);
      // The next good one is taken.
      await chooseFile(page, asUpload(fileOf({ goalResults: reachedGoals(['logging']) })));
      await page.getByRole('button', { name: 'Import this' }).click();
      await expect(page.getByText(/^Imported: /)).toBeVisible();
    });
  }

  test('of 100 MB: import-too-large, at once, and nothing is lost', async ({ page }, info) => {
    await importFile(page, kept);
    const path = info.outputPath('huge.json');
    const file = openSync(path, 'w');
    writeSync(file, '{"format": "graceful-progress", "version": 2, "records": {"answers": ["');
    ftruncateSync(file, 100 * 1024 * 1024);
    closeSync(file);
    await chooseFile(page, path);
    await expect(failure(page, 'import-too-large')).toContainText('larger than 50 MB');
    expect((await exportRecords(page)).records.goalResults).toHaveLength(4);
  });
});

test('scripts in every string run nowhere', async ({ page, watch }) => {
  const attack = '</script><img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>';
  const at = Date.now() - DAY;
  const records = {
    draftFiles: [
      draft(attack, at),
      {
        ...draft(attack, at),
        key: `${LESSON}:${attack.replaceAll('/', '')}.html`,
        path: `${attack.replaceAll('/', '')}.html`,
      },
      { ...draft(attack, at), projectId: attack, key: `${attack}:app.py` },
    ],
    answers: [
      {
        key: `${LESSON}:crash-visitor`,
        projectId: LESSON,
        question: 'crash-visitor',
        choice: attack,
        confidence: 'certain',
        correct: false,
        answeredAt: at,
      },
    ],
    goalResults: reachedGoals([
      'first-handlers',
      'logging',
      'error-pages',
      'built-in-features',
      'under-the-hood',
      'when-not-to-use',
    ]).map((row) => ({ ...row, outcome: 'failed', message: attack })),
    places: [
      {
        key: 'first-handlers',
        slug: 'first-handlers',
        visitedAt: at,
        editor: { file: attack, line: 1, column: 1, top: 1 },
        text: null,
      },
      { key: attack, slug: attack, visitedAt: at - 1, editor: null, text: null },
    ],
    ratings: [{ key: `${attack}:r`, card: attack, grade: 1, ratedAt: at, undoneAt: null }],
    settings: [
      { key: 'name', value: attack, setAt: at },
      { key: attack, value: attack, setAt: at },
    ],
  };
  // Records whose strings make no record are named, and that is all.
  const refused = { answers: [...records.answers, { key: attack, choice: attack }], [attack]: [{ key: attack }] };
  await page.goto('/progress');
  await chooseFile(page, asUpload(fileOf({ ...records, ...refused }), '<img src=x onerror=alert(1)>.json'));
  await page.getByText(/2 records of the file cannot be read/).click();
  await page.getByRole('button', { name: 'Import this' }).click();
  await expect(page.getByText(/^Imported: /)).toBeVisible();
  // The lesson's own page cannot be rendered from such a program; the browser says what it makes of the markup.
  watch.allowConsoleError(/Failed to load resource/);
  for (const path of ['/progress', '/', '/review', '/finish', '/learn/first-handlers']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('banner').getByRole('link', { name: /^Review/ })).toContainText('due');
    expect(await page.evaluate(() => 'hacked' in window), path).toBe(false);
  }
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await expect(page.getByRole('list', { name: 'Goals' })).toContainText('window.hacked = 1');
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('two imports at once: the second is shown anew, and nothing of either is lost', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto('/progress');
  await chooseFile(
    page,
    asUpload(fileOf({ draftFiles: [draft('# one\n', Date.now() - 2 * DAY)], goalResults: reachedGoals(['logging']) })),
  );
  await chooseFile(
    other,
    asUpload(fileOf({ draftFiles: [draft('# two\n', Date.now() - DAY)], goalResults: reachedGoals(['error-pages']) })),
  );
  const take = (tab: Page) => tab.getByRole('button', { name: 'Import this' });
  await expect(take(other)).toBeVisible();
  await Promise.all([take(page).click(), take(other).click()]);
  // Whichever came second finds another record than it had shown.
  const outdated = (tab: Page) => failure(tab, 'import-outdated');
  await expect(async () => {
    const shown = (await outdated(page).count()) + (await outdated(other).count());
    expect(shown).toBe(1);
  }).toPass();
  const second = (await outdated(page).count()) === 1 ? page : other;
  await expect(outdated(second)).toContainText('Nothing was taken over yet.');
  await take(second).click();
  await expect(second.getByText(/^Imported: /)).toBeVisible();
  const { records } = await exportRecords(page);
  expect(records.draftFiles?.map(({ text }) => text)).toEqual(['# two\n']);
  expect(records.snapshots?.map(({ files }) => files)).toEqual([{ 'app.py': '# one\n' }]);
  expect(new Set(records.goalResults?.map(({ projectId }) => projectId))).toEqual(
    new Set(['lesson/logging', 'lesson/error-pages']),
  );
});

test('storage deleted while open: named, and put back by who did not mean it', async ({ page, context }) => {
  await importFile(page, learner());
  const before = await exportRecords(page);
  // Its code is no app, so there is no server to wait for.
  await page.goto('/learn/first-handlers');
  const cdp = await context.newCDPSession(page);
  // The copy is taken when the page has been quiet.
  await expect(page.getByRole('banner').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '4');
  await page.waitForFunction(() => performance.getEntriesByName('storage:copied').length > 0);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await expect(failure(page, 'storage-deleted')).toContainText('This tab still has all of it');
  await expect(page.getByRole('banner').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText('print("mine")');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(failure(page, 'storage-deleted')).toBeHidden();
  await expect(page.getByRole('banner').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '4');
  const after = await exportRecords(page);
  for (const table of ['draftFiles', 'answers', 'goalResults', 'ratings', 'settings'])
    expect(after.records[table], table).toEqual(before.records[table]);
});

test('two tabs: what is erased in one is gone in the other, whose code can be kept', async ({ page, context }) => {
  await openLesson(page);
  await saveCode(page, '# from this tab\n');
  const other = await context.newPage();
  await importFile(other, fileOf({ goalResults: reachedGoals(['first-handlers']) }));
  const ring = page.getByRole('banner').getByRole('progressbar', { name: 'Course progress' });
  await expect(ring).toHaveAttribute('aria-valuenow', '4');
  const erase = other.getByRole('region', { name: 'Erase' });
  await erase.getByRole('button', { name: 'Erase…' }).click();
  await erase.getByRole('button', { name: 'Erase everything' }).click();
  await expect(ring).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByText('What was kept of this lesson’s code is gone')).toBeVisible();
  await page.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(page.getByText('What was kept of this lesson’s code is gone')).toBeHidden();
  const { records } = await exportRecords(other);
  expect(records.draftFiles?.map(({ text }) => text)).toEqual(['# from this tab\n']);
});

test.describe('keeping it', () => {
  test('the browser is asked once there is something to keep, with a reason, and not again', async ({ page }) => {
    await page.addInitScript(() => {
      const asked: string[] = [];
      Object.assign(window, { asked });
      const { storage } = navigator;
      storage.persisted = () => Promise.resolve(asked.length > 0);
      storage.persist = () => {
        asked.push('persist');
        return Promise.resolve(true);
      };
    });
    await page.goto('/about');
    const notice = page.getByText('It can promise not to; it may ask you for permission.');
    await expect(page.getByRole('banner').getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^0 of/);
    await importFile(page, fileOf({ goalResults: reachedGoals(['first-handlers']) }));
    // Nobody is interrupted at the moment of reaching a goal.
    await expect(page.getByRole('button', { name: 'Not now' })).toBeHidden();
    await page.goto('/about');
    await expect(notice).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual([]);
    await page.getByRole('button', { name: 'Ask it to keep them' }).click();
    await expect(notice).toBeHidden();
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(['persist']);
    await page.goto('/progress');
    await expect(page.getByRole('region', { name: 'Where it is kept' })).toContainText(
      /\d+ records in this browser’s database/,
    );
  });

  test('where unused storage is deleted after seven days, that is said', async ({ browser, watch }) => {
    const context = await browser.newContext({
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
    });
    watch.follow(context);
    const page = await context.newPage();
    await importFile(page, fileOf({ goalResults: reachedGoals(['first-handlers']) }));
    await expect(page.getByRole('region', { name: 'Where it is kept' })).toContainText(
      'After seven days of use without a visit',
    );
    await page.goto('/about');
    await expect(failure(page, 'storage-evictable')).toContainText('seven days');
    await failure(page, 'storage-evictable').getByRole('link', { name: 'export your progress' }).click();
    await expect(page).toHaveURL(/\/progress#record$/);
    await context.close();
  });
});

/** Whether this browser has noted that the learner was in the lesson. */
const placeKept = (page: Page, slug: string): Promise<boolean> =>
  page.evaluate(
    (key) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('graceful');
        opening.onerror = () => reject(opening.error ?? new Error('not opened'));
        opening.onsuccess = () => {
          const asked = opening.result.transaction('places').objectStore('places').getKey(key);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result !== undefined);
          };
        };
      }),
    slug,
  );

test('a clock set back a year: named, nothing out of order, and the way on for a clock that is right', async ({
  page,
  context,
}) => {
  await importFile(page, learner());
  const { records: before } = await exportRecords(page);
  const later = await context.newPage();
  await later.clock.setSystemTime(Date.now() - 365 * DAY);
  await later.goto('/learn/logging');
  await expect(failure(later, 'clock-behind')).toContainText('Nothing is lost');
  await waitUntilRunning(later);
  await saveCode(later, '# written in the past\n');
  // The visit is noted once the page is idle.
  await expect.poll(() => placeKept(later, 'logging')).toBe(true);
  // The newest place is the newest, whatever the clock says.
  await later.goto('/');
  await expect(later.getByRole('main').getByRole('link', { name: /^Continue: A log that survives/ })).toBeVisible();
  await later.goto('/review');
  await later.getByRole('button', { name: 'Start five minutes' }).click();
  await later.getByRole('button', { name: 'Show answer' }).click();
  await later.getByRole('button', { name: /^Good/ }).click();
  await expect(later.getByRole('button', { name: 'Undo last rating' })).toBeEnabled();
  const { records } = await exportRecords(later);
  const ratedAt = records.ratings?.map((row) => Number(row.ratedAt)) ?? [];
  expect(ratedAt).toHaveLength(2);
  expect(Math.min(...ratedAt)).toBe(Number(before.ratings?.[0]?.ratedAt));
  await later.getByRole('button', { name: 'This clock is right' }).click();
  await expect(failure(later, 'clock-behind')).toBeHidden();
  const settled = await exportRecords(later);
  for (const row of settled.records.ratings ?? []) expect(Number(row.ratedAt)).toBeLessThan(Date.now() - 364 * DAY);
  expect(settled.records.goalResults).toHaveLength(before.goalResults?.length ?? -1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the record’s states (${colorScheme})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await importFile(page, learner());
    await chooseFile(
      page,
      asUpload(fileOf({ ...learner().records, draftFiles: [draft('# other\n', Date.now())], answers: [{ key: 'x' }] })),
    );
    await expect(page.getByRole('region', { name: 'What the import would change' })).toBeVisible();
    await page.getByText(/1 record of the file cannot be read/).click();
    expect(await axeProblems(page), 'preview').toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await chooseFile(page, asUpload('nonsense'));
    await expect(failure(page, 'import-not-ours')).toBeVisible();
    await page.getByRole('button', { name: 'Erase…' }).click();
    expect(await axeProblems(page), 'refused, and asked').toEqual([]);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect(page.getByRole('button', { name: 'Undo erasing' })).toBeVisible();
    expect(await axeProblems(page), 'erased').toEqual([]);
  });
}
