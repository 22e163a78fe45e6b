/**
 * Promise: somebody's code stays where it is put, whichever door it tries. Each test holds one guard, and fails without it; what is
 * guarded against is in docs/security.md. e2e/escape.spec.ts has storage, DOM and network.
 */
import type { Page } from '@playwright/test';
import { expect } from './support/test';
import { test } from './support/own-site';
import { failureNotice, openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const REFUSED = /Content Security Policy|sandbox|blocked|Failed to|SecurityError|ERR_|refused|not allowed/i;

/** A page of the learner's app that runs `script` and writes what it answers, as JSON, into #found. */
const app = (script: string): string => `from flask import Flask

app = Flask(__name__)
PAGE = """<!doctype html><title>Probe</title><pre id="found">trying</pre><script>
const tried = async (reach) => { try { return 'reached ' + String(await reach()); } catch (error) { return 'refused: ' + error.name; } };
(async () => { const found = {}; ${script}
document.getElementById('found').textContent = JSON.stringify(found); })();
</script>"""


@app.get("/")
def index():
    return PAGE
`;

async function probe(page: Page, script: string): Promise<Record<string, string>> {
  await saveCode(page, app(script));
  await waitUntilRunning(page);
  await send(page, '/');
  const found = rendered(page).locator('#found');
  await expect(found).toContainText('{', { timeout: 20_000 });
  return JSON.parse(await found.innerText()) as Record<string, string>;
}

const DOORS = `
found.origin = String(self.origin);
found.parent = await tried(() => parent.document.title);
found.storage = await tried(() => localStorage.length);
found.cookie = await tried(() => document.cookie);
found.worker = await tried(() => navigator.serviceWorker.register('/sw.js'));
found.caches = await tried(() => caches.keys());
// Outside the document, where the preview's own script does not see the click.
const click = (target) => { const a = document.createElement('a'); a.href = 'https://elsewhere.example/'; a.target = target; a.rel = 'opener'; a.click(); return 'clicked'; };
found.popup = await tried(() => click('_blank'));
found.top = await tried(() => { top.location.href = '/about'; return 'left'; });
found.topByLink = await tried(() => click('_top'));
found.frame = await tried(() => new Promise((resolve, reject) => { const f = document.createElement('iframe'); f.src = '/about'; f.onload = () => { try { resolve(f.contentDocument.title || reject(new Error('empty'))); } catch (error) { reject(error); } }; document.body.append(f); setTimeout(() => reject(new Error('late')), 1500); }));
found.rtc = await tried(() => new RTCPeerConnection());
`;

for (const kept of [false, true]) {
  test.describe(kept ? 'frames that a service worker answers' : 'frames from the network', () => {
    test.use({ serviceWorkers: kept ? 'allow' : 'block' });

    test('the rendered page reaches nothing of the course, opens nothing, and leads nowhere', async ({
      page,
      watch,
    }) => {
      watch.allowConsoleError(REFUSED);
      watch.allowPageError(REFUSED);
      watch.allowRequest(/^https:\/\/elsewhere\.example/);
      if (kept) test.setTimeout(180_000);
      await page.goto('learn/first-handlers');
      await waitUntilRunning(page);
      if (kept) {
        await expect(page.getByRole('link', { name: 'Ready offline' })).toBeVisible({ timeout: 120_000 });
        await page.reload();
        await waitUntilRunning(page);
        // Or this would be the other test.
        expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
        await expect(page.locator('iframe[title="Page"]')).toHaveAttribute('sandbox', /allow-same-origin/);
      }
      const before = page.context().pages().length;
      const found = await probe(page, DOORS);
      expect(found.origin).toBe('null');
      // Clicks are not told that they were refused: no window is there, and the course's page is where it was.
      expect([found.popup, found.topByLink]).toEqual(['reached clicked', 'reached clicked']);
      for (const door of ['parent', 'storage', 'cookie', 'worker', 'caches', 'top', 'frame', 'rtc'])
        expect(found[door], door).toMatch(/^refused/);
      expect(page.context().pages().length).toBe(before);
      await expect(page).toHaveURL(/\/learn\/first-handlers$/);
      await expect(workbench(page)).toBeVisible();
    });
  });
}

const FORGED_LOADS = 3;
const FORGED_WORDS = 20;

/** Its first pages say what a fresh preview document and one that is not opaque say, again and again, and at odd times. */
const FORGING_PAGE = `from flask import Flask

app = Flask(__name__)
loads = 0
FORGER = """<!doctype html><title>Forger</title><p>This page forges.</p><script>
const poisoned = JSON.parse('{"__proto__": {"polluted": "yes"}, "type": "graceful-preview-ready"}');
const words = ['graceful-preview-ready', 'graceful-not-opaque', poisoned, ['graceful-preview-ready'], null, 7];
const forge = () => { for (let n = 0; n < ${String(FORGED_WORDS)}; n += 1) for (const word of words) parent.postMessage(word, '*'); };
addEventListener('load', forge);
addEventListener('pagehide', forge);
setTimeout(forge);
forge();
</script>"""


@app.get("/")
def index():
    global loads
    loads += 1
    return FORGER if loads <= ${String(FORGED_LOADS)} else "<p>This is a quiet page.</p>"


@app.get("/count")
def count():
    return f"<pre id='count'>{loads}</pre>"
`;

/** Speaks to the frame that made its worker, and, over the port of its own interpreter, to the page. */
const FORGING_PYTHON = `import js
from flask import Flask
from pyodide.ffi import create_proxy

app = Flask(__name__)
post = js.MessagePort.prototype.postMessage
ANSWERS = [
    '{"type": "requested", "id": "another", "refused": null, "__proto__": {"polluted": "yes"}}',
    '{"type": "tested", "id": "another", "report": "{}", "refused": null}',
    '{"type": "booted", "snapshotRejected": null, "bootMs": 1}',
]


def say_first(*messages):
    """Before whatever the interpreter says next."""

    def forge(port, *more):
        js.MessagePort.prototype.postMessage = post
        for message in messages:
            port.postMessage(js.JSON.parse(message))
        port.postMessage(*more)

    js.MessagePort.prototype.postMessage = create_proxy(forge, capture_this=True)


@app.get("/")
def index():
    return "still good"


@app.get("/to-the-frame")
def to_the_frame():
    for message in ['{"type": "not-opaque"}', '{"type": "worker-error", "id": 1, "message": "forged"}', '"graceful-not-opaque"', *ANSWERS]:
        js.postMessage(js.JSON.parse(message))
    return "said to the frame"


@app.get("/other-answers")
def other_answers():
    say_first(*ANSWERS)
    return "said to the page"


@app.get("/nonsense")
def nonsense():
    say_first('{"type": "requested", "id": 7, "__proto__": {"polluted": "yes"}}')
    return "never seen"
`;

test.describe('without workers', () => {
  test.use({ serviceWorkers: 'block' });

  test('a frame’s document that is not in an opaque origin shows nothing and runs nothing', async ({ page }) => {
    await page.goto('about');
    for (const path of ['preview.html', 'runtime/sandbox.html']) {
      const said = await page.evaluate(
        (src) =>
          new Promise<unknown[]>((resolve) => {
            const heard: unknown[] = [];
            const frame = document.createElement('iframe');
            addEventListener('message', ({ data, source }) => {
              if (source !== frame.contentWindow) return;
              heard.push(data);
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = (event) => heard.push(event.data);
              // As the workbench would go on, if it were fooled.
              frame.contentWindow?.postMessage('graceful-preview-connect', '*', [port2]);
              port1.postMessage({
                type: 'show',
                html: '<script>parent.postMessage("ran", "*")</script>',
                url: 'http://localhost:5000/',
              });
              frame.contentWindow?.postMessage({ type: 'spawn', id: 1, tier: 'server' }, '*');
              // A second document would be heard after whatever the first has to say.
              const marker = document.createElement('iframe');
              marker.src = 'icons/icon-192.png';
              marker.onload = () => resolve(heard);
              document.body.append(marker);
            });
            frame.src = src;
            document.body.append(frame);
          }),
        path,
      );
      expect(said, path).toEqual([path.startsWith('preview') ? 'graceful-not-opaque' : { type: 'not-opaque' }]);
    }
  });

  test('a message that no page of ours sends changes nothing, and no prototype', async ({ page, watch }) => {
    watch.allowConsoleError(REFUSED);
    await page.goto('learn/first-handlers');
    await waitUntilRunning(page);
    const found = await probe(
      page,
      `
      // Forged words to the workbench, as if from its own frames.
      for (const data of ['graceful-preview-ready', 'graceful-not-opaque', { type: 'ready' }, { type: 'not-opaque' }, { type: 'worker-error', id: 1, message: 'forged' },
        { type: 'show', html: '<h1>forged</h1>', url: 'x' }, JSON.parse('{"__proto__":{"polluted":"yes"},"type":"title","title":"x"}')])
        if (data !== 'graceful-not-opaque' && data !== 'graceful-preview-ready') parent.postMessage(data, '*');
      found.sent = 'yes';
      `,
    );
    expect(found.sent).toBe('yes');
    await send(page, '/');
    await expect(rendered(page).locator('#found')).toContainText('sent');
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'running');
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    await expect(workbench(page).locator('.bench-notice')).toHaveCount(0);
    await expect(rendered(page).getByRole('heading', { name: 'forged' })).toHaveCount(0);
  });

  test('a rendered page that speaks as our own frame does gets itself loaded again, and nothing more', async ({
    page,
    watch,
  }) => {
    watch.allowConsoleError(REFUSED);
    await page.goto('learn/first-handlers');
    await waitUntilRunning(page);
    await saveCode(page, FORGING_PAGE);
    await waitUntilRunning(page);
    await send(page, '/');
    // Each word is at most one more load; the forger stops after its third page.
    await expect(rendered(page).getByText('This is a quiet page.')).toBeVisible();
    await send(page, '/count');
    const loads = Number((await rendered(page).locator('#count').innerText()).trim());
    expect(loads).toBeGreaterThan(FORGED_LOADS);
    expect(loads).toBeLessThan(FORGED_LOADS + 2 * FORGED_WORDS * FORGED_LOADS);
    await expect(page.locator('iframe[title="Page"]')).toHaveAttribute(
      'sandbox',
      'allow-scripts allow-forms allow-modals',
    );
    await expect(page.locator('iframe[title="Page"]')).toHaveCount(1);
    await expect(workbench(page)).toHaveAttribute('data-server-state', 'running');
    await expect(workbench(page).locator('.bench-notice')).toHaveCount(0);
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    await expect(page).toHaveURL(/\/learn\/first-handlers$/);
  });

  test('Python that speaks to the frame is not heard, and to the page ends its own process', async ({
    page,
    watch,
  }) => {
    watch.allowConsoleError(REFUSED);
    await openLesson(page);
    await saveCode(page, FORGING_PYTHON);
    await waitUntilRunning(page);
    await send(page, '/to-the-frame');
    await expect(rendered(page).getByText('said to the frame')).toBeVisible();
    await send(page, '/');
    await expect(rendered(page).getByText('still good')).toBeVisible();
    await expect(workbench(page).locator('.bench-notice')).toHaveCount(0);

    await send(page, '/other-answers');
    await expect(rendered(page).getByText('said to the page')).toBeVisible();
    await send(page, '/');
    await expect(rendered(page).getByText('still good')).toBeVisible();

    await send(page, '/nonsense');
    await expect(failureNotice(page, 'interpreter-crashed')).toContainText('a message that makes no sense');
    await waitUntilRunning(page);
    await send(page, '/');
    await expect(rendered(page).getByText('still good')).toBeVisible();
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });

  test('code as a string does not run in the course’s own pages', async ({ page, watch }) => {
    watch.allowConsoleError(/Content Security Policy/);
    await page.goto('about');
    const outcome = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          // In a task of its own: what a debugger evaluates may evaluate.
          setTimeout(() => {
            try {
              // eslint-disable-next-line @typescript-eslint/no-implied-eval -- whether the policy refuses it is the question
              new Function('return 1');
              resolve('ran');
            } catch (error) {
              resolve(error instanceof Error ? error.name : 'other');
            }
          });
        }),
    );
    expect(outcome).toBe('EvalError');
    const byHandler = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const image = document.createElement('div');
          image.innerHTML = '<img src="data:," onerror="document.title=1">';
          document.body.append(image);
          image.querySelector('img')?.addEventListener('error', () => resolve(document.title === '1'));
        }),
    );
    expect(byHandler).toBe(false);
  });

  test('what a learner names or writes is text in the workbench, never HTML', async ({ page, watch }) => {
    // The parsed answer's own handler, which the page's policy keeps from running.
    watch.allowConsoleError(/500|inline event handler/);
    await openLesson(page);
    const nasty = '<img src=x onerror="document.title=1">';
    await saveCode(
      page,
      `from flask import Flask, make_response
app = Flask(__name__)

@app.get("/")
def index():
    app.logger.error('${nasty}')
    answer = make_response('${nasty}', 500)
    answer.headers["X-Nasty"] = '${nasty}'
    return answer
`,
    );
    await waitUntilRunning(page);
    await send(page, '/');
    await page.getByRole('tab', { name: /^Logs/ }).click();
    await expect(page.getByRole('log', { name: 'Server log' }).getByText(nasty).first()).toBeVisible();
    await page.getByRole('tab', { name: /^Network/ }).click();
    await page.getByRole('table', { name: 'Requests' }).getByRole('row').last().click();
    await expect(page.getByText(nasty).first()).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });
});
