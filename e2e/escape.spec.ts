/**
 * Learner code cannot reach the page: Python in the sandbox, and script in the rendered page, can read no storage, no cookie
 * and no DOM of the course, and can make no network request. A server of our own counts what arrives.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from './support/test';
import { openLesson, rendered, saveCode, send, waitUntilRunning } from './support/workbench';

const SECRET = 'the learner’s secret';

/** Counts every request that gets out. */
const test = base.extend<{ outside: { readonly url: string; readonly heard: string[] } }>({
  outside: async ({ watch, page }, use) => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response
        .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
        .end('out');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    // What is attempted shows in the console as refused; what counts is what arrives.
    watch.allowConsoleError(
      /Content Security Policy|Content-Security-Policy|sandbox|blocked|Failed to load|Failed to fetch|Failed to execute|SecurityError|ERR_/i,
    );
    watch.allowRequest(/^(http|ws):\/\/127\.0\.0\.1/);
    await page.addInitScript((secret) => {
      if (window !== window.top) return;
      try {
        localStorage.setItem('secret', secret);
        document.cookie = 'secret=cookie';
      } catch {
        // about:blank has no storage; the course's page comes after it.
      }
    }, SECRET);
    await use({ url, heard });
    // A browser may open a connection ahead of a request that is then refused; nobody would ever close it.
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const PYTHON = (url: string, course: string): string => `import json

import js
from flask import Flask
from pyodide.webloop import WebLoop

# While there is one, Python can wait for JavaScript's promises.
WebLoop()
app = Flask(__name__)
found = {}


def attempt(name, reach):
    try:
        found[name] = "reached " + str(reach())
    except BaseException as error:
        found[name] = f"refused: {type(error).__name__}"


def later(name, promise):
    found[name] = "waiting"

    def settle(word):
        def done(value):
            found[name] = word

        return done

    promise.then(settle("reached"), settle("refused"))


def ask(url):
    request = js.XMLHttpRequest.new()
    request.open("GET", url, False)
    request.send()
    return request.status


@app.get("/")
def index():
    return "hello"


@app.get("/reach")
def reach():
    attempt("document", lambda: js.document.title)
    attempt("window", lambda: js.window)
    attempt("parent", lambda: js.parent)
    attempt("localStorage", lambda: js.localStorage.getItem("secret"))
    attempt("indexedDB", lambda: js.indexedDB.open("graceful"))
    attempt("request", lambda: ask("${url}request"))
    attempt("course", lambda: ask("${course}"))
    attempt("importScripts", lambda: js.importScripts("${url}script"))
    attempt("worker", lambda: js.Worker.new("${url}worker"))
    attempt("caches", lambda: later("caches-later", js.caches.keys()))
    attempt("fetch", lambda: later("fetch-later", js.fetch("${url}fetch")))
    attempt("socket", lambda: js.WebSocket.new("${url.replace('http', 'ws')}socket"))
    return "tried"


@app.get("/found")
def show():
    return json.dumps(found)
`;

test('Python reaches no storage, no DOM and no network', async ({ page, outside, baseURL }) => {
  await openLesson(page);
  await saveCode(page, PYTHON(outside.url, `${String(baseURL)}/learn/first-handlers`));
  await waitUntilRunning(page);
  await send(page, '/reach');
  await expect(rendered(page).getByText('tried')).toBeVisible();
  await expect(async () => {
    await send(page, '/found');
    const found = JSON.parse(await rendered(page).locator('body').innerText({ timeout: 2000 })) as Record<
      string,
      string
    >;
    // A promise that is on its way says so by its later entry; a socket always makes an object, and is counted outside.
    const { socket: _socket, fetch: _fetch, caches: _caches, ...answers } = found;
    expect(Object.keys(answers).length).toBeGreaterThanOrEqual(9);
    for (const [name, answer] of Object.entries(answers)) expect(answer, name).toMatch(/^refused/);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  }).toPass({ timeout: 20_000 });
  expect(outside.heard).toEqual([]);
});

const SCRIPTED = (url: string): string => `from flask import Flask

app = Flask(__name__)

PAGE = """<!doctype html><title>Probe</title><pre id="found"></pre><script>
const found = {};
const show = () => { document.getElementById('found').textContent = JSON.stringify(found); };
const attempt = (name, reach) => {
  try { found[name] = 'reached ' + reach(); } catch (error) { found[name] = 'refused: ' + error.name; }
};
const later = (name, start) => {
  found[name] = 'waiting';
  let promise;
  try { promise = Promise.resolve(start()); } catch (error) { promise = Promise.reject(error); }
  promise.then((value) => { found[name] = 'reached ' + value; show(); }, () => { found[name] = 'refused'; show(); });
};
attempt('parent', () => parent.document.title);
attempt('top', () => top.localStorage.getItem('secret'));
attempt('localStorage', () => localStorage.getItem('secret'));
attempt('indexedDB', () => indexedDB.open('graceful'));
attempt('cookie', () => { if (document.cookie === '') throw new Error('none'); return document.cookie; });
later('fetch', () => fetch('${url}fetch').then((answer) => answer.text()));
later('image', () => new Promise((resolve, reject) => {
  const image = new Image(); image.onload = resolve; image.onerror = reject; image.src = '${url}image';
}));
later('script', () => new Promise((resolve, reject) => {
  const script = document.createElement('script'); script.onload = resolve; script.onerror = reject;
  script.src = '${url}script'; document.head.append(script);
}));
later('frame', () => new Promise((resolve, reject) => {
  document.addEventListener('securitypolicyviolation', (event) => { if (event.effectiveDirective === 'frame-src') reject(); });
  const frame = document.createElement('iframe'); frame.src = '${url}frame'; document.body.append(frame);
}));
later('beacon', () => { if (!navigator.sendBeacon('${url}beacon', 'x')) throw new Error('no'); return new Promise((_, reject) => setTimeout(reject, 300)); });
later('socket', () => new Promise((resolve, reject) => {
  const socket = new WebSocket('${url.replace('http', 'ws')}socket'); socket.onopen = resolve; socket.onerror = reject;
}));
show();
</script>"""


@app.get("/")
def index():
    return PAGE


@app.get("/leave")
def leave():
    return "<title>Leaving</title><p>leaving</p><script>location.href = '${url}leave'</script>"
`;

test('script in the rendered page reaches no storage, no DOM and no network', async ({ page, outside }) => {
  await openLesson(page);
  await saveCode(page, SCRIPTED(outside.url));
  await waitUntilRunning(page);
  await send(page, '/');
  const found = rendered(page).locator('#found');
  await expect(found).toContainText('socket');
  await expect(found).not.toContainText('waiting', { timeout: 20_000 });
  const answers = JSON.parse(await found.innerText()) as Record<string, string>;
  expect(Object.keys(answers).sort()).toEqual(
    [
      'parent',
      'top',
      'localStorage',
      'indexedDB',
      'cookie',
      'fetch',
      'image',
      'script',
      'frame',
      'beacon',
      'socket',
    ].sort(),
  );
  for (const [name, answer] of Object.entries(answers)) expect(answer, name).toMatch(/^refused/);
  expect(outside.heard).toEqual([]);
});

test('a page that sends its own frame elsewhere stays where it is', async ({ page, outside }) => {
  await openLesson(page);
  await saveCode(page, SCRIPTED(outside.url));
  await waitUntilRunning(page);
  await send(page, '/leave');
  await expect(page.getByText(/A script tried to leave for/)).toBeVisible();
  expect(outside.heard).toEqual([]);
  await expect(page).toHaveURL(/\/learn\/first-handlers$/);
});
