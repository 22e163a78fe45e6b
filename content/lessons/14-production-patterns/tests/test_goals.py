"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import json
from typing import NoReturn

from graceful.testing import expect

FORGED = "2026-05-01 03:12:09,000 CRITICAL - every card number was copied"
AUTHOR = f'/authors/"nobody"%0a{FORGED.replace(" ", "%20")}'

# The names that log stores and libraries use for the same thing.
NAMES = {
    "the time": ("asctime", "timestamp", "time", "@timestamp"),
    "the level": ("levelname", "level", "severity", "log.level"),
    "the words": ("message", "msg", "event"),
    "the request’s id": ("request_id", "trace.id"),
}


def test_every_line_is_json(client, project):
    """Every line of the log is one JSON object: time, level, words, the request’s id, and of a crash the traceback."""
    reply = client.get("/crash")
    expect(reply).status(500)
    client.get("/books/1")
    places = written(project)
    for place, lines in places.items():
        for line in lines:
            if read(line) is None:
                fail("nothing but JSON, one object a line", f"In {place} stands: {line[:100]}", hint_for_text(lines))
    crash = the_crash(client.get("/crash"), project)
    missing = [what for what, names in NAMES.items() if not any(crash.get(name) for name in names)]
    if missing:
        fail(
            "a crash as an object with time, level, words and id",
            f"It has {', '.join(crash)}, and not {', '.join(missing)}.",
            "Name what you want in the format: %(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s.",
        )


def test_no_visitor_writes_a_line(client, project):
    """A line break in the address stays inside its record: nobody outside can write a line into your log."""
    expect(client.get(AUTHOR)).status(500)
    for place, lines in written(project).items():
        for line in lines:
            if line.startswith(FORGED[:30]):
                fail(
                    "one record for one crash",
                    f"In {place} stands a line of the visitor’s own: {line[:70]}",
                    "Flask writes this record, so cleaning what you log yourself is not enough. The formatter has to "
                    "escape it, as a JSON library does.",
                )
    crash = the_crash(client.get(AUTHOR), project)
    if not any(FORGED in str(value) for value in crash.values()):
        fail("the address, line break and all, in the record", "It was lost.", "It is evidence. Escape it and keep it.")


def test_one_id_leads_to_the_tracker(client, project, tracker):
    """The id that a visitor quotes finds the line in the log and the event in the tracker."""
    for _ in range(2):
        reply = client.get("/crash")
        expect(reply).status(500)
        expect(reply).header("X-Request-ID")
        quoted = reply.headers["X-Request-ID"]
        expect(reply).shows(quoted, hint="The error page tells the visitor which id to quote.")
        if not any(quoted in line for lines in written(project).values() for line in lines):
            fail(
                f"{quoted} in the log", "No line has it.", "AddRequestId puts it on every record: keep it as a filter."
            )
        if not tracker.events:
            fail("an event in the tracker for each crash", "The tracker heard nothing.", "sentry_sdk.init stays.")
        tags = tracker.events[-1].get("tags") or {}
        if quoted not in tags.values():
            fail(
                f"the tag request_id = {quoted} on the tracker’s event",
                f"Its tags are {tags or 'none'}.",
                'sentry_sdk.set_tag("request_id", ...) when the request begins. The tracker hears of a crash '
                "before your error handler runs, so a tag from there comes too late.",
            )


def test_a_storm_wakes_somebody(client, logs, project):
    """When one request in ten crashes, somebody is woken in five minutes, with a runbook, and left alone afterwards."""
    for number in range(150):
        client.get("/crash" if number % 10 == 9 else "/")
        logs.wait(2)
    firing = now_firing(logs)
    if not firing:
        fail(
            "an alert after five minutes in which one request of ten crashed",
            f"None is firing. There were {len(logs.alerts)} changes.",
            why_quiet(rules_of(project)),
        )
    for name in firing:
        has_a_runbook(name, project)
    for _ in range(100):
        client.get("/")
        logs.wait(6)
    if now_firing(logs):
        fail(
            "quiet ten minutes after the last crash",
            f"{', '.join(now_firing(logs))} is still firing.",
            "An hour remembers for an hour. A second, short window lets the alert end when the trouble ends: "
            "kind burn, with short_window_seconds.",
        )


