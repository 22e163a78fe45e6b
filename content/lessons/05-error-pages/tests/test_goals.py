"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import pytest

from graceful.testing import expect

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
SITE = "Harbour Street Library"


@pytest.fixture
def broken_base(project):
    """The template that all pages extend has a slip in it, as after a bad deployment."""
    base = project.root / "templates" / "base.html"
    before = base.read_text(encoding="utf-8")
    base.write_text("{% extends 'gone.html' %}", encoding="utf-8")
    yield
    base.write_text(before, encoding="utf-8")


def test_every_error_looks_like_the_site(client):
    """Every error that a person meets, not only a 404, is a page of the site, with its own status and headers."""
    for method, path, status in (("GET", "/opening-hours", 404), ("GET", "/books/99", 404), ("POST", "/books/1", 405)):
        reply = client.request(method, path, headers=BROWSER)
        hint = None
        if reply.status == 200:
            hint = "Return the error’s own status: error.code, or the response that error.get_response() makes."
        elif reply.status == 500:
            hint = "The error handler itself failed: the log says where."
        expect(reply).status(status, hint=hint)
        expect(reply).is_not_default_page(
            hint="405, 413 and all the others are HTTPExceptions: a handler for HTTPException answers every one."
        )
        expect(reply).content_type("text/html", hint="A person with a browser asked: answer with a page.")
        expect(reply).shows(SITE, hint="Let the error page extend base.html, so that the visitor knows where they are.")
        expect(reply).shows('href="/"', hint="Give the visitor a way on: base.html has a link to the front page.")
        if status == 405:
            expect(reply).header(
                "Allow",
                hint="A 405 says which methods are allowed. Start from error.get_response(), which has the header.",
            )


def test_the_crash_page_stands_alone(client, broken_base):
    """The crash page tells the visitor nothing of the error, and is shown even when the site’s templates are broken."""
    reply = client.get("/crash", headers=BROWSER)
    expect(reply).status(500)
    expect(reply).is_not_default_page(
        hint="A crash page that extends base.html fails with it, and the visitor gets the server’s barest page. "
        "Write 500.html as a whole page of its own."
    )
    for secret in ("10.0.3.7", "ConnectionError", "front-desk"):
        expect(reply).hides(secret, hint="The error’s text belongs in the log. Write fixed words on the page.")
    expect(reply).shows(SITE, hint="The visitor should still see whose page this is: write the name into it.")


def test_programs_get_json(client):
    """A program gets its errors as JSON: below /api/ always, elsewhere when it asks for JSON."""
    asks = {"Accept": "application/json"}
    for path, status, headers in (
        ("/api/books/99", 404, {}),
        ("/api/nothing", 404, BROWSER),
        ("/api/crash", 500, {}),
        ("/opening-hours", 404, asks),
    ):
        reply = client.get(path, headers=headers)
        expect(reply).status(status)
        kind = (reply.headers.get("Content-Type") or "").partition(";")[0]
        if kind not in ("application/json", "application/problem+json"):
            hint = (
                "Decide by request.path: whatever is below /api/ is for programs."
                if path.startswith("/api/")
                else "The client asked for JSON: compare request.accept_mimetypes['application/json'] with 'text/html'."
            )
            expect(reply).content_type("application/json", hint=hint)
        if str(status) not in reply.text:
            expect(reply).shows(str(status), hint="Say the status in the body as well: clients log bodies.")
        expect(reply).hides("10.0.3.7", hint="Programs’ logs are read by people too: no details of the error here.")
