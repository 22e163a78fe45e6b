/**
 * Promise: the course is whole for other eyes, hands and ears: magnified, in forced colours, without motion, by touch and by
 * voice. By keyboard alone: a lesson in workbench.spec.ts, a myth in myths.spec.ts, a review in review.spec.ts.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/practice';
import { expect, test } from './support/test';
import { openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const PAGES = [
  '/',
  '/learn/first-handlers',
  '/myths',
  '/pitfalls',
  '/review',
  '/playground',
  '/cheatsheet',
  '/progress',
  '/finish',
  '/about',
  '/no-such-page',
];

// Whole rounds through the course, and lessons from their start to their tests.
test.setTimeout(180_000);

/** With a page for an address that is none. Where there is a workbench, all of it is there: server and editor come late. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  if ((await workbench(page).count()) === 0) return;
  await waitUntilRunning(page);
  await expect(page.locator('.monaco-editor, .cm-editor').first()).toBeAttached();
}

/** Controls that stand outside of the window sideways, and in nothing that scrolls. */
const outOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      ((/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth) ||
        scrolls(element.parentElement));
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element);
      })
      .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 60)}`);
  });

// What a window of 1440 × 900 comes to, and one of 1280 × 1024 at the width that WCAG 1.4.10 names.
for (const [percent, viewport] of [
  [200, { width: 720, height: 450 }],
  [400, { width: 360, height: 225 }],
  [400, { width: 320, height: 256 }],
] as const)
  test.describe(`at ${String(percent)} %, ${String(viewport.width)} pixels wide`, () => {
    test.use({ viewport });

    test('every page is read and used without scrolling sideways', async ({ page, watch }) => {
      watch.allowConsoleError(/status of 404/);
      for (const path of PAGES) {
        await open(page, path);
        await test.step(path, async () => {
          await expectNoSidewaysScroll(page);
          expect(await outOfReach(page), path).toEqual([]);
        });
      }
    });

    test('the workbench does its work', async ({ page }) => {
      await openLesson(page);
      const panes = page.getByRole('navigation', { name: 'Panes' });
      await panes.getByRole('button', { name: 'Page' }).click();
      await page.getByRole('textbox', { name: 'Address' }).fill('/crash');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      const heading = rendered(page).getByRole('heading', { name: 'Internal Server Error' });
      await expect(heading).toBeVisible();
      await heading.scrollIntoViewIfNeeded();
      await expect(heading).toBeInViewport();
      for (const pane of ['Code', 'Network', 'Logs', 'Tests', 'X-ray']) {
        await panes.getByRole('button', { name: pane }).click();
        await expectNoSidewaysScroll(page);
        expect(await outOfReach(page), pane).toEqual([]);
      }
      await panes.getByRole('button', { name: 'Logs' }).click();
      const record = page.getByRole('log', { name: 'Server log' }).getByText('ConnectionError').first();
      await record.scrollIntoViewIfNeeded();
      await expect(record).toBeInViewport();
    });
  });

/** In every frame that is drawn: what moves, with a duration that an eye would see. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { seenMotion: seen });
    const look = (): void => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation;
        if (animation.playState !== 'running' || Number(effect?.getComputedTiming().duration) <= 1) continue;
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        const name = animation instanceof CSSAnimation ? animation.animationName : 'transition';
        if (target && !target.closest('.monaco-editor')) seen.add(`${name} of ${target.className || target.tagName}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () => page.evaluate(() => [...(window as unknown as { seenMotion: Set<string> }).seenMotion]);
}

