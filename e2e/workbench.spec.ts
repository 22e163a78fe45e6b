/** The workbench's promises, one a test: composer, network, tests, layout, keyboard, accessibility. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeProblems } from './support/axe';
import { tabTo } from './support/practice';
import { expect, test } from './support/test';
import { openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const ECHO = `from flask import Flask, abort, make_response, request

app = Flask(__name__)


@app.route("/", methods=["GET", "POST", "PUT"])
def echo():
    seen = int(request.cookies.get("seen", 0)) + 1
    files = {name: f"{file.filename} {file.read().decode()}" for name, file in request.files.items()}
    app.logger.warning("echo number %s", seen)
    answer = make_response(
        {
            "method": request.method,
            "json": request.get_json(silent=True),
            "form": request.form,
            "files": files,
            "header": request.headers.get("X-Note"),
            "seen": seen,
        }
    )
    answer.set_cookie("seen", str(seen), httponly=True, samesite="Lax")
    return answer


@app.get("/sometimes")
def sometimes():
    echo.count = getattr(echo, "count", 0) + 1
    if echo.count % 4 == 0:
        abort(503)
    return "fine"
`;

const address = (page: Page) => page.getByRole('textbox', { name: 'Address' });
const sendButton = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });
const composer = (page: Page) => page.getByRole('region', { name: 'Composer' });

async function openEcho(page: Page): Promise<void> {
  await openLesson(page);
  await saveCode(page, ECHO);
  await expect(rendered(page).getByText('"method"')).toBeVisible();
}

async function compose(page: Page, method: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Method' }).selectOption(method);
  await page.getByRole('button', { name: /^Compose/ }).click();
}

test.describe('composer', () => {
  test('sends JSON and headers, and says when JSON is none', async ({ page }) => {
    await openEcho(page);
    await compose(page, 'POST');
    const fields = composer(page);
    await fields.getByRole('button', { name: 'Add header' }).click();
    await fields.getByRole('textbox', { name: 'Name of header 1' }).fill('X-Note');
    await fields.getByRole('textbox', { name: 'Value of header 1' }).fill('hand-made');
    await fields.getByRole('radio', { name: 'JSON' }).check();
    const body = fields.getByRole('textbox', { name: 'JSON body' });
    await body.fill('{"title": ');
    await expect(fields.getByText('This is not valid JSON.')).toBeVisible();
    await body.fill('{"title": "Middlemarch"}');
    await expect(fields.getByText('This is not valid JSON.')).toBeHidden();
    await body.press('ControlOrMeta+Enter');
    await expect(rendered(page).getByText('Middlemarch')).toBeVisible();
    await expect(rendered(page).getByText('hand-made')).toBeVisible();
  });

  test('a new row has the focus, and none is lost with a row that goes', async ({ page }) => {
    await openLesson(page);
    await page.getByRole('button', { name: /^Compose/ }).click();
    const fields = composer(page);
    const add = fields.getByRole('button', { name: 'Add header' });
    await add.click();
    await expect(fields.getByRole('textbox', { name: 'Name of header 1' })).toBeFocused();
    // Each of these letters is a shortcut elsewhere.
    await page.keyboard.type('X-ret');
    await expect(fields.getByRole('textbox', { name: 'Name of header 1' })).toHaveValue('X-ret');
    await add.click();
    await expect(fields.getByRole('textbox', { name: 'Name of header 2' })).toBeFocused();
    const remove = fields.getByRole('button', { name: 'Remove header 1' });
    await remove.click();
    await expect(remove).toBeFocused();
    await remove.click();
    await expect(add).toBeFocused();
    await fields.getByRole('radio', { name: 'Form' }).check();
    await fields.getByRole('button', { name: 'Add field' }).click();
    await expect(fields.getByRole('textbox', { name: 'Name of field 2' })).toBeFocused();
  });

  test('names a header that no client could send, until it is another', async ({ page }) => {
    await openEcho(page);
    await page.getByRole('button', { name: /^Compose/ }).click();
    await composer(page).getByRole('button', { name: 'Add header' }).click();
    const name = composer(page).getByRole('textbox', { name: 'Name of header 1' });
    await name.fill('X Note');
    await composer(page).getByRole('textbox', { name: 'Value of header 1' }).fill('hand-made');
    await sendButton(page).click();
    const problem = workbench(page).getByRole('alert').filter({ hasText: '“X Note” is no name of a header' });
    await expect(problem).toBeVisible();
    await name.fill('X-Note');
    await expect(problem).toBeHidden();
    await sendButton(page).click();
    await expect(rendered(page).getByText('hand-made')).toBeVisible();
  });

  test('sends a form with a file as multipart', async ({ page }) => {
    await openEcho(page);
    await compose(page, 'POST');
    const fields = composer(page);
    await fields.getByRole('radio', { name: 'Form' }).check();
    await fields.getByRole('textbox', { name: 'Name of field 1' }).fill('note');
    await fields.getByRole('textbox', { name: 'Value of field 1' }).fill('ä & b');
    await fields.getByRole('button', { name: 'Add field' }).click();
    await fields.getByRole('textbox', { name: 'Name of field 2' }).fill('paper');
    await fields
      .getByLabel('File of field 2')
      .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('in the file') });
    await sendButton(page).click();
    await expect(rendered(page).getByText('note.txt in the file')).toBeVisible();
    await expect(rendered(page).getByText(/\\u00e4 & b|ä & b/)).toBeVisible();
  });

  test('sends twenty and counts what came of them', async ({ page }) => {
    await openEcho(page);
    await address(page).fill('/sometimes');
    await page.getByRole('button', { name: /^Compose/ }).click();
    await composer(page).getByRole('button', { name: 'Send 20' }).click();
    await expect(composer(page).getByText(/20 sent: 15 × 200, 5 × 503/)).toBeVisible();
    await page.getByRole('tab', { name: /^Network/ }).click();
    await expect(
      page.getByRole('table', { name: 'Requests' }).getByRole('row', { name: /sometimes.*503/ }),
    ).toHaveCount(5);
  });

  test('is filled by a Try in the text', async ({ page }) => {
    await openLesson(page);
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Send GET \/opening-hours/ })
      .click();
    await expect(address(page)).toHaveValue(/\/opening-hours$/);
    await expect(workbench(page).getByRole('status', { name: 'Status of the page' })).toContainText('404');
  });
});

test.describe('network', () => {
  test('opens a request: raw, cookies, log; sends it again; gives it as curl', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openEcho(page);
    await send(page, '/?x=1');
    await expect(rendered(page).getByText(/"seen": ?2/)).toBeVisible();
    await page.getByRole('tab', { name: /^Network/ }).click();
    await page.getByRole('button', { name: '/?x=1' }).click();
    const detail = page.getByRole('region', { name: 'GET /?x=1' });
    await expect(detail.getByText('HTTP/1.1 200 OK')).toBeVisible();
    await expect(detail.getByRole('listitem').filter({ hasText: 'sent seen=1' })).toBeVisible();
    await expect(detail.getByRole('listitem').filter({ hasText: 'set seen=2' })).toContainText(
      'HttpOnly, SameSite lax',
    );
    await expect(detail.getByText('echo number 2').first()).toBeVisible();
    await detail.getByRole('button', { name: 'Copy as curl' }).click();
    await expect(detail.getByText('Copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("curl 'http://localhost:5000/?x=1'");
    await detail.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByRole('table', { name: 'Requests' }).getByRole('row', { name: /x=1/ })).toHaveCount(2);
  });

  test('says who sent what, how large the answer is and how long it took; a POST goes again with its body', async ({
    page,
  }) => {
    await openEcho(page);
    await compose(page, 'POST');
    await composer(page).getByRole('radio', { name: 'JSON' }).check();
    const body = composer(page).getByRole('textbox', { name: 'JSON body' });
    await body.fill('{"title": "Middlemarch"}');
    await body.press('ControlOrMeta+Enter');
    await expect(rendered(page).getByText('Middlemarch')).toBeVisible();
    await page.getByRole('tab', { name: /^Network/ }).click();
    const requests = page.getByRole('table', { name: 'Requests' });
    const posts = requests.getByRole('row', { name: /^POST \/ .*200.* composer [\d.]+ k?B [\d.]+ ms$/ });
    await expect(
      requests.getByRole('row', { name: /^GET \/ .*200.* page [\d.]+ k?B [\d.]+ ms$/ }).last(),
    ).toBeVisible();
    await expect(posts).toHaveCount(1);

    await posts.getByRole('button').click();
    const detail = page.getByRole('region', { name: 'POST /' });
    await detail.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('tab', { name: /^Network/ }).click();
    await expect(posts).toHaveCount(2);
    await posts.last().getByRole('button').click();
    await expect(detail).toContainText(/HTTP\/1\.1 200 OK[^]*"json": ?\{\s*"title": ?"Middlemarch"\s*\}[^]*"seen": ?3/);
  });

  test('shows what tests asked, with the test and its log', async ({ page }) => {
    await openLesson(page);
    await page.getByRole('tab', { name: /^Tests/ }).click();
    const goal = page.getByRole('list', { name: 'Goals' }).getByRole('listitem').first();
    await goal.getByText('Read the test').click();
    await expect(goal.getByText('def test_missing_page')).toBeVisible();
    await goal.getByRole('button', { name: /^Run this test/ }).click();
    await expect(goal).toHaveAttribute('data-outcome', 'failed', { timeout: 60_000 });
    await expect(page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="untried"]')).toHaveCount(3);
    await page.getByRole('tab', { name: /^Network/ }).click();
    const row = page
      .getByRole('table', { name: 'Requests' })
      .getByRole('row', { name: /404.*test/ })
      .first();
    await row.getByRole('button').click();
    await expect(page.getByText(/Sent by the test tests\/test_goals\.py::test_missing_page/)).toBeVisible();
  });
});

test.describe('the way to the goals', () => {
  const HINTS = ['A handler is a function', 'with the number beside it', 'Put this at the end of'];
  const prose = (page: Page) => page.getByRole('region', { name: 'What to reach' });

  test('hints come one after another, and each stays', async ({ page }) => {
    await openLesson(page);
    const hints = prose(page).getByRole('note');
    await expect(hints).toHaveCount(0);
    for (const [index, words] of HINTS.entries()) {
      await prose(page)
        .getByRole('button', { name: `Hint ${String(index + 1)} of ${String(HINTS.length)}` })
        .click();
      await expect(hints).toHaveCount(index + 1);
      await expect(hints.last()).toContainText(words);
    }
    await expect(hints.first()).toContainText(HINTS[0] ?? '');
    await expect(prose(page).getByRole('button', { name: /^Hint/ })).toHaveCount(0);
  });

  test('the goals in the text and those in the panel are the same, whichever is asked', async ({ page }) => {
    const lesson = 'content/lessons/03-first-handlers';
    await openLesson(page);
    await saveCode(page, readFileSync(`${lesson}/mistakes/only-404/app.py`, 'utf8'));
    await prose(page).getByRole('button', { name: 'Check my work' }).click();
    await expect(page.getByRole('tab', { name: /^Tests/ })).toHaveAttribute('aria-selected', 'true');
    const inPanel = page.getByRole('list', { name: 'Goals' }).getByRole('listitem');
    const inText = prose(page).getByRole('listitem');
    for (const [index, outcome] of (['passed', 'failed', 'failed', 'failed'] as const).entries()) {
      await expect(inPanel.nth(index)).toHaveAttribute('data-outcome', outcome, { timeout: 60_000 });
      await expect(inText.nth(index)).toHaveAttribute('data-goal', outcome);
    }
    await expect(inText).toHaveCount(4);
    const said = await inPanel.locator('.goal-message').allTextContents();
    await expect(inText.locator('.goal-message')).toHaveText(said);
    await expect(prose(page).getByRole('status')).toHaveText('1 of 4 reached');

    await saveCode(page, readFileSync(`${lesson}/solution/app.py`, 'utf8'));
    await page.getByRole('button', { name: 'Run tests' }).click();
    await expect(inPanel.and(page.locator('[data-outcome="passed"]'))).toHaveCount(4, { timeout: 60_000 });
    await expect(prose(page).getByRole('status')).toHaveText('All goals reached.');
  });

  test('“Reset lesson” brings the lesson’s own files, and can be undone', async ({ page }) => {
    await openEcho(page);
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.getByRole('button', { name: 'Reset lesson' }).click();
    await expect(workbench(page).getByText('The lesson’s own files are back.')).toBeVisible();
    await page.getByRole('tab', { name: /^Page/ }).click();
    await expect(rendered(page).getByRole('heading', { name: 'On the shelves' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rendered(page).getByText('"method"')).toBeVisible();
    await page.reload();
    await waitUntilRunning(page);
    await expect(rendered(page).getByText('"method"')).toBeVisible();
  });

  test('one file of the solution takes the place of one’s own, and can be undone', async ({ page }) => {
    await openEcho(page);
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.getByRole('button', { name: 'Show solution' }).click();
    const editor = page.getByRole('region', { name: 'Editor' });
    await expect(editor.locator('.monaco-diff-editor')).toContainText('Harbour Street Library');
    await editor.getByRole('button', { name: 'Apply this file' }).click();
    await expect(workbench(page).getByText('The solution’s app.py is in place of yours.')).toBeVisible();
    await page.getByRole('tab', { name: /^Page/ }).click();
    await expect(rendered(page).getByRole('heading', { name: 'On the shelves' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rendered(page).getByText('"method"')).toBeVisible();
  });
});

test('a place named in a failed goal leads to its line', async ({ page }) => {
  await openLesson(page);
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  const place = page
    .getByRole('list', { name: 'Goals' })
    .getByRole('button', { name: /^app\.py, line \d+/ })
    .first();
  await expect(place).toBeVisible({ timeout: 60_000 });
  await place.click();
  await expect(page.getByRole('region', { name: 'Editor' }).locator(':focus')).toBeAttached();
});

test('tests run on save, if asked to, also after a reload', async ({ page }) => {
  await openLesson(page);
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('checkbox', { name: 'Run on save' }).check();
  await page.reload();
  await waitUntilRunning(page);
  await saveCode(page, ECHO);
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await expect(page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="failed"]').first()).toBeVisible({
    timeout: 60_000,
  });
});

test.describe('layout', () => {
  test('a part fills the window and gives it back; the split is remembered', async ({ page }) => {
    await openLesson(page);
    const panel = page.getByRole('button', { name: 'Full-screen panel' });
    await panel.click();
    await expect(page.getByRole('region', { name: 'Editor' })).toBeHidden();
    await expect(panel).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Editor' })).toBeVisible();
    const split = page.getByRole('separator', { name: 'Height of the editor' });
    await split.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const kept = await split.getAttribute('aria-valuenow');
    expect(Number(kept)).toBeLessThan(52);
    await page.reload();
    await expect(split).toHaveAttribute('aria-valuenow', kept ?? '');
  });

  test('single keys lead to the views, are listed, and can be switched off', async ({ page }) => {
    await openLesson(page);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('n');
    await expect(page.getByRole('tab', { name: /^Network/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(list).toBeVisible();
    for (const key of ['Ctrl S', 'Ctrl M', 'Shift Alt F', 'Ctrl F', 'F8', 'F2', 'Ctrl K', 'n'])
      await expect(list.getByText(key, { exact: true })).toBeVisible();
    await list.getByRole('checkbox', { name: /^Single keys/ }).uncheck();
    await list.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('t');
    await expect(page.getByRole('tab', { name: /^Network/ })).toHaveAttribute('aria-selected', 'true');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the run mode can be chosen', async ({ page }) => {
    await openLesson(page);
    await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'Page' }).click();
    await address(page).fill('/crash');
    await sendButton(page).click();
    await expect(rendered(page).getByRole('heading', { name: 'Internal Server Error' })).toBeVisible();
    await expect(address(page)).toHaveValue('http://localhost:5000/crash');
    // All of it is in sight.
    expect(await address(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
    await page.getByRole('button', { name: /^Runtime/ }).click();
    const choice = page.getByRole('dialog', { name: 'Where your code runs' });
    const mode = choice.getByRole('combobox', { name: 'Run mode' });
    await expect(mode).toHaveValue('production');
    await mode.selectOption('debug');
    await page.keyboard.press('Escape');
    await expect(choice).toBeHidden();
    await expect(rendered(page).getByRole('heading', { name: 'ConnectionError' })).toBeVisible({ timeout: 30_000 });
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any state of the workbench (${colorScheme})`, async ({ page }) => {
    // Nine scans of a whole page, each of seconds.
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openLesson(page);
    expect(await axeProblems(page), 'running').toEqual([]);
    await page.getByRole('button', { name: /^Compose/ }).click();
    await composer(page).getByRole('button', { name: 'Add header' }).click();
    await composer(page).getByRole('radio', { name: 'Form' }).check();
    expect(await axeProblems(page), 'composer').toEqual([]);
    await page.getByRole('button', { name: /^Compose/ }).click();
    await send(page, '/crash');
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await page.getByRole('button', { name: 'Both sides' }).click();
    expect(await axeProblems(page), 'both sides').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('log', { name: 'Server log' }).getByText('ConnectionError').first()).toBeVisible();
    expect(await axeProblems(page), 'logs').toEqual([]);
    await page.getByRole('tab', { name: /^Network/ }).click();
    await page.getByRole('table', { name: 'Requests' }).getByRole('button', { name: '/crash' }).click();
    await expect(page.getByRole('region', { name: 'GET /crash' })).toBeVisible();
    expect(await axeProblems(page), 'network').toEqual([]);
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.getByRole('button', { name: 'Run tests' }).click();
    await expect(page.getByText(/of 4 goals reached/)).toBeVisible({ timeout: 60_000 });
    expect(await axeProblems(page), 'tests').toEqual([]);
    await page.getByRole('button', { name: 'Show solution' }).click();
    await expect(page.getByText('your code left, the solution right')).toBeVisible();
    expect(await axeProblems(page), 'solution').toEqual([]);
    await page.getByRole('button', { name: 'Back to my code' }).click();
    await page.getByRole('button', { name: 'History app.py' }).click();
    await expect(page.getByRole('region', { name: 'History of app.py' })).toBeVisible();
    expect(await axeProblems(page), 'history').toEqual([]);
    await page.getByRole('button', { name: 'Back to my code' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    expect(await axeProblems(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');
    await saveCode(page, 'def (');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'failed');
    expect(await axeProblems(page), 'failed').toEqual([]);
  });
}

test('crash, log, code and goals by single keys alone', async ({ page }) => {
  const solution = readFileSync('content/lessons/03-first-handlers/solution/app.py', 'utf8');
  await openLesson(page);
  await expect(page.locator('.bench-editor .monaco-editor').first()).toBeVisible();
  await page.keyboard.press('a');
  await expect(address(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('/crash');
  await page.keyboard.press('Enter');
  await expect(rendered(page).getByRole('heading', { name: 'Internal Server Error' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(address(page)).not.toBeFocused();
  await page.keyboard.press('l');
  await expect(page.getByRole('log', { name: 'Server log' }).getByText('ConnectionError').first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(solution);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(rendered(page).getByRole('heading', { name: 'Internal Server Error' })).toBeHidden();
  // Tab belongs to the editor until it is asked to let go.
  await page.keyboard.press('ControlOrMeta+m');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: /^Editor: app\.py/ })).not.toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="passed"]')).toHaveCount(4, {
    timeout: 60_000,
  });
});

test('the whole of lesson one by keyboard alone', async ({ page }) => {
  const solution = readFileSync('content/lessons/01-overview/solution/app.py', 'utf8');
  await page.goto('/learn/overview');
  await waitUntilRunning(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /^Skip/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const links = page.getByRole('main').getByRole('button', { name: 'Send GET /books/7' });
  await tabTo(page, links.first());
  await page.keyboard.press('Enter');
  await expect(rendered(page).getByRole('heading', { name: 'Internal Server Error' })).toBeVisible();

  for (const [question, answer] of [
    [/What happens to the next visitor\?/, /^They are served/],
    [/Whom does Flask tell\?/, /^Nobody/],
  ] as const) {
    const asked = page.getByRole('region', { name: question });
    const options = asked.getByRole('radiogroup', { name: question }).getByRole('radio');
    await tabTo(page, options.first());
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(asked.getByRole('radio', { name: answer })).toBeChecked();
    await tabTo(page, asked.getByRole('radio', { name: 'guess' }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, asked.getByRole('button', { name: 'Commit answer' }));
    await page.keyboard.press('Enter');
    await expect(asked.locator('.predict-truth')).toContainText('Right (you were fairly sure)');
    await expect(asked.locator('.predict-truth')).toBeFocused();
  }
  await page.keyboard.press('l');
  const log = page.getByRole('log', { name: 'Server log' });
  await expect(log.getByText('KeyError: 7').first()).toBeAttached();
  await expect(log.getByText('ConnectionError').first()).toBeVisible();

  const code = page.getByRole('textbox', { name: /^Editor: app\.py/ });
  await page.keyboard.press('v');
  await page.keyboard.press('e');
  await expect(code).toBeFocused();
  // Tab belongs to the editor until it is asked to let go.
  await page.keyboard.press('ControlOrMeta+m');
  await tabTo(page, page.getByRole('button', { name: 'Start traffic' }));
  await page.keyboard.press('Enter');
  const hurt = workbench(page).getByText('Visitors who saw a raw error page').locator('..');
  await expect(hurt).toHaveText(/[1-9]\d*$/, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Stop traffic' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Start traffic' })).toBeFocused();

  await page.keyboard.press('e');
  await expect(code).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(solution);
  await page.keyboard.press('ControlOrMeta+s');
  await page.keyboard.press('Tab');
  await expect(code).not.toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByRole('list', { name: 'Goals' }).locator('[data-outcome="passed"]')).toHaveCount(3, {
    timeout: 60_000,
  });
  await tabTo(page, links.last(), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(rendered(page).getByRole('heading', { name: 'Not Found' })).toBeVisible();
});

test('axe finds nothing in the playground', async ({ page }) => {
  await page.goto('/playground');
  await waitUntilRunning(page);
  expect(await axeProblems(page), 'running').toEqual([]);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible();
  expect(await axeProblems(page), 'share').toEqual([]);
});
