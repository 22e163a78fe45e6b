"""The goals of this lesson. A docstring here is the sentence the learner reads."""

from collections import Counter
from datetime import datetime, timedelta

import pybreaker
import pytest

from graceful.testing import expect

BRANCHES = "/branches/1"
VISITORS = 10
# Enough for three failures, each tried twice.
MOST_REQUESTS = 6


@pytest.fixture
def later(monkeypatch):
    """``later(31)``: for pybreaker 31 seconds go by, and nobody waits."""
    ahead = [timedelta()]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + ahead[0]

    monkeypatch.setattr(pybreaker, "datetime", Clock)

    def pass_by(seconds):
        ahead[0] += timedelta(seconds=seconds)

    return pass_by


@pytest.fixture
def breakers(project, monkeypatch):
    """What became of pybreaker's breakers since the app was imported: how many ``made``, how often one ``counted``."""
    assert project.app
    seen = Counter()
    init, inc = pybreaker.CircuitBreaker.__init__, pybreaker.CircuitBreaker._inc_counter
    monkeypatch.setattr(pybreaker.CircuitBreaker, "__init__", lambda *a, **k: seen.update(["made"]) or init(*a, **k))
    monkeypatch.setattr(pybreaker.CircuitBreaker, "_inc_counter", lambda one: seen.update(["counted"]) or inc(one))
    return seen


def test_an_outage_is_told(client, upstream):
    """While the catalogue fails, visitors read a page of yours with 503, and a header that says when to come back."""
    upstream.set("catalogue", "503")
    is_told(client.get(BRANCHES))
    for _ in range(VISITORS):
        reply = client.get(BRANCHES)
    is_told(reply)


def test_a_service_that_is_down_is_left_alone(client, upstream, breakers):
    """One failure changes nothing; after a few in a row nothing is sent to the catalogue any more."""
    upstream.set("catalogue", "503")
    client.get(BRANCHES)
    upstream.set("catalogue", "normal")
    expect(client.get(BRANCHES)).status(
        200, hint="One failure is a hiccup. Let a few in a row open the circuit: fail_max."
    )
    upstream.set("catalogue", "503")
    before, failed = len(upstream.calls("catalogue")), breakers["counted"]
    for _ in range(VISITORS):
        client.get(BRANCHES)
    sent = len(upstream.calls("catalogue")) - before
    counted = breakers["counted"] - failed
    if sent > MOST_REQUESTS:
        fail(
            f"at most {MOST_REQUESTS} requests to the catalogue while {VISITORS} visitors come",
            f"{sent} were sent.",
            why_still_sent(sent, counted, breakers["made"]),
        )


def test_the_way_back(client, upstream, later):
    """After the pause you promised, one request tries: if it fails the pause begins again, if it works all is well."""
    upstream.set("catalogue", "503")
    for _ in range(VISITORS):
        reply = client.get(BRANCHES)
    pause = seconds_in(reply)
    upstream.set("catalogue", "normal")
    before = len(upstream.calls("catalogue"))
    expect(client.get(BRANCHES)).status(503, hint="The circuit has opened, and the pause is not over.")
    upstream.set("catalogue", "503")
    later(pause + 1)
    for _ in range(5):
        client.get(BRANCHES)
    tried = len(upstream.calls("catalogue")) - before
    if tried == 0:
        fail(
            f"one trial when the {pause} seconds of Retry-After are over",
            "Nothing was sent.",
            "Keep the promise: Retry-After is the reset_timeout of the circuit, or what is left of it.",
        )
    if tried > 2:
        fail("one trial after the pause", f"{tried} requests were sent.", "A trial that fails opens the circuit again.")
    upstream.set("catalogue", "normal")
    later(pause + 1)
    for _ in range(3):
        expect(client.get(BRANCHES)).status(
            200, hint="The catalogue is back, and the next trial should have found out."
        )


def test_a_missing_book_is_an_answer(client, upstream):
    """A book that the catalogue does not know is a 404, asked for once a reader, and it opens no circuit."""
    for number in range(VISITORS):
        reply = client.get("/branches/99")
        if number > 0 and reply.status == 503:
            fail(
                f"404 for each of {VISITORS} readers who ask for book 99",
                f"Reader {number + 1} got {reply.status} {reply.reason}, though the catalogue works.",
                "A 404 is an answer of a service in good health. Tell the circuit what not to count: exclude=[...].",
            )
        expect(reply).status(404, hint=hint_for(reply))
    sent = len(upstream.calls("catalogue"))
    if sent != VISITORS:
        fail(
            f"{VISITORS} requests for {VISITORS} readers", f"{sent} were sent.", "A 404 stays a 404. Do not try again."
        )
    expect(client.get(BRANCHES)).status(200, hint="A missing book closed the way to those that are there.")


def test_each_service_has_its_own(client, upstream):
    """Reviews that are down are left alone too: the book’s page stands and says so, and the branches do not notice."""
    upstream.set("reviews", "refuse")
    for _ in range(VISITORS):
        reply = client.get("/books/1")
        expect(reply).status(200, hint=hint_for(reply))
        expect(reply).shows("Frankenstein")
        expect(reply).shows("data-degraded", hint="The page has no reviews: say so, with the attribute data-degraded.")
    sent = len(upstream.calls("reviews"))
    if sent > MOST_REQUESTS:
        fail(
            f"at most {MOST_REQUESTS} attempts to reach the reviews",
            f"There were {sent}.",
            "Reviews need a circuit as well. That page does not fail, so nobody notices how often it tries.",
        )
    expect(client.get(BRANCHES)).status(
        200, hint="One circuit for both services: the reviews are down, and the catalogue pays. Make one for each."
    )


def is_told(reply):
    __tracebackhide__ = True
    expect(reply).status(503, hint=hint_for(reply))
    expect(reply).is_not_default_page()
    seconds_in(reply)


def seconds_in(reply):
    __tracebackhide__ = True
    expect(reply).header("Retry-After", hint="Say when to come back: return the page, 503, and {'Retry-After': '30'}.")
    value = reply.headers["Retry-After"]
    if not value.isdigit() or not 1 <= int(value) <= 600:
        fail("a Retry-After of some seconds", f"It says {value!r}.", "A whole number from 1 to 600.")
    return int(value)


def hint_for(reply):
    """What the error in the log has to say."""
    kinds = {record.traceback.type for record in reply.log if record.traceback}
    if reply.status == 500 and "RetryError" in kinds:
        return "tenacity wraps the error into a RetryError, which no handler here expects: reraise=True, or no retry."
    if reply.status == 500 and "CircuitBreakerError" in kinds:
        return "An open circuit raises CircuitBreakerError. Catch it wherever you catch RequestException."
    if reply.status == 200:
        return "A page that lists no branch says that the book is nowhere. Nobody knows that: answer 503."
    return None


def why_still_sent(sent, counted, made):
    if made > 0:
        return "A breaker was made during a request. It begins at zero each time: make it once, beside the app."
    if counted == 0 and sent > VISITORS:
        return "Nothing counts the failures. Put the request behind a CircuitBreaker, and each retry is one more."
    if counted == 0:
        return "No breaker saw a failure: it counts what the guarded function raises, and yours raises nothing."
    if sent > counted:
        return f"{counted} failures were counted, and each was sent more than once: a retry inside multiplies the load."
    return "The circuit opens too late, or not at all: fail_max is how many failures in a row it takes."


def fail(wanted, found, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected: {wanted}.\n{found}\n{hint}")