for (const [motion, moves] of [
  ['reduce', false],
  ['no-preference', true],
] as const)
  test(`where the reader ${moves ? 'allows motion, something moves' : 'wants no motion, nothing moves'}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: motion });
    const seen = await watchMotion(page);
    await openLesson(page);
    await send(page, '/crash');
    await page.getByRole('tab', { name: /^X-ray/ }).click();
    await page.getByRole('tab', { name: /^Network/ }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).hover();
    await page
      .getByRole('link', { name: /Review/ })
      .first()
      .hover();
    await page.mouse.wheel(0, 900);
    await saveCode(page, 'def (\n');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'failed');
    if (moves) expect(await seen()).not.toEqual([]);
    else expect(await seen()).toEqual([]);
  });

for (const [name, viewport] of [
  ['a laptop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test.describe(`in either theme, on ${name}`, () => {
    test.use({ viewport });

    test('axe finds nothing, on any page', async ({ page, watch }) => {
      watch.allowConsoleError(/status of 404/);
      for (const path of PAGES) {
        await open(page, path);
        await test.step(path, () => expectAccessible(page));
      }
    });
  });

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('axe finds nothing, on any page', async ({ page, watch }) => {
    watch.allowConsoleError(/status of 404/);
    for (const path of PAGES) {
      await open(page, path);
      // Contrast is the reader's own choice here, and axe measures our colours.
      const { violations } = await new AxeBuilder({ page })
        .exclude('iframe')
        .disableRules(['color-contrast'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`),
        path,
      ).toEqual([]);
    }
  });

  test('whatever has the focus shows it', async ({ page, watch }) => {
    watch.allowConsoleError(/status of 404/);
    for (const path of PAGES) {
      await open(page, path);
      const unseen = new Set<string>();
      for (let presses = 0; presses < 50; presses += 1) {
        await page.keyboard.press('Tab');
        const silent = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body || element instanceof HTMLIFrameElement) return null;
          const shows = (style: CSSStyleDeclaration): boolean =>
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
          // A radio's look may be its label's.
          const drawn = [element, element.closest('label, .monaco-editor'), element.parentElement].filter(
            (one) => one !== null,
          );
          return drawn.some((one) => shows(getComputedStyle(one)))
            ? null
            : `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`;
        });
        if (silent !== null) unseen.add(silent);
        // The editor keeps Tab until it is asked to let go.
        if (await page.locator('.monaco-editor textarea:focus').count()) await page.keyboard.press('Control+m');
      }
      expect([...unseen], path).toEqual([]);
    }
  });

  test('what is chosen differs by more than its colour', async ({ page }) => {
    await openLesson(page);
    const look = (name: RegExp) =>
      page.getByRole('tab', { name }).evaluate((tab) => {
        const { borderBottomWidth, borderBottomColor, outlineStyle, outlineColor, textDecorationLine } =
          getComputedStyle(tab);
        return [borderBottomWidth, borderBottomColor, outlineStyle, outlineColor, textDecorationLine].join(' ');
      });
    expect(await look(/^Network/)).not.toBe(await look(/^Page/));
    // Status by number and shape.
    await send(page, '/crash');
    await page.getByRole('tab', { name: /^Network/ }).click();
    const chip = page
      .getByRole('table', { name: 'Requests' })
      .locator('.chip[data-status-kind="server-error"]')
      .first();
    await expect(chip).toHaveText('500');
    await expect(chip.locator('svg')).toBeVisible();
  });
});

for (const [name, viewport] of [
  ['a laptop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    test('every target is large enough, or has room around it (WCAG 2.5.8)', async ({ page, watch }) => {
      watch.allowConsoleError(/status of 404/);
      for (const path of PAGES) {
        await open(page, path);
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').withRules(['target-size']).analyze();
        expect(
          violations.flatMap(({ nodes }) => nodes.map(({ target }) => String(target))),
          path,
        ).toEqual([]);
      }
    });
  });

/** What a screen reader would be told from now on, in order: texts of live regions as they change. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
    const spoken = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return '';
      return node.checkVisibility() ? [...node.childNodes].map(spoken).join('') : '';
    };
    const last = new WeakMap<Element, string>();
    for (const region of document.querySelectorAll(LIVE)) last.set(region, spoken(region));
    new MutationObserver((changes) => {
      const regions = changes.map(({ target }) => (target instanceof Element ? target : target.parentElement));
      for (const region of new Set(regions.map((element) => element?.closest(LIVE)))) {
        if (!region) continue;
        const words = spoken(region).trim();
        if (words === '' || words === last.get(region)) continue;
        last.set(region, words);
        said.push(words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

test('the server’s state, the tests’ results and new log records are said, and not one by one', async ({ page }) => {
  await openLesson(page);
  const said = await listen(page);
  await page.getByRole('button', { name: /^Compose/ }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('/crash');
  await page.getByRole('button', { name: 'Send 20' }).click();
  await expect.poll(said).toContainEqual(expect.stringMatching(/^\d+ new in the log, \d+ errors?$/));
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('button', { name: 'Run tests' }).click();
  await expect.poll(said, { timeout: 60_000 }).toContainEqual(expect.stringMatching(/of 4 goals reached/));
  await saveCode(page, 'def (\n');
  await expect.poll(said).toContainEqual(expect.stringMatching(/Crashed|SyntaxError|syntax/));
  await saveCode(page, 'from flask import Flask\napp = Flask(__name__)\n');
  await waitUntilRunning(page);
  await expect.poll(said).toContainEqual(expect.stringMatching(/^Running/));
  // Twenty tracebacks and sixty lines in a few sentences.
  const news = (await said()).filter((words) => words.includes('new in the log'));
  expect(news.length).toBeLessThan(12);
});

test('the editor’s screen-reader mode hands over the whole file, and is remembered', async ({ page }) => {
  const long = `${Array.from({ length: 120 }, (_, line) => `# line ${String(line)}`).join('\n')}\n# the end\n`;
  await openLesson(page);
  await saveCode(page, long);
  const field = page.getByRole('textbox', { name: /^Editor: app\.py/ });
  const toTop = async (): Promise<void> => {
    await field.focus();
    await page.keyboard.press('ControlOrMeta+Home');
  };
  await toTop();
  await expect(field).toHaveValue(/# line 0\b/);
  await expect(field).not.toHaveValue(/# the end/);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('checkbox', { name: 'Screen-reader mode in the editor' }).check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await toTop();
  await expect(field).toHaveValue(/# the end/);
  await page.reload();
  await expect(page.locator('.bench-editor .monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await toTop();
  await expect(field).toHaveValue(/# the end/);
});
