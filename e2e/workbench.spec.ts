/** The workbench's promises, one a test: composer, network, tests, layout, keyboard, accessibility. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
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
    await list.getByRole('checkbox', { name: /^Single keys/ }).uncheck();
    await list.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('t');
    await expect(page.getByRole('tab', { name: /^Network/ })).toHaveAttribute('aria-selected', 'true');
  });
});

const seriousOf = async (page: Page): Promise<string[]> => {
  // The page in the frame is the learner's own.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any state of the workbench (${colorScheme})`, async ({ page }) => {
    // Nine scans of a whole page, each of seconds.
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openLesson(page);
    expect(await seriousOf(page), 'running').toEqual([]);
    await page.getByRole('button', { name: /^Compose/ }).click();
    await composer(page).getByRole('button', { name: 'Add header' }).click();
    await composer(page).getByRole('radio', { name: 'Form' }).check();
    expect(await seriousOf(page), 'composer').toEqual([]);
    await page.getByRole('button', { name: /^Compose/ }).click();
    await send(page, '/crash');
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await page.getByRole('button', { name: 'Both sides' }).click();
    expect(await seriousOf(page), 'both sides').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('log', { name: 'Server log' }).getByText('ConnectionError').first()).toBeVisible();
    expect(await seriousOf(page), 'logs').toEqual([]);
    await page.getByRole('tab', { name: /^Network/ }).click();
    await page.getByRole('table', { name: 'Requests' }).getByRole('button', { name: '/crash' }).click();
    await expect(page.getByRole('region', { name: 'GET /crash' })).toBeVisible();
    expect(await seriousOf(page), 'network').toEqual([]);
    await page.getByRole('tab', { name: /^Tests/ }).click();
    await page.getByRole('button', { name: 'Run tests' }).click();
    await expect(page.getByText(/of 4 goals reached/)).toBeVisible({ timeout: 60_000 });
    expect(await seriousOf(page), 'tests').toEqual([]);
    await page.getByRole('button', { name: 'Show solution' }).click();
    await expect(page.getByText('your code left, the solution right')).toBeVisible();
    expect(await seriousOf(page), 'solution').toEqual([]);
    await page.getByRole('button', { name: 'Back to my code' }).click();
    await page.getByRole('button', { name: 'History app.py' }).click();
    await expect(page.getByRole('region', { name: 'History of app.py' })).toBeVisible();
    expect(await seriousOf(page), 'history').toEqual([]);
    await page.getByRole('button', { name: 'Back to my code' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    expect(await seriousOf(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');
    await saveCode(page, 'def (');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'failed');
    expect(await seriousOf(page), 'failed').toEqual([]);
  });
}

test('the whole of lesson one by keyboard alone', async ({ page }) => {
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

test('axe finds nothing in the playground', async ({ page }) => {
  await page.goto('/playground');
  await waitUntilRunning(page);
  expect(await seriousOf(page), 'running').toEqual([]);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible();
  expect(await seriousOf(page), 'share').toEqual([]);
});
