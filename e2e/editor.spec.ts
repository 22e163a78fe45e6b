/** The promise: the editor helps while one types, says why when it refuses, and loses nothing, on a desk and on a phone. */
import { readFileSync } from 'node:fs';
import { devices, type Locator, type Page, type Request } from '@playwright/test';
import { holdScripts, routeScripts } from './support/scripts';
import { expect, test } from './support/test';
import { failureNotice, openLesson, rendered, saveCode, waitUntilRunning, workbench } from './support/workbench';

const START = readFileSync('content/lessons/03-first-handlers/start/app.py', 'utf8');
/** A whole application of a few lines, answering with `words`. */
const app = (words: string): string =>
  `from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef home():\n    return "${words}"\n`;

const editor = (page: Page): Locator => page.getByRole('region', { name: 'Editor' });
const field = (page: Page): Locator => editor(page).getByRole('textbox', { name: /^Editor: / });
const message = (page: Page): Locator => editor(page).getByRole('status', { name: 'Editor message' });
const action = (page: Page, name: string): Locator => editor(page).getByRole('button', { name, exact: true });
const files = (page: Page): Locator => editor(page).getByRole('tab');
const marks = (page: Page): Locator => editor(page).locator('.squiggly-warning, .squiggly-error');

/** Types on and on in the plain field, into a comment on its first line, while `codeEditor` takes its place. */
async function typeAcross(page: Page, release: () => void, codeEditor: Locator): Promise<string> {
  await field(page).fill(app('mine'));
  await page.keyboard.press('ControlOrMeta+Home');
  let typed = '#';
  await page.keyboard.type(typed);
  release();
  for (let after = 0; after < 10; typed += 'o') {
    await page.keyboard.type('o');
    if (await codeEditor.isVisible()) after++;
  }
  await expect(field(page)).toBeFocused();
  return `${typed}${app('mine')}`;
}

async function openMonaco(page: Page): Promise<void> {
  await openLesson(page);
  await expect(editor(page).locator('.monaco-editor').first()).toBeVisible({ timeout: 30_000 });
}

/** Puts `text` in the place of the whole file, as one input. */
async function type(page: Page, text: string): Promise<void> {
  await field(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** What the editor holds, by its own copy to the clipboard. */
async function contents(page: Page): Promise<string> {
  await field(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  const copied = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('copy', (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''), {
          once: true,
        });
      }),
  );
  // The listener stands once a later call has been answered.
  await page.evaluate(() => document.readyState);
  await page.keyboard.press('ControlOrMeta+c');
  // As the platform writes lines; the user agent says Windows.
  return (await copied).replaceAll('\r\n', '\n');
}

