"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import json
import re
from typing import NoReturn

import pytest

from graceful.testing import expect

REQUESTS = 150
SECTIONS = ("What visitors noticed", "What happened, by the clock", "Why it could happen", "What we change")
# Words that judge a person, or a past decision by what is known today.
BLAME = (
    r"\bfault of\b",
    r"\b(?:his|her|their|my|your) (?:fault|mistake)\b",
    r"\bcareless",
    r"\bstupid",
    r"\bnegligen",
    r"\bincompeten",
    r"\bshould(?:n['’]t| not)? have\b",
    r"\bto blame\b",
)


@pytest.fixture
def switch(project):
    """``switch(False)`` turns the recommendations off, as somebody on call would: in switches.json, while it runs."""
    file = project.root / "switches.json"
    before = file.read_text(encoding="utf-8")

    def set_to(on):
        file.write_text(json.dumps({**json.loads(before), "recommendations": on}), encoding="utf-8")

    yield set_to
    file.write_text(before, encoding="utf-8")


def test_the_switch_stops_it(client, traffic, upstream, switch):
    """With the recommendations switched off nobody meets a crash, and the partner is not even asked."""
    switch(False)
    upstream.set("recommendations", "normal")
    for reply in traffic.run(seed=3, requests=REQUESTS).replies:
        if reply.status >= 500:
            expect(reply).status(200, hint=why_still(upstream.calls("recommendations")))
    asked = len(upstream.calls("recommendations"))
    if asked:
        fail(
            "no request to the partner while the switch is off",
            f"{asked} were sent.",
            "Nobody crashed, but a partner in trouble is still asked, and a slow one would still be waited for.",
        )
    expect(client.get("/books/3")).shows("The Time Machine").shows(
        "data-degraded", hint="Something is missing from the page: say so, with the attribute data-degraded."
    )


def test_the_partner_cannot_do_it_again(client, traffic, upstream, switch, logs):
    """With the switch on, no answer of the partner’s crashes a page: it stands, says what is missing, and is logged."""
    switch(True)
    for condition in ("normal", "malformed", "503", "refuse"):
        upstream.set("recommendations", condition)
        for reply in traffic.run(seed=3, requests=REQUESTS // 3).replies:
            if reply.status >= 500:
                expect(reply).status(200, hint=hint_for(condition, reply))
        book = client.get("/books/3")
        expect(book).status(200, hint=hint_for(condition, book))
        expect(book).shows(
            "data-degraded", hint="An empty list would be a claim: nobody liked anything. Say what is missing."
        )
        expect(book).logged(
            level="WARNING",
            traceback=True,
            hint="The visitor is content, so only the log can tell you. Use exc_info=True.",
        )
    upstream.set("recommendations", "normal")
    expect(client.get("/books/1")).shows(
        "Dracula",
        hint="The partner’s answer for this book is good, and readers should see it. Is anything switched off?",
    )
    if firing(logs):
        fail("no alert after that", f"{firing(logs)[0]} is firing.", "Some visitors still meet a 5xx.")


def test_the_alarm_still_rings(client, logs, switch, upstream):
    """When all is mended, visitors do not set off the alarm, and a real storm of crashes does."""
    switch(True)
    upstream.set("recommendations", "normal")
    for number in range(60):
        client.get(f"/books/{1 + number % 3}")
        logs.wait(2)
    if firing(logs):
        fail(
            "a quiet alarm while visitors read about books",
            f"“{firing(logs)[0]}” is firing.",
            "The incident is not over yet.",
        )
    for number in range(120):
        client.get("/crash" if number % 4 == 0 else "/")
        logs.wait(2)
    if not firing(logs):
        fail(
            "an alarm when one request in four crashes",
            "None is firing.",
            "An alarm that was silenced during the incident must ring again afterwards. Put alerts.json back.",
        )


def test_the_review_is_written(project):
    """The review says what visitors noticed, what happened and why, blames nobody, and names two changes."""
    text = project.read("review.md")
    parts = dict(re.findall(r"^## (.+?)\s*$\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    for section in SECTIONS:
        words = re.sub(r"\(.*?\)", "", parts.get(section, ""), flags=re.DOTALL).split()
        if len(words) < 8:
            fail(
                f"a sentence or two under “{section}” in review.md",
                f"There are {len(words)} words of yours." if section in parts else "The heading is gone.",
                "Write it while you remember. In a month this page is all that is left of the incident.",
            )
    blame = next((found for pattern in BLAME if (found := re.search(pattern, text, re.IGNORECASE))), None)
    if blame:
        fail(
            "a review that blames nobody",
            f"It says “{blame.group()}”.",
            "Whoever is blamed hides the next one. Ask what made it possible, and what would have caught it.",
        )
    if not re.search(r"\d", parts["What happened, by the clock"]):
        fail("times in the section by the clock", "There is no number in it.", "The alert and the log have them.")
    changes = re.findall(r"^\s*(?:[-*]|\d+\.)\s+\S", parts["What we change"], flags=re.MULTILINE)
    if len(changes) < 2:
        fail(
            "a list of at least two changes",
            f"It has {len(changes)}.",
            "Mending the cause is one. The other makes the next incident shorter or smaller, whatever its cause.",
        )


def firing(logs):
    state = {alert["name"]: alert["state"] for alert in logs.alerts}
    return [name for name, one in state.items() if one == "firing"]


def why_still(calls):
    if not calls:
        return "Switched off means the page without that part. An error page, however polite, is still the harm."
    return (
        "The switch is off and the partner is asked all the same: ask is_on(...) first. "
        "A switch that nobody has tried is a hope."
    )


def hint_for(condition, reply):
    kinds = {record.traceback.type for record in reply.log if record.traceback}
    if condition == "normal":
        return "The partner sends null for this book. Their answer is not yours to trust: check it, and do without it."
    if condition == "malformed" or kinds & {"JSONDecodeError"}:
        return "This partner answers nonsense. You have mended one bad answer, and there are others."
    return (
        "This partner fails outright. You have mended the answer that was bad today: catch the failed request as well."
    )


def fail(wanted, found, hint) -> NoReturn:
    __tracebackhide__ = True
    raise AssertionError(f"Expected: {wanted}.\n{found}\n{hint}")
