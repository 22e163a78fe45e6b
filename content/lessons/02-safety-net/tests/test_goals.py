"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import json
import re

import pytest

from graceful.testing import expect

LOANS = "/loans/card-12"
CRASHES = (LOANS, "/unplanned")
LETTERS = re.compile(r"<[^>]*>|[^\w\s]")
SECRETS = ("10.0.3.7", "front-desk", "ConnectionError", "reader-card-4471", "KeyError")


@pytest.fixture(autouse=True)
def unplanned_failure(project):
    """One more view, whose failure app.py has never heard of: a net is under all of them."""

    def fail():
        raise KeyError("reader-card-4471")

    project.app.add_url_rule("/unplanned", "unplanned", fail)


def test_catch(client):
    """Catch: whichever view crashes, your own page comes, with the status 500, and the next visitor is served."""
    for path in CRASHES:
        reply = client.get(path)
        if path == LOANS and reply.status < 500 and "refused" not in str(reply.log):
            hint = "The database answers now, so nothing fails here. Let ask_database fail again: it is the fire drill."
        else:
            hint = (
                "Return the number beside the page: return page(...), 500. Without it the crash is sent as a success."
            )
        expect(reply).status(500, hint=hint)
        expect(reply).is_not_default_page(hint=why_torn(reply))
    expect(client.get("/")).status(200, hint="One crash costs one request. This one is the next visitor’s.")


def test_tell(client):
    """Tell kindly: the page says what happened and what to do, and nothing about the machine behind it."""
    for path in CRASHES:
        reply = client.get(path)
        expect(reply).is_not_default_page(hint="First the net has to hold: that is the goal before.")
        for secret in SECRETS:
            expect(reply).hides(
                secret, hint="That is the developer’s note, read out to the audience. It is in the log already."
            )
        if "href" not in reply.text:
            fail(
                reply,
                "a page with a link on it",
                "There is none.",
                "Somebody stands before a closed curtain. Give them a way on: page(...) has a link home.",
            )
        if len(LETTERS.sub(" ", reply.text.rpartition("</h1>")[2]).split()) < 5:
            fail(
                reply,
                "a sentence under the heading",
                "There is a heading, and nothing to read below it.",
                "Say whose fault it is, and when to try again.",
            )


def test_alert(client, logs):
    """Alert: three crashes within a minute wake somebody, and wrong addresses wake nobody."""
    for _ in range(3):
        client.get("/no-such-page")
    if firing(logs):
        raise AssertionError(
            "Expected of three wrong addresses: no alert.\n"
            f"{firing(logs)[0]['name']!r} fires, at {logs.records[-1].getMessage()!r}.\n"
            "Whoever is woken for every wrong address switches the alert off."
        )
    replies = [client.get(path) for path in (LOANS, "/unplanned", LOANS)]
    if not firing(logs):
        raise AssertionError(
            f"Expected of three crashes: an alert.\nNothing fires. {last_record(replies)}\n{why_not_firing(replies)}"
        )


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")


def firing(logs):
    return [alert for alert in logs.alerts if alert["state"] == "firing"]


def last_record(replies):
    logged = [record for reply in replies for record in reply.log]
    return f"Last log line: {logged[-1]}" if logged else "Nothing was logged."


def why_not_firing(replies):
    logged = sum(any(record.level_number >= 40 for record in reply.log) for reply in replies)
    if logged == 0:
        return (
            "Whoever catches an error has to report it. Flask writes its line only for errors that nobody caught, and "
            "a handler for Exception counts as caught."
        )
    if logged < len(replies):
        return (
            f"Only {logged} of the three left an error in the log. The view that catches its own error does not report "
            "it; let the error fall into the net."
        )
    rule = first_rule(replies[0].app.root_path)
    where = rule.get("where", {})
    if rule.get("threshold", 0) > 3:
        return f"The rule waits for {rule['threshold']} records in its window. Let it fire at 3."
    if "levelname" not in where and where:
        return f"The rule compares {', '.join(where)}. A log record keeps its level under the name levelname."
    return f"The rule waits for records with {json.dumps(where)}. Read the level of the record above."


def first_rule(folder):
    with open(f"{folder}/alerts.json", encoding="utf-8") as file:
        return (json.load(file).get("alerts") or [{}])[0]


def why_torn(reply):
    raised = [record.traceback.type for record in reply.log if record.traceback]
    if reply.path == LOANS and "ask_database" in reply.stderr.rpartition("server_error")[2]:
        return (
            "The net itself asks the database that failed a moment ago, so it tears. Nothing in the handler for 500 "
            "may depend on something that can be away."
        )
    if raised and reply.path == "/unplanned" and "server_error" in reply.stderr:
        return "Your handler for 500 failed itself. Keep it so plain that it cannot."
    return "Under this view there is no net. A handler for 500 is under every view."