/** Pastes `text` into whatever has the focus, as a clipboard would. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

test('problems are underlined while typing, named with their rule, and the mark goes when they are mended', async ({
  page,
}) => {
  await openMonaco(page);
  await type(page, app('x').replace('"x"', 'grreting'));
  await expect(marks(page)).toHaveCount(1, { timeout: 30_000 });
  // Monaco's own lines lie over its marks, and take the pointer for them.
  await marks(page).first().hover({ force: true });
  await expect(page.getByRole('tooltip')).toContainText('Undefined name `grreting`');
  await expect(page.getByRole('tooltip')).toContainText('F821');
  await type(page, app('x'));
  await expect(marks(page)).toHaveCount(0);
  await type(page, app('x').replace('def home():', 'def home(:'));
  await expect(editor(page).locator('.squiggly-error').first()).toBeVisible();
});

test('ruff’s module comes from our own origin, and not before somebody goes into the code', async ({ page }) => {
  const wasm: Request[] = [];
  page.on('request', (request) => {
    if (/^\/_next\/.*\.wasm$/.test(new URL(request.url()).pathname)) wasm.push(request);
  });
  await openMonaco(page);
  await expect(rendered(page).getByText('On the shelves').first()).toBeVisible();
  expect(wasm).toHaveLength(0);
  await editor(page).getByRole('textbox').first().focus();
  await expect.poll(() => wasm.length, { timeout: 60_000 }).toBe(1);
  expect(wasm[0]?.url()).toMatch(/ruff_wasm_bg\.[^/]+\.wasm$/);
});

test('without ruff the editor works, and the console says so once', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource/);
  const said: string[] = [];
  page.on('console', (line) => {
    if (line.text().includes('ruff could not be loaded')) said.push(line.text());
  });
  await page.route(/ruff_wasm_bg\.[^/]+\.wasm$/, (route) => route.abort());
  await openMonaco(page);
  await type(page, app('still here'));
  await expect.poll(() => said.length, { timeout: 30_000 }).toBe(1);
  await action(page, 'Format app.py').click();
  await expect(message(page)).toContainText('could not be loaded');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(rendered(page).getByText('still here')).toBeVisible({ timeout: 30_000 });
  expect(said).toHaveLength(1);
});

test('a file is formatted on demand, one undo takes it back, and a syntax error changes nothing', async ({ page }) => {
  await openMonaco(page);
  const untidy = app('x').replace('def home():', 'def home( ):').replaceAll('"', "'");
  await type(page, untidy);
  await action(page, 'Format app.py').click();
  await expect(message(page)).toHaveText('app.py is formatted.', { timeout: 30_000 });
  expect(await contents(page)).toBe(app('x'));
  await page.keyboard.press('ControlOrMeta+z');
  expect(await contents(page)).toBe(untidy);

  await page.keyboard.press('Shift+Alt+f');
  await expect(message(page)).toHaveText('app.py is formatted.');
  const broken = app('x').replace('def home():', 'def home(:');
  await type(page, broken);
  await action(page, 'Format app.py').click();
  await expect(message(page)).toContainText('syntax error');
  expect(await contents(page)).toBe(broken);
});

test('templates are coloured as Jinja', async ({ page }) => {
  await openMonaco(page);
  await action(page, 'New file').click();
  await editor(page).getByLabel('Name of the new file').fill('templates/not found.html');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveAccessibleName('Editor: templates/not found.html');
  await type(page, '<p class="x">Hello {{ name }}</p>');
  const colour = (text: string): Promise<string> =>
    editor(page)
      .locator('.view-line span span')
      .filter({ hasText: text })
      .first()
      .evaluate((span) => getComputedStyle(span).color);
  await expect.poll(async () => (await colour('name')) === (await colour('Hello'))).toBe(false);
  expect(await colour('{{')).not.toBe(await colour('Hello'));
  await expect(editor(page).getByRole('button', { name: /^Format/ })).toHaveCount(0);
});

test('a file gets another name with its text and its undo; a bad name is refused with a sentence', async ({ page }) => {
  await openMonaco(page);
  await type(page, app('first'));
  await type(page, app('second'));
  await files(page).first().focus();
  await page.keyboard.press('F2');
  const name = editor(page).getByLabel('New name of app.py');
  for (const [bad, words] of [
    ['../app.py', /cannot hold/],
    ['/app.py', /begin inside the project/],
    ['', /needs a name/],
    ['lib/', /names a folder/],
  ] as const) {
    await name.fill(bad);
    await page.keyboard.press('Enter');
    await expect(editor(page).getByRole('alert')).toHaveText(words);
  }
  await name.fill('wsgi größe.py');
  await page.keyboard.press('Enter');
  await expect(files(page)).toHaveText(['wsgi größe.py']);
  await expect(files(page).first()).toBeFocused();
  await expect(field(page)).toHaveAccessibleName('Editor: wsgi größe.py');
  expect(await contents(page)).toBe(app('second'));
  await page.keyboard.press('ControlOrMeta+z');
  expect(await contents(page)).toBe(app('first'));

  await files(page).first().dblclick();
  await editor(page).getByLabel('New name of wsgi größe.py').fill('app.py');
  await action(page, 'Rename').click();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(rendered(page).getByText('first')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await waitUntilRunning(page);
  await expect(files(page)).toHaveText(['app.py']);
  await expect(rendered(page).getByText('first')).toBeVisible({ timeout: 30_000 });
});

test('five megabytes are not taken, and what was there stays', async ({ page }) => {
  await openMonaco(page);
  await type(page, app('kept'));
  await field(page).focus();
  await paste(page, `# ${'x'.repeat(5_000_000)}\n`);
  await expect(message(page)).toContainText('5.0 MB');
  expect(await contents(page)).toBe(app('kept'));
  await type(page, app('goes on'));
  await expect(message(page)).toHaveText('');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(rendered(page).getByText('goes on')).toBeVisible({ timeout: 30_000 });
});

test('an earlier version is found in the history, compared, restored, and the restoring undone', async ({ page }) => {
  await openMonaco(page);
  for (const words of ['version one', 'version two']) {
    await saveCode(page, app(words));
    await expect(rendered(page).getByText(words)).toBeVisible({ timeout: 30_000 });
  }
  await action(page, 'History app.py').click();
  const history = editor(page).getByRole('region', { name: 'History of app.py' });
  const versions = history.getByRole('list', { name: 'Versions' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText(
    /Just now.*Saved and started.*Restoring it brings 1 line, takes 1 line/s,
  );
  await expect(versions.last()).toContainText('The lesson’s own file');
  await expect(history.locator('.monaco-diff-editor')).toContainText('version one');
  await history.getByRole('button', { name: 'Restore' }).click();
  await expect(field(page)).toBeFocused();
  expect(await contents(page)).toBe(app('version one'));
  await page.keyboard.press('ControlOrMeta+z');
  expect(await contents(page)).toBe(app('version two'));

  await action(page, 'History app.py').click();
  await versions.last().getByRole('button').click();
  await history.getByRole('button', { name: 'Restore' }).click();
  expect(await contents(page)).toBe(START);
  await page.reload();
  await openMonaco(page);
  await action(page, 'History app.py').click();
  await expect(history.getByRole('listitem').first()).toContainText('Before another version came back');
  await expect(history).not.toContainText('ends with the tab');
});

test('where nothing can be kept, the history says that it ends with the tab', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await openMonaco(page);
  await saveCode(page, app('for now'));
  await expect(rendered(page).getByText('for now')).toBeVisible({ timeout: 30_000 });
  await saveCode(page, app('and now'));
  await expect(rendered(page).getByText('and now')).toBeVisible({ timeout: 30_000 });
  await action(page, 'History app.py').click();
  await expect(editor(page)).toContainText('this history ends with the tab');
  await expect(editor(page).getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2);
});

test('Tab leaves the editor by the key that its description names', async ({ page }) => {
  await openMonaco(page);
  await expect(field(page)).toHaveAccessibleDescription(/lets Tab leave the editor/);
  await field(page).focus();
  await page.keyboard.press('Tab');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(field(page)).not.toBeFocused();
});

test('who types while the code editor comes goes on typing in it', async ({ page }) => {
  const release = await holdScripts(page, 'MonacoEnvironment');
  await openLesson(page);
  const whole = await typeAcross(page, release, editor(page).locator('.monaco-editor').first());
  expect(await contents(page)).toBe(whole);
});

test('the code editor waits for a word that an input method is putting together', async ({ page, context }) => {
  const release = await holdScripts(page, 'MonacoEnvironment');
  await openLesson(page);
  await field(page).fill('');
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
  release();
  await page.waitForFunction(() => 'MonacoEnvironment' in globalThis);
  // Two frames later it would be there.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(editor(page).locator('.monaco-editor')).toHaveCount(0);
  await keyboard.send('Input.insertText', { text: '你好' });
  await expect(editor(page).locator('.monaco-editor').first()).toBeVisible();
  await page.keyboard.type('!');
  expect(await contents(page)).toBe('你好!');
});

test('a request that crashes marks the line it crashed in, until the code is mended', async ({ page }) => {
  await openMonaco(page);
  await saveCode(page, app('x').replace('"x"', '1 / 0'));
  await expect(editor(page).locator('.fault-line')).toHaveCount(1, { timeout: 30_000 });
  await expect(editor(page).locator('.fault-line-number')).toHaveText('8');
  await marks(page).first().hover({ force: true });
  await expect(page.getByRole('tooltip')).toContainText('ZeroDivisionError: division by zero');
  await saveCode(page, app('mended'));
  await expect(rendered(page).getByText('mended')).toBeVisible({ timeout: 30_000 });
  await expect(editor(page).locator('.fault-line')).toHaveCount(0);
});

test('without Monaco the plain field does everything, and nothing is lost', async ({ page, watch }) => {
  watch.allowConsoleError(/Failed to load resource/);
  await routeScripts(page, 'MonacoEnvironment', (route) => route.abort());
  await openLesson(page);
  await field(page).fill(app('typed before it was known'));
  await expect(editor(page).locator('[data-failure="editor-unavailable"]')).toBeVisible({ timeout: 30_000 });
  await expect(field(page)).toHaveValue(app('typed before it was known'));
  await field(page).focus();
  await paste(page, 'x'.repeat(5_000_000));
  await expect(message(page)).toContainText('5.0 MB');
  await field(page).fill(app('plain and well'));
  await page.keyboard.press('ControlOrMeta+s');
  await expect(rendered(page).getByText('plain and well')).toBeVisible({ timeout: 30_000 });
  await action(page, 'History app.py').click();
  await editor(page).getByRole('button', { name: 'The lesson’s own file' }).click();
  await editor(page).getByRole('button', { name: 'Restore' }).click();
  await expect(field(page)).toHaveValue(START);
});

test.describe('on a phone', () => {
  const { defaultBrowserType: _browser, ...phone } = devices['Pixel 7'];
  test.use(phone);

  test('the lighter editor edits, restarts the server, and shows the line that failed', async ({ page }) => {
    await openLesson(page);
    await page.getByRole('button', { name: 'Code' }).click();
    await expect(editor(page).locator('.cm-editor')).toBeVisible({ timeout: 30_000 });
    await expect(editor(page).locator('.monaco-editor')).toHaveCount(0);
    await expect(field(page)).toHaveAccessibleName('Editor: app.py');
    await expect(field(page)).toHaveAccessibleDescription(/Escape, then Tab leaves the editor/);
    await type(page, app('from a phone'));
    await workbench(page).getByRole('button', { name: 'Restart server' }).click();
    await waitUntilRunning(page);
    await page.getByRole('button', { name: 'Page' }).click();
    await expect(rendered(page).getByText('from a phone')).toBeVisible({ timeout: 30_000 });

    await page.getByRole('button', { name: 'Code' }).click();
    await type(page, `${app('x')}1 / 0\n`);
    await workbench(page).getByRole('button', { name: 'Restart server' }).click();
    await expect(editor(page).locator('.cm-line.fault-line')).toHaveText('1 / 0', { timeout: 30_000 });
    await page.getByRole('button', { name: 'Page' }).click();
    await page.getByRole('button', { name: /^Go to app\.py, line/ }).click();
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(field(page)).toContainText('from a phone');

    await page.keyboard.press('Tab');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(field(page)).not.toBeFocused();
  });

  test('who types while the lighter editor comes goes on typing in it', async ({ page }) => {
    const release = await holdScripts(page, 'cm-scroller');
    await openLesson(page);
    await page.getByRole('button', { name: 'Code' }).click();
    const whole = await typeAcross(page, release, editor(page).locator('.cm-editor'));
    await expect(editor(page).locator('.cm-line').first()).toHaveText(whole.split('\n')[0] ?? '');
  });

  test('the lighter editor comes while its pane is not shown, and has what was typed', async ({ page }) => {
    const release = await holdScripts(page, 'cm-scroller');
    const light = page.locator('.cm-editor');
    await openLesson(page);
    await page.getByRole('button', { name: 'Code' }).click();
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('#mine');
    await page.getByRole('button', { name: 'Page' }).click();
    release();
    await expect(light).toBeAttached({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Code' }).click();
    await expect(light.locator('.cm-line').first()).toHaveText(/^#mine/);
    // Whoever comes back begins in the lesson, with a place in the code that was kept.
    await page.reload();
    await waitUntilRunning(page);
    await expect(light).toBeAttached({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Code' }).click();
    await expect(light.locator('.cm-line').first()).toHaveText(/^#mine/);
  });

  const FAULTS: Record<string, () => void> = {
    'breaks while it is made': () => {
      window.ResizeObserver = class extends ResizeObserver {
        override observe(target: Element, options?: ResizeObserverOptions): void {
          if (target.classList.contains('cm-scroller')) throw new Error('a fault in the editor');
          super.observe(target, options);
        }
      };
    },
    'breaks while it shows the file': () => {
      Object.defineProperty(HTMLDivElement.prototype, 'setAttribute', {
        value(this: HTMLDivElement, name: string, value: string) {
          if (name === 'aria-label' && this.classList.contains('cm-content')) throw new Error('a fault in the editor');
          Element.prototype.setAttribute.call(this, name, value);
        },
      });
    },
  };
  for (const [what, breakIt] of Object.entries(FAULTS)) {
    test(`an editor that ${what} leaves the plain field, with what was typed`, async ({ page }) => {
      await page.addInitScript(breakIt);
      const release = await holdScripts(page, 'cm-scroller');
      await openLesson(page);
      await page.getByRole('button', { name: 'Code' }).click();
      await field(page).focus();
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.type('#mine');
      release();
      await expect(failureNotice(page, 'editor-unavailable')).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.cm-editor')).toHaveCount(0);
      await expect(field(page)).toHaveValue(/^#mine/);
      await expect(field(page)).toBeFocused();
      await page.keyboard.type('-more');
      await expect(field(page)).toHaveValue(/^#mine-more/);
    });
  }

  test('its state and the editor’s stay in step: another name, five megabytes, the lesson’s own file', async ({
    page,
  }) => {
    await openLesson(page);
    await page.getByRole('button', { name: 'Code' }).click();
    await expect(editor(page).locator('.cm-editor')).toBeVisible({ timeout: 30_000 });
    await type(page, app('mine'));
    await action(page, 'Rename app.py').click();
    await editor(page).getByLabel('New name of app.py').fill('wsgi.py');
    await page.keyboard.press('Enter');
    await expect(field(page)).toHaveAccessibleName('Editor: wsgi.py');
    await field(page).focus();
    await paste(page, 'x'.repeat(5_000_000));
    await expect(message(page)).toContainText('5.0 MB');
    await expect(field(page)).toContainText('return "mine"');
    await action(page, 'History wsgi.py').click();
    await editor(page).getByRole('button', { name: 'The lesson’s own file' }).click();
    await editor(page).getByRole('button', { name: 'Restore' }).click();
    await expect(field(page)).toContainText('Harbour Street Library');
    await expect(field(page)).not.toContainText('return "mine"');
  });

  test('the solution is shown as what it would change; one file is applied, and that is undone', async ({ page }) => {
    await openLesson(page);
    const show = (pane: string): Promise<void> =>
      page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
    await show('Code');
    await expect(editor(page).locator('.cm-editor')).toBeVisible({ timeout: 30_000 });
    await type(page, app('mine'));
    await show('Tests');
    await page.getByRole('button', { name: 'Show solution' }).click();
    await expect(editor(page)).toContainText('app.py: what Apply would change. Nothing is changed yet.');
    const changes = editor(page).locator('pre');
    await expect(changes).toContainText('− return "mine"');
    await expect(changes).toContainText('+ @app.errorhandler(404)');
    await action(page, 'Apply this file').click();
    await expect(field(page)).toContainText('Harbour Street Library');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(field(page)).toContainText('return "mine"');
    await expect(field(page)).not.toContainText('Harbour Street Library');
  });
});
