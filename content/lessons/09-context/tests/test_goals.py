"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import logging
import re
import sys

import pytest

from graceful.testing import expect

CARD, PIN, NUMBER = "2044-12", "817204", "30712"
ID = "X-Request-ID"
CRASH = "Exception on /loans"
SAFE = ["drill-0001", "1f0e4c6a-7d52-4b7b-9a51-0d6b1f2c9e33"]
UNSAFE = ["a" * 300, "drill 0001 ERROR app: all is lost", '"><script>alert(1)</script>', '{"level":"ERROR"}']
TWICE = "One id for two requests tells neither apart. Make it in @app.before_request: that runs anew for each of them."


@pytest.fixture
def crash(project, client):
    """Signs in and sends the request that crashes, whatever the learner has mended meanwhile. Returns the reply."""

    def send():
        assert project.app
        module = sys.modules["loans"]

        def of(reader):
            module.log.info("looking up the loans")
            raise KeyError("day")

        module.of = of
        signs_in(client)
        reply = client.get("/loans")
        expect(reply).status(
            500, hint="The crash itself may stay, and so may its page: this lesson is about finding it."
        )
        return reply

    return send


def test_every_answer_has_an_id(client, crash):
    """Every answer carries an id of its own in the header X-Request-ID: good pages, missing pages and crashes alike."""
    seen = {}
    for method, path, status in (
        ("GET", "/", 200),
        ("GET", "/", 200),
        ("GET", "/no-such-page", 404),
        ("POST", "/", 405),
    ):
        reply = client.request(method, path)
        hint = None
        if "Working outside of" in reply.stderr:
            hint = (
                "WSGI middleware stands outside of Flask: there is no g, no session and no request yet. "
                "A function with @app.before_request has all three."
            )
        expect(reply).status(status, hint=hint)
        has_new_id(reply, seen)
    has_new_id(crash(), seen)


def test_an_id_from_outside_is_kept_only_if_it_is_safe(client):
    """An id that comes with the request is kept if it is short and harmless, and replaced if it is not."""
    for sent in SAFE:
        reply = client.get("/", headers={ID: sent})
        expect(reply).header(
            ID, hint="Take the id from request.headers, and send the one you use back in a header of the same name."
        )
        if reply.headers[ID] != sent:
            fail(
                reply,
                f"the id {sent} to be kept",
                f"It was replaced by {reply.headers[ID]}.",
                "A proxy in front of you has logged this id already. With the same one here, both logs can be joined.",
            )
    for sent in UNSAFE:
        reply = client.get("/", headers={ID: sent})
        if reply.headers.get(ID) == sent:
            fail(
                reply,
                f"a new id in place of {shortened(sent)}",
                "It was taken as it came.",
                "Anybody can send this header, and you write it into your log and your pages. "
                "Keep only what is short and harmless: letters, digits and hyphens, 64 at most.",
            )


def test_every_line_says_who_and_which(client, project, crash):
    """Every line that is logged during a request holds its id and the reader's number, whichever module wrote it.
    Outside of a request, logging works as before."""
    reply = crash()
    expect(reply).logged(message=CRASH, traceback=True, hint="Flask’s own line has the traceback. Nothing may hide it.")
    expect(reply).logged(level="INFO", message="looking up the loans", hint="Let the level of the root logger be INFO.")
    written_well(reply, reply.stderr)
    for message, author in ((CRASH, "Flask"), ("looking up the loans", "the module loans")):
        line = next((line for line in reply.stderr.splitlines() if message in line), "")
        if line == "":
            fail(
                reply, f"the line of {author} on stderr", "It is not there.", "Keep the handler that writes to stderr."
            )
        expect(reply).header(ID, hint="The id comes first: that is the first goal.")
        request_id = reply.headers[ID]
        if request_id not in line:
            fail(
                reply,
                f"the request’s id {request_id} in the line of {author}",
                f"It reads: {shortened(line)}",
                "A filter may add fields to each record. Hang it on the handlers, and name the field in the format.",
            )
        if not re.search(rf"\b{NUMBER}\b", line.replace(request_id, "")):
            fail(
                reply,
                f"the reader’s number, {NUMBER}, in the line of {author}",
                f"It reads: {shortened(line)}",
                "Note who it is where every request begins: g.user, from the session. The filter reads it from there.",
            )
    with project.as_in_production() as written:
        try:
            logging.getLogger("loans").warning("the nightly reminders are sent")
        except RuntimeError as error:
            fail(
                reply,
                "a line that is logged outside of a request to be written",
                f"The program that logged it crashed: RuntimeError: {str(error).splitlines()[0]}",
                "A nightly job has no request and no g. Ask has_request_context() before you read them.",
            )
    written_well(reply, "".join(written))
    if "the nightly reminders are sent" not in "".join(written):
        fail(
            reply,
            "a line that is logged outside of a request to be written",
            "It is not there.",
            "A filter that returns False drops the record. Yours adds to it, and returns True.",
        )


