/** The Page as a small browser: links, forms, files, scripts, sessions, redirects, the debugger; and two tabs on one draft. */
import { type Page } from '@playwright/test';
import { expect, test } from './support/test';
import { clickIn, openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const SITE = `from flask import Flask, flash, get_flashed_messages, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = "for this test"

PAGE = """<!doctype html><title>Front page</title><link rel=stylesheet href=/site.css>
<h1>Visits: {visits}</h1><p class=flashes>{flashes}</p><img src=/dot.svg alt="a dot" width=9>
<a href="/second?from=link">second</a>
<form method=get action=/second><input name=word aria-label=word><button>Find</button></form>
<form method=post action=/upload enctype=multipart/form-data>
<input type=file name=paper aria-label=paper><input name=note aria-label=note><button>Upload</button></form>
<button onclick="load()">Fetch</button><button onclick="old()">XHR</button><output></output><span id=late></span>
<script src=/site.js></script>"""


@app.get("/")
def index():
    session["visits"] = session.get("visits", 0) + 1
    return PAGE.format(visits=session["visits"], flashes=" ".join(get_flashed_messages()))


@app.get("/second")
def second():
    return f"<title>Second</title><h1>second {request.args}</h1><a href=/>home</a>"


@app.post("/upload")
def upload():
    paper = request.files["paper"]
    flash(f"{paper.filename}: {paper.read().decode()} ({request.form['note']})")
    return redirect(url_for("index"))


@app.post("/api")
def api():
    return {"got": request.get_json()}, 201


@app.get("/site.css")
def css():
    return "h1 { color: rgb(1, 2, 3) }", {"Content-Type": "text/css"}


@app.get("/dot.svg")
def dot():
    return "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='4'/></svg>", {
        "Content-Type": "image/svg+xml"
    }


@app.get("/site.js")
def js():
    return """
const say = (text) => document.querySelector("output").textContent = text;
async function load() {
  const answer = await fetch("/api", {method: "POST", headers: {"Content-Type": "application/json"}, body: '{"a": 1}'});
  say(answer.status + JSON.stringify(await answer.json()));
}
const late = new Image();
late.alt = "a late dot";
late.src = "/dot.svg";
document.getElementById("late").append(late);
function old() {
  const request = new XMLHttpRequest();
  request.open("GET", "/second");
  request.onload = () => say("xhr " + request.status);
  request.send();
}
""", {"Content-Type": "text/javascript"}


@app.get("/crash")
def crash():
    return {}["missing"]
`;

/** Chromium says so of handlers in a document that is only read, which is where pages are made ready. */
const ONLY_READ = /Executing inline event handler violates/;

test('links, forms, uploads, sessions, scripts, styles and pictures work as in a browser', async ({ page, watch }) => {
  watch.allowConsoleError(ONLY_READ);
  await openLesson(page);
  await saveCode(page, SITE);
  const shown = rendered(page);
  const heading = shown.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Visits: 1');
  await expect(heading).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(shown.getByRole('img', { name: 'a dot' })).toHaveJSProperty('naturalWidth', 9);

  await expect(shown.getByRole('img', { name: 'a late dot' })).toHaveJSProperty('naturalWidth', 9);

  await clickIn(page, 'link', 'second');
  await expect(heading).toContainText('from');
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('http://localhost:5000/second?from=link');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(heading).toHaveText('Visits: 2');
  await page.getByRole('button', { name: 'Forward' }).click();
  await expect(heading).toContainText('from');
  await clickIn(page, 'link', 'home');

  await shown.getByRole('textbox', { name: 'word' }).fill('ä b');
  await clickIn(page, 'button', 'Find');
  await expect(heading).toContainText('ä b');
  await clickIn(page, 'link', 'home');

  await shown
    .getByLabel('paper')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('in the file') });
  await shown.getByRole('textbox', { name: 'note' }).fill('from the form');
  await clickIn(page, 'button', 'Upload');
  await expect(shown.getByText('note.txt: in the file (from the form)')).toBeVisible();
  await expect(workbench(page).getByText('Redirected:')).toBeVisible();

  await clickIn(page, 'button', 'Fetch');
  await expect(shown.getByRole('status')).toHaveText('201{"got":{"a":1}}');
  await clickIn(page, 'button', 'XHR');
  await expect(shown.getByRole('status')).toHaveText('xhr 200');
});

const SHOP = `from flask import Flask, request

app = Flask(__name__)
orders = []


@app.get("/")
def shop():
    return "<h1>Shop</h1><form method=post action=/order><input name=book value=seven><button>Order</button></form>"


@app.post("/order")
def order():
    orders.append(request.form["book"])
    return f"<h1>Order {len(orders)}: {orders[-1]}</h1>"
`;

test('a form that was sent is not sent again unasked, and leaves what is typed next a GET', async ({ page }) => {
  await openLesson(page);
  await saveCode(page, SHOP);
  const heading = rendered(page).getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Shop');
  await clickIn(page, 'button', 'Order');
  await expect(heading).toHaveText('Order 1: seven');
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('GET');
  await expect(page.getByRole('button', { name: 'Compose', exact: true })).toBeVisible();

  const reload = page.getByRole('button', { name: 'Reload', exact: true });
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(heading).toHaveText('Shop');
  await page.getByRole('button', { name: 'Forward' }).click();
  await expect(workbench(page).getByText('The POST was not sent again')).toBeVisible();
  await expect(heading).toHaveText('Order 1: seven');
  await reload.click();
  await expect(workbench(page).getByText('Reload would send the POST again.')).toBeVisible();
  await expect(heading).toHaveText('Order 1: seven');
  await workbench(page).getByRole('button', { name: 'Send again' }).click();
  await expect(heading).toHaveText('Order 2: seven');
  await expect(reload).toBeFocused();
  await expect(workbench(page).getByText('Reload would send the POST again.')).toBeHidden();

  await send(page, '/');
  await expect(heading).toHaveText('Shop');
});

