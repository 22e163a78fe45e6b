"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import json
import re

import pytest
import requests

from graceful import upstreams
from graceful.testing import expect

SERVICE = "recommendations"
BOOK = "/books/1"
FIRST = "First the page has to stand without the service: that is the first goal."
TAGS = re.compile(r"<title>.*?</title>|<[^>]*>")
# What the page says of the book itself, and of the site.
KNOWN = ("Frankenstein", "By Mary Shelley.", "Copies in: 2.", "Harbour Street Library")
SHAPES = ({}, [], {"titles": None}, "Dracula")
BROKEN = {
    "refuse": "requests raises ConnectionError when nobody takes the connection.",
    "503": "An answer with 503 is still an answer. raise_for_status() makes an HTTPError of it; catch that one too, or "
    "its parent RequestException.",
    "malformed": "requests raises JSONDecodeError when the body is no JSON.",
    "truncated": "requests raises ChunkedEncodingError when the body is cut off.",
}


@pytest.fixture
def gone_wrong(client, upstream):
    """Asks for the book while the service is in a condition."""

    def ask(condition, **how):
        upstream.set(SERVICE, condition, **how)
        return client.get(BOOK)

    return ask


def test_the_page_does_without(gone_wrong, monkeypatch):
    """Whatever becomes of the recommendations, the book’s page stands, and it says what is missing."""
    for condition, hint in BROKEN.items():
        reply = gone_wrong(condition)
        expect(reply).status(200, hint=hint)
        expect(reply).shows("Mary Shelley", hint="Title, author and copies need nobody else. They belong on the page.")
        says_what_is_missing(reply, condition)
    for shape in SHAPES:
        monkeypatch.setattr(upstreams.known.get(SERVICE), "answer", answering(shape))
        reply = gone_wrong("normal")
        expect(reply).status(
            200,
            hint=f"The service answered {json.dumps(shape)}, which is JSON and no list of titles. That is not "
            "available either: catch KeyError and TypeError around the lines that read it.",
        )
        says_what_is_missing(reply, f"answer {json.dumps(shape)}")
    monkeypatch.undo()
    reply = gone_wrong("normal")
    expect(reply).shows("Dracula", hint="When the service is well, its titles are on the page.")
    if "X-Degraded" in reply.headers:
        fail(reply, "no X-Degraded", "All is well, and the page says that it is not.", "Mark the fallback alone.")


def test_the_page_does_not_wait(gone_wrong):
    """A service that takes four seconds is not waited for."""
    reply = gone_wrong("slow", seconds=4)
    if reply.status == 200 and "Dracula" in reply.text:
        fail(
            reply,
            "the page without its recommendations",
            "It has them, so it waited four seconds for them.",
            "requests.get waits for ever unless you say timeout=... in seconds. 1 is generous for an extra.",
        )
    expect(reply).status(
        200, hint="The timeout is there, and its error is not caught: ReadTimeout is a kind of Timeout."
    )
    says_what_is_missing(reply, "slow")


def test_a_fallback_is_recorded(gone_wrong):
    """Each fallback leaves a warning in the log, with the traceback of what went wrong."""
    reply = gone_wrong("refuse")
    expect(reply).status(200, hint=FIRST)
    if any(record.level_number >= 40 for record in reply.log):
        hint = "ERROR is for what a visitor could not get. Here they got their page: use app.logger.warning."
        fail(reply, "a WARNING", f"The log has: {reply.log[-1]}", hint)
    expect(reply).logged(
        level="WARNING",
        traceback=True,
        hint="Whoever catches an error reports it: app.logger.warning('no recommendations for book %s', number, "
        "exc_info=True).",
    )


def test_an_outage_rings(gone_wrong, logs):
    """When twenty pages in a row go without, an alert fires; one that does rings nobody."""
    expect(gone_wrong("refuse")).status(200, hint=FIRST)
    if any(alert["state"] == "firing" for alert in logs.alerts):
        raise AssertionError(
            f"Expected of a single fallback: no alert.\n{logs.alerts[0]['name']!r} fires.\n"
            "A service hiccups every day. Let the rule count, with a threshold of 10 or so."
        )
    replies = [gone_wrong("refuse") for _ in range(19)]
    if any(alert["state"] == "firing" for alert in logs.alerts):
        return
    warned = sum(bool(reply.log) for reply in replies)
    hint = (
        "Every page was sent with 200, so a rule for failing requests sees nothing. Add one that counts the warnings."
    )
    if not warned:
        hint = "No page left a trace in the log, so there is nothing to count. Report each fallback first."
    raise AssertionError(
        f"Expected: an alert, after 20 pages without recommendations.\n"
        f"Nothing fires. {warned} of the last 19 left a record in the log.\n{hint}"
    )


def test_your_own_slips_are_not_hidden(client, gone_wrong, monkeypatch):
    """The page does without the service, and a slip in your own code is still a crash."""
    expect(gone_wrong("refuse")).status(200, hint=FIRST)
    gone_wrong("normal")
    monkeypatch.setattr(requests.Session, "request", slip)
    reply = client.get(BOOK)
    expect(reply).status(
        500,
        hint="A mistyped name was taken for an outage, and would be so for ever. Catch what the service can do to you, "
        "requests.RequestException, and not Exception.",
    )
    expect(reply).logged(traceback=True, hint="A slip has to be in the log, as every crash.")


def answering(what):
    """A service that answers 200 and this."""

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(what).encode()]

    return app


def slip(*arguments, **options):
    raise NameError("name 'nubmer' is not defined")


def says_what_is_missing(reply, condition):
    __tracebackhide__ = True
    if reply.headers.get("X-Degraded") != SERVICE:
        fail(
            reply,
            f"the header X-Degraded: {SERVICE}",
            f"With the service on {condition!r}, the header is {reply.headers.get('X-Degraded')!r}.",
            "A page that does without says so to programs: return page, 200, {'X-Degraded': 'recommendations'}.",
        )
    if "Readers also liked" in reply.text and "<li>" not in reply.text.partition("Readers also liked")[2]:
        fail(
            reply,
            "no empty list",
            "The heading is there, and nothing under it.",
            "To a visitor that means that nobody liked anything. Say in its place that you cannot tell right now.",
        )
    if "Dracula" in reply.text:
        fail(reply, "no made-up titles", "The page shows titles that nobody recommended.", "Say that there are none.")
    said = TAGS.sub(" ", reply.text)
    for known in KNOWN:
        said = said.replace(known, " ")
    if len(said.split()) < 4:
        fail(
            reply,
            "a sentence in the place of what is missing",
            "The page leaves the part out without a word.",
            "Tell the visitor, for example: We cannot say right now what readers also liked.",
        )


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")