def test_the_error_page_quotes_the_id(client, crash):
    """Every error page quotes the id, and for a crash it is the id of the line that holds the traceback."""
    reply = crash()
    request_id = shows_its_id(reply)
    if not any(CRASH in line and request_id in line for line in reply.stderr.splitlines()):
        fail(
            reply,
            f"a line {CRASH!r} with the id {request_id}, which the page quotes",
            "No line of the log has both.",
            "Flask writes its line before it calls your handler, so an id made in the handler comes too late. "
            "Make it in @app.before_request.",
        )
    shows_its_id(client.get("/no-such-page"))


def test_nothing_private_is_logged(client, project, crash):
    """Neither card, nor PIN, nor cookie of a reader is in any log."""
    expect(client.post("/sign-in", data={"card": CARD, "pin": "000000"})).status(403)
    crash()
    log = project.printed + "".join(project.read(path) for path in project.files_written if path.endswith(".log"))
    cookie = (client.cookies.header("/") or "").partition("=")[2]
    for what, text, why in (
        ("the PIN", PIN, "Whoever reads the log could sign in as this reader."),
        ("a mistyped PIN", "000000", "A mistyped PIN is the right one but for a digit."),
        ("the card", CARD, "The card is half of what opens the account. The reader’s number finds the same person."),
        ("the session cookie", cookie, "Whoever reads the log could send this cookie, and would be signed in."),
    ):
        if text and text in log:
            line = next(line for line in log.splitlines() if text in line)
            raise AssertionError(
                f"Expected after a sign-in and a crash: no trace of {what} in the log.\n"
                f"There is a line: {shortened(line)}\n"
                f"{why} Log what you name, one thing at a time, and never a whole form or all headers."
            )


def signs_in(client):
    __tracebackhide__ = True
    reply = client.post("/sign-in", data={"card": CARD, "pin": PIN})
    expect(reply).status(302, hint="Signing in works as before: it sends the reader on to their loans.")


def has_new_id(reply, seen):
    __tracebackhide__ = True
    expect(reply).header(
        ID, hint="A function with @app.after_request is given every answer and may add to its headers."
    )
    found = reply.headers[ID]
    if found in seen:
        fail(reply, "an id of its own", f"It has {found}, as {seen[found]} had.", TWICE)
    if len(found) < 8:
        fail(reply, "an id that no other request will have", f"It is {found!r}.", "uuid.uuid4().hex[:12] will do.")
    seen[found] = f"{reply.method} {reply.path}"


def shows_its_id(reply):
    __tracebackhide__ = True
    found = reply.headers.get(ID)
    expect(reply).header(ID, hint="The id comes first: that is the first goal.")
    expect(reply).shows(found, hint="Templates know g: write {{ g.request_id }} where you ask visitors to quote it.")
    return found


def written_well(reply, stderr):
    __tracebackhide__ = True
    if "Logging error" not in stderr:
        return
    lines = stderr.splitlines()
    what = next((line for line in lines if line.startswith(("ValueError", "KeyError"))), "Logging error")
    fail(
        reply,
        "every record to be written",
        f"One could not be: {shortened(what)}",
        "The format names a field that this record lacks. A filter on a logger sees only what is logged on that very "
        "logger, and not what comes up from others. Put the filter on the handlers: on each one that uses the format.",
    )


def shortened(text):
    return text if len(text) <= 120 else f"{text[:120]}..."


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")
