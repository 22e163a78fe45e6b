/** Promise: where the Page cannot do what a browser does, it says what that would be, and blames nobody who is not to blame. */
import { expect, test } from './support/test';
import { clickIn, openLesson, rendered, saveCode, send, waitUntilRunning, workbench } from './support/workbench';

const SITE = `from flask import Flask, redirect, request

app = Flask(__name__)


@app.get("/")
def index():
    return """<h1>Front page</h1><a href="mailto:a@b.c">write</a> <a href="/from?x=1">go on</a>
<form method=post action=/from><button>Send it</button></form>"""


@app.route("/from", methods=["GET", "POST"])
def origin():
    return f"<h1>from {request.referrer}</h1>"


@app.get("/away")
def away():
    return redirect("https://example.com/")


@app.get("/loop")
def loop():
    return redirect("/loop")


@app.get("/report")
def report():
    return "<h1>in the file</h1>", {"Content-Disposition": "attachment; filename=report.html"}


@app.get("/broken")
def broken():
    return "<h1>Broken</h1><script>nope()</script><script>localStorage.length</script>"
`;

test.beforeEach(async ({ page }) => {
  await openLesson(page);
  await saveCode(page, SITE);
  await waitUntilRunning(page);
  await expect(rendered(page).getByRole('heading', { name: 'Front page' })).toBeVisible();
});

test('a redirect that is not followed is an answer, and says where to', async ({ page }) => {
  const status = page.getByRole('status', { name: 'Status of the page' });
  await send(page, '/away');
  await expect(rendered(page).getByRole('heading', { name: 'Redirected out of the app' })).toBeVisible();
  await expect(rendered(page).getByText('sent the browser to https://example.com/')).toBeVisible();
  await expect(status).toContainText('302');
  await send(page, '/loop');
  await expect(rendered(page).getByRole('heading', { name: 'Redirected too many times' })).toBeVisible();
  await expect(workbench(page).getByText('and 17 more')).toBeVisible();
  await expect(status).toContainText('302');
});

test('an attachment would be downloaded, whatever its type', async ({ page }) => {
  await send(page, '/report');
  await expect(rendered(page).getByRole('heading', { name: 'report.html would be downloaded' })).toBeVisible();
});

test('what fails in the page’s own scripts is said above the page, and gone with it', async ({ page, watch }) => {
  watch.allowPageError(/nope|localStorage/);
  await send(page, '/broken');
  await expect(rendered(page).getByRole('heading', { name: 'Broken' })).toBeVisible();
  const failed = workbench(page).getByText('A script of the page failed');
  await expect(failed).toHaveCount(2);
  await expect(failed.first()).toContainText('nope is not defined');
  await expect(failed.last()).toContainText('no cookies or storage of its own');
  await send(page, '/');
  await expect(failed).toHaveCount(0);
});

test('a mail link says that a browser would open the mail program', async ({ page }) => {
  await clickIn(page, 'link', 'write');
  await expect(workbench(page).getByText('would open the mail program')).toBeVisible();
  await expect(rendered(page).getByRole('heading', { name: 'Front page' })).toBeVisible();
});

test('links and forms say which page they are on, a typed address does not', async ({ page }) => {
  const heading = rendered(page).getByRole('heading', { level: 1 });
  await clickIn(page, 'link', 'go on');
  await expect(heading).toHaveText('from http://localhost:5000/');
  await send(page, '/from');
  await expect(heading).toHaveText('from None');
  await send(page, '/?page=2');
  await expect(heading).toHaveText('Front page');
  await clickIn(page, 'button', 'Send it');
  await expect(heading).toHaveText('from http://localhost:5000/?page=2');
});
