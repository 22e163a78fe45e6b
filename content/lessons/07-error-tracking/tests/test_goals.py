"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import pytest
import sentry_sdk

from graceful.testing import expect

RATING = "/books/2/rating"
EMAIL = "reader@example.org"
# As a proxy that traces would send it: this request is sampled, whatever traces_sample_rate says.
SAMPLED = {"sentry-trace": "0123456789abcdef0123456789abcdef-0123456789abcdef-1"}


@pytest.fixture(autouse=True)
def deployed(monkeypatch):
    """Set before app.py is imported, as whoever deploys it would."""
    monkeypatch.setenv("APP_ENVIRONMENT", "staging")
    monkeypatch.setenv("APP_RELEASE", "library@2.4.1")


def test_a_crash_is_one_event(client, tracker):
    """A crash is in the tracker once, with its traceback, and in the log as well; a wrong address is in neither."""
    reply = client.get("/opening-hours")
    expect(reply).status(404, hint="A wrong address is a 404. Pass every HTTPException on with its own code.")
    if tracker.events:
        fail(reply, "no event", seen(tracker), "Wrong addresses are no errors of yours. Report what nobody expected.")
    reply = client.get(RATING)
    expect(reply).status(500).is_not_default_page(hint="Keep a page of your own for crashes.")
    if len(tracker.events) != 1:
        fail(reply, "one event in the tracker", seen(tracker), why_not_one(reply, tracker))
    if not tracker.events[0].get("exception"):
        fail(
            reply,
            "an event with the traceback in it",
            f"There is one without a traceback: {tracker.issues[0].title}",
            "An error that is logged as text arrives as text. Let Flask log it, or use app.logger.exception(...).",
        )
    expect(reply).logged(
        traceback=True,
        hint="The tracker has it, and the log is silent. When the tracker is what is down, the log is all you have.",
    )


def test_an_event_says_where_it_comes_from(client, tracker):
    """An event names its environment and its release, as the deployment set them, and the book that was asked for."""
    event = held(client, tracker)
    for name, variable, wanted in (
        ("environment", "APP_ENVIRONMENT", "staging"),
        ("release", "APP_RELEASE", "library@2.4.1"),
    ):
        if event.get(name) != wanted:
            raise AssertionError(
                f"Expected: {name} is {wanted!r}, when {variable} says so.\n"
                f"The event says {event.get(name)!r}.\n"
                f"Read it from the environment, os.environ.get({variable!r}): the same code runs in several places."
            )
    tags = event.get("tags") or {}
    if str(tags.get("book")) != "2":
        raise AssertionError(
            "Expected: a tag 'book' with the value 2.\n"
            f"The tags are: {', '.join(tags) or 'none'}.\n"
            "In the view, before anything can fail: sentry_sdk.set_tag('book', number)."
        )


def test_nothing_personal_leaves(client, tracker):
    """Nobody’s e-mail address leaves the library, and everything else that helps does."""
    event = held(client, tracker)
    if tracker.leaks:
        raise AssertionError(
            "Expected: no personal data in what was sent.\n"
            f"Found: {'; '.join(tracker.leaks[:3])}.\n{why_leaking(tracker)}"
        )
    sent = (event.get("request") or {}).get("data") or {}
    if sent.get("book") != "2":
        raise AssertionError(
            "Expected: the event still has the rest of the form, book=2.\n"
            f"Of the request it has: {', '.join(event.get('request') or {}) or 'nothing'}.\n"
            "You have removed too much. Take out the fields that name a person, and leave those that explain the error."
        )


def test_few_requests_are_traced(client, tracker):
    """Of many ordinary requests, few are traced."""
    for _ in range(40):
        expect(client.get("/")).status(200)
    if len(tracker.transactions) > 20:
        raise AssertionError(
            "Expected: of 40 good requests, a few are traced.\n"
            f"{len(tracker.transactions)} were.\n"
            "traces_sample_rate is the share of requests that are timed and sent: 1.0 is all of them. Errors are sent "
            "at any rate; 0.05 is a beginning."
        )


def held(client, tracker):
    """The event of a hold that crashes."""
    reply = client.post("/holds", data={"email": EMAIL, "book": "2"}, headers=SAMPLED)
    if reply.status == 201:
        fail(reply, "a crash", "The book is on hold.", "Let send_mail fail again: it is the fire drill of this lesson.")
    if not tracker.events:
        fail(reply, "an event in the tracker", "None has arrived.", why_not_one(reply, tracker))
    return tracker.events[-1]


def why_not_one(reply, tracker):
    client = sentry_sdk.get_client()
    if not client.is_active():
        return "sentry_sdk.init(...) with a dsn has not been called."
    if len(tracker.events) > 1:
        return "It is reported twice: by Flask’s signal or by the log, and by hand. Leave the call by hand out."
    if any(Exception in by_class for by_class in reply.app.error_handler_spec[None].values()):
        return (
            "A handler for Exception counts as dealt with: Flask sends no signal and logs nothing, and those are what "
            "the SDK listens to. Handle HTTPException in its place."
        )
    if client.options["before_send"]:
        return "before_send gave back nothing, and that means: do not send it. Return the event."
    return "What a view catches itself and does not log, nobody hears of."


def why_leaking(tracker):
    leaks = tracker.leaks
    if not any(leak.endswith(("request.data.email", "request.data")) for leak in leaks):
        return (
            "The form is clean. The local variables of your functions leave too, unless you say "
            "include_local_variables=False."
        )
    errors_leak = any("@" in str(event.get("request", {}).get("data", "")) for event in tracker.events)
    if not errors_leak:
        return "The error is clean. The trace of the same request is not: it passes before_send_transaction."
    return "A function given as before_send sees each event before it leaves, and may change it."


def seen(tracker):
    if not tracker.events:
        return "The tracker has none."
    return f"The tracker has {len(tracker.events)}: {', '.join(issue.title for issue in tracker.issues)}."


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")