test('in debug mode a crash shows Werkzeug’s debugger, in production it does not', async ({ page, watch }) => {
  watch.allowConsoleError(ONLY_READ);
  await openLesson(page);
  await saveCode(page, SITE);
  await expect(rendered(page).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
  await send(page, '/crash');
  await expect(rendered(page).getByRole('heading', { name: 'Internal Server Error' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Run mode' }).selectOption('debug');
  await expect(rendered(page).getByRole('heading', { name: 'KeyError' })).toBeVisible({ timeout: 30_000 });
  await expect(rendered(page).getByText('return {}["missing"]').first()).toBeVisible();
});

/** What is typed is kept from here on: a second tab that boots meanwhile makes opening the storage slow. */
async function storageIsOpen(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('storage:copied').length > 0);
}

/** Puts `text` in the place of the whole file. The server goes on with what it has. */
async function type(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('region', { name: 'Editor' });
  await expect(editor.locator('.monaco-editor').first()).toBeVisible({ timeout: 30_000 });
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('two tabs on one draft: the other one says so, and neither loses what was typed', async ({
  page,
  context,
  watch,
}) => {
  watch.allowConsoleError(ONLY_READ);
  await openLesson(page);
  await storageIsOpen(page);
  const other = await context.newPage();
  await openLesson(other);
  await saveCode(other, SITE);
  await expect(rendered(other).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
  const notice = workbench(page).locator('.bench-notice', { hasText: 'changed in another tab' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Show it here' }).click();
  await expect(rendered(page).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rendered(page).getByRole('heading', { name: 'On the shelves' })).toBeVisible();
});

for (const [choice, lost] of [
  ['Show it here', 'first tab'],
  ['Keep what is here', 'second tab'],
] as const) {
  test(`two tabs that have both typed: after “${choice}” the other text is in the history`, async ({
    page,
    context,
  }) => {
    const app = (words: string): string =>
      `from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef home():\n    return "${words}"\n`;
    const noticeIn = (tab: Page) => workbench(tab).locator('.bench-notice', { hasText: 'changed in another tab' });
    await openLesson(page);
    await storageIsOpen(page);
    const other = await context.newPage();
    await openLesson(other);
    await type(page, app('begun in the first tab'));
    await expect(noticeIn(other)).toBeVisible();
    await type(other, app('typed in the second tab'));
    await expect(noticeIn(page)).toBeVisible();
    // What the second tab has kept is overwritten by this.
    await type(page, app('typed in the first tab'));
    await noticeIn(page).getByRole('button', { name: choice }).click();
    await expect(noticeIn(page)).toBeHidden();
    await other.close();

    const editor = page.getByRole('region', { name: 'Editor' });
    await editor.getByRole('button', { name: 'History app.py' }).click();
    const history = editor.getByRole('region', { name: 'History of app.py' });
    await expect(history.locator('.monaco-diff-editor')).toContainText(`typed in the ${lost}`);
    await history.getByRole('button', { name: 'Restore' }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(rendered(page).getByText(`typed in the ${lost}`)).toBeVisible();
  });
}

test('what was typed just before the tab is killed is there again', async ({ page, context, watch }) => {
  watch.allowConsoleError(ONLY_READ);
  await openLesson(page);
  const killer = await context.newCDPSession(page);
  const killed = page.waitForEvent('crash');
  await type(page, SITE);
  // Its answer never comes: who would send it is dead.
  void killer.send('Page.crash').catch(() => undefined);
  await killed;
  const again = await context.newPage();
  await again.goto('/learn/first-handlers');
  await waitUntilRunning(again);
  await expect(rendered(again).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
});

test('what was typed just before the tab is closed is there again', async ({ page, context, watch }) => {
  watch.allowConsoleError(ONLY_READ);
  await openLesson(page);
  await type(page, SITE);
  await page.close({ runBeforeUnload: true });
  const again = await context.newPage();
  await again.goto('/learn/first-handlers');
  await waitUntilRunning(again);
  await expect(rendered(again).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
});

test('storage that fills up mid-save is said, and what was typed is kept once there is room', async ({
  page,
  watch,
}) => {
  watch.allowConsoleError(ONLY_READ);
  await page.addInitScript(() => {
    // Called with its own store as `this`, below.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (document.documentElement.dataset.full === 'yes') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await openLesson(page);
  // One that is full before that is another failure.
  await storageIsOpen(page);
  await page.evaluate(() => (document.documentElement.dataset.full = 'yes'));
  await saveCode(page, SITE);
  const notice = workbench(page).locator('[data-failure="storage-full"]');
  await expect(notice).toBeVisible();
  await expect(rendered(page).getByRole('heading', { name: 'Visits: 1' })).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.full = 'no'));
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notice).toBeHidden();
  await page.reload();
  await waitUntilRunning(page);
  await expect(rendered(page).getByRole('heading', { name: /Visits: \d/ })).toBeVisible();
});
