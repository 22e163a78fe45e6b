"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import re

import pytest

from graceful.testing import expect

TRACEBACK = "Traceback (most recent call last)"
# The first line after a traceback that is not indented: `package.ErrorName: message`.
ERROR_LINE = re.compile(r"^(?:\w+\.)*(\w+)(?:: .*)?$", re.MULTILINE)

# What the two failing pages know about the code and the machine, and a visitor should not.
SECRETS = {
    "/crash": ("ConnectionError", "10.0.3.7", "front-desk"),
    "/unplanned": ("KeyError", "reader-card-4471"),
}


@pytest.fixture(autouse=True)
def unplanned_failure(project):
    """One more page, whose failure app.py has never heard of: mending /crash is not enough."""

    def fail():
        raise KeyError("reader-card-4471")

    project.app.add_url_rule("/unplanned", "unplanned", fail)


def test_missing_page(client):
    """A missing page is answered in your own words, and it is still a 404."""
    for path in ("/no-such-page", "/books/99999"):
        reply = client.get(path)
        expect(reply).status(404, hint=why_not_404(reply))
        expect(reply).is_not_default_page(
            hint="Write a function with @app.errorhandler(404) above it. "
            "It returns your page, and the number beside it."
        )


def test_crash(client):
    """A crash in any view is answered in your own words, and it is still a 500."""
    for path in SECRETS:
        reply = client.get(path)
        expect(reply).status(500, hint=why_not_500(reply))
        expect(reply).is_not_default_page(hint=why_not_own_page(reply))


def test_crash_page_is_discreet(client):
    """Your crash page tells the visitor nothing about the code or the error."""
    for path, secrets in SECRETS.items():
        reply = own_crash_page(client, path)
        for secret in (*secrets, TRACEBACK, "app.py"):
            expect(reply).hides(
                secret,
                hint="Your page repeats the error to the visitor. "
                "Its text belongs in the log; write fixed words on the page.",
            )


def test_log_keeps_traceback(client):
    """Behind your crash page, the log still holds the whole traceback."""
    for path in SECRETS:
        reply = own_crash_page(client, path)
        written = [reply.stderr, *(record.message for record in reply.log)]
        if not any(TRACEBACK in text for text in written):
            expect(reply).logged(
                level="ERROR",
                traceback=True,
                hint="Flask logs only an error that nobody caught. A try/except in a view, or a "
                "handler for Exception, counts as caught and silences it. "
                "A handler for 500 runs after the log is written.",
            )


def own_crash_page(client, path):
    """The answer to a crash, once there is a page of the learner's own to look at."""
    reply = client.get(path)
    expect(reply).is_not_default_page(hint=f"First give GET {path} a crash page of your own: that is the goal before.")
    return reply


def why_not_404(reply):
    if reply.status == 200:
        return (
            "Return the number beside the page: return page(...), 404. "
            "Left to itself Flask sends 200, which means that all is well."
        )
    if raised(reply):
        return f"Your handler for 404 failed itself with {raised(reply)}, so a missing page became a crash."
    if reply.status == 500:
        return "A handler for Exception is given the 404s too. Handle 404 and 500 by their numbers instead."
    return "The number after the comma in your handler's return is what is sent."


def why_not_500(reply):
    if reply.status == 200:
        return (
            "Return the number beside the page: return page(...), 500. "
            "Left to itself Flask sends 200, and nobody hears of the crash."
        )
    if reply.path == "/crash" and reply.status == 404:
        return "The fire drill is gone: put the /crash view back, so that there is a crash to handle."
    return "The number after the comma in your handler's return is what is sent."


def why_not_own_page(reply):
    if raised(reply) and raised(reply) not in SECRETS[reply.path]:
        return (
            f"Your handler for 500 failed itself with {raised(reply)}. Nothing is left to catch "
            "that: keep this handler so plain that it cannot fail."
        )
    if reply.path == "/unplanned":
        return "A try/except in crash() covers that view alone. A handler for 500 covers every view."
    return "Register a second function with @app.errorhandler(500)."


def raised(reply):
    """The class name of the last error in the server's output for this request, or None."""
    if TRACEBACK in reply.stderr:
        printed = ERROR_LINE.search(reply.stderr.rpartition(TRACEBACK)[2].partition("\n")[2])
        if printed:
            return printed[1]
    logged = [record.traceback.type for record in reply.log if record.traceback]
    return logged[-1] if logged else None