def test_what_can_wait_wakes_nobody(client, logs, project, upstream):
    """One crash in a quiet night, a few in a busy evening, missing pages and a partner that is down wake nobody."""
    nobody = Nobody(logs, project)
    client.get("/crash")
    for _ in range(30):
        client.get("/")
        logs.wait(20)
    nobody.woken(
        "one crash and thirty good pages",
        "One of eleven requests is nine per cent, and says nothing. A share needs a floor: least_requests.",
        "A single crash can wait until the morning. Wake somebody for a share of the requests, not for each error.",
    )
    for _ in range(40):
        client.get("/opening-hours")
        logs.wait(1)
    nobody.woken("forty missing pages", "A 404 is the visitor’s slip. Count answers from 500 up.")
    upstream.set("recommendations", "refuse")
    for _ in range(40):
        expect(client.get("/books/1")).status(200).shows("data-degraded").logged(level="WARNING", traceback=True)
        logs.wait(1)
    nobody.woken(
        "forty book pages without recommendations",
        "Each visitor got a page, and you cannot mend a partner at three in the morning. Alert on what visitors feel.",
    )
    logs.wait(3700)
    for number in range(1, 601):
        client.get("/crash" if number % 200 == 0 else "/")
        logs.wait(0.1)
    nobody.woken(
        "six hundred pages in a minute, three of them crashes",
        "One in two hundred uses up the budget five times too fast: work for tomorrow, below 14.4.",
        "Three errors among six hundred pages are few, and among six they are many. Compare with the traffic: burn.",
    )


def written(project):
    """The lines that are not empty, by where they were written."""
    places = {"the server’s output": project.printed}
    for path in project.files_written:
        places[path] = (project.root / path).read_text(encoding="utf-8", errors="replace")
    return {place: [line for line in text.splitlines() if line.strip()] for place, text in places.items()}


def read(line):
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def the_crash(reply, project):
    """The newest line of the log that tells of this crash with its traceback."""
    __tracebackhide__ = True
    quoted = reply.headers.get("X-Request-ID") or ""
    objects = [read(line) or {} for lines in written(project).values() for line in reversed(lines)]
    whole = "Traceback (most recent call last)"
    found = next((one for one in objects if any(whole in str(value) for value in one.values())), None)
    if found is None:
        fail(
            "the crash with its whole traceback in one of the fields",
            f"No line about request {quoted} has it.",
            "python-json-logger writes the traceback into exc_info by itself, if the record reaches it.",
        )
    return found


def hint_for_text(lines):
    if any(line.startswith("{") for line in lines):
        return (
            "This looks like JSON and is none: made by hand, it breaks at the first quotation mark and the first "
            "traceback. Let pythonjsonlogger.json.JsonFormatter make it."
        )
    return "The formatter that wrote it is one for people. Each handler has a formatter: give all of them the JSON one."


def rules_of(project):
    return json.loads(project.read("alerts.json")).get("alerts", [])


def now_firing(logs):
    state = {alert["name"]: alert["state"] for alert in logs.alerts}
    return [name for name, one in state.items() if one == "firing"]


def why_quiet(rules):
    kinds = {rule.get("kind") for rule in rules}
    if not rules:
        return "There is no rule. Write one of kind burn."
    if kinds == {"count"}:
        return "Three crashes a minute, and nearly half of the visitors meet one: a count does not know how many come."
    if any(rule.get("objective", 0.999) < 0.99 or rule.get("threshold", 0) > 50 for rule in rules):
        return "This objective allows far too much. 99.9 % is 0.999, and 14.4 times one in a thousand is 1.44 %."
    if any(rule.get("objective") == 0.99 for rule in rules):
        return "0.99 allows one failure in a hundred, and 14.4 times that is more than this storm. 99.9 % is 0.999."
    return "Is the floor so high that a night’s traffic never reaches it? A hundred requests will do."


def has_a_runbook(name, project):
    __tracebackhide__ = True
    [rule] = [rule for rule in rules_of(project) if rule.get("name") == name][:1]
    path = rule.get("runbook")
    if not path:
        fail(
            f"a runbook for “{name}”",
            "It names none.",
            "Whoever is woken starts from nothing. Write runbooks/crashes.md, and name it in the rule: runbook.",
        )
    if str(path).startswith(("http://", "https://")):
        return
    file = project.root / path
    if not file.is_file():
        fail(
            f"the runbook {path}", "There is no such file in the project.", "Write it: what to do first, second, third."
        )
    if sum(bool(line.strip()) for line in file.read_text(encoding="utf-8").splitlines()) < 3:
        fail(
            f"three steps in {path}", "It is nearly empty.", "Say what to look at first, and what may be switched off."
        )


class Nobody:
    """``woken(after, hint)``: no alert has fired. ``for_a_count`` is the hint when the rule that fired counts."""

    def __init__(self, logs, project):
        self._logs, self._project = logs, project

    def woken(self, after, hint, for_a_count=None):
        __tracebackhide__ = True
        fired = [alert["name"] for alert in self._logs.alerts if alert["state"] == "firing"]
        if not fired:
            return
        counts = any(rule.get("kind") == "count" for rule in rules_of(self._project) if rule.get("name") == fired[0])
        fail(f"nobody woken after {after}", f"“{fired[0]}” fired.", (counts and for_a_count) or hint)


def fail(wanted, found, hint) -> NoReturn:
    __tracebackhide__ = True
    raise AssertionError(f"Expected: {wanted}.\n{found}\n{hint}")
