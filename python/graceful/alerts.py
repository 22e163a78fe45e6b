"""Alert rules: a condition over a window of time that pages somebody, as an alert manager beside the app would.

The rules are in the project's ``alerts.json``:

    {"alerts": [
      {"name": "Crashes", "kind": "count", "where": {"levelname": "ERROR"}, "threshold": 5, "window_seconds": 60,
       "runbook": "runbooks/crashes.md"},
      {"name": "Failing requests", "kind": "rate", "threshold": 0.1, "least_requests": 10, "window_seconds": 60},
      {"name": "Budget", "kind": "burn", "objective": 0.99, "threshold": 10, "window_seconds": 300,
       "short_window_seconds": 25}]}

``count`` counts log records whose attributes are as ``where`` says (a text, with ``*``, or a list of them; without it,
records from ERROR up). ``rate`` is the share of requests answered 5xx or not at all. ``burn`` is that share divided by
what the objective allows, and must be over the threshold in both windows ("The Site Reliability Workbook", chapter 5);
the short one is a twelfth of the long one unless it is given.
"""

import json
import logging
import os
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from graceful.capture import message_of

RULES = "alerts.json"
KINDS = ("count", "rate", "burn")

# A share of three requests says nothing.
_LEAST_REQUESTS = 10
_SHORT = 12
_MOST_RULES = 20

Tell = Callable[[dict[str, Any]], None]


class RulesError(Exception):
    """An alerts.json that cannot be used; says why."""


class Clock:
    """Milliseconds since the epoch. May be ahead of the wall's, and never goes back: visitors live faster."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() * 1000 + self._ahead

    def reset(self) -> None:
        self._ahead = 0.0

    def set(self, moment: float) -> None:
        self._ahead = max(self._ahead, moment - time.time() * 1000)

    def advance(self, seconds: float) -> None:
        self._ahead += seconds * 1000


# The one that rules go by, and that traffic sets.
clock = Clock()


@dataclass(frozen=True)
class Rule:
    name: str
    kind: str
    threshold: float
    window_ms: float
    short_window_ms: float
    least_requests: int
    objective: float
    where: Mapping[str, list[str]]
    runbook: str | None

    def describe(self) -> dict[str, Any]:
        """As live-server.ts's AlertRule."""
        return {
            "name": self.name,
            "kind": self.kind,
            "threshold": self.threshold,
            "windowSeconds": self.window_ms / 1000,
            "runbook": self.runbook,
        }

    def takes(self, record: logging.LogRecord) -> bool:
        if not self.where:
            return record.levelno >= logging.ERROR
        return all(
            any(fnmatchcase(_attribute(record, name), pattern) for pattern in patterns)
            for name, patterns in self.where.items()
        )


@dataclass
class _Watched:
    rule: Rule
    bad: deque[float] = field(default_factory=deque)
    all: deque[float] = field(default_factory=deque)
    first_error: float | None = None
    firing: bool = False


class Alerts:
    """Hears of records and answers, and tells when a rule begins to fire and when it is quiet again."""

    def __init__(self, rules: list[Rule], tell: Tell) -> None:
        self._watched = [_Watched(rule) for rule in rules]
        self._tell = tell

    def logged(self, record: logging.LogRecord) -> None:
        now = clock.now()
        for one in self._watched:
            if one.rule.kind == "count":
                self._signal(one, now, one.rule.takes(record))

    def passed(self) -> None:
        """Time has passed."""
        now = clock.now()
        for one in self._watched:
            self._settle(one, now)

    def answered(self, failed: bool) -> None:
        """A request has ended; ``failed`` means 5xx or no answer."""
        now = clock.now()
        for one in self._watched:
            if one.rule.kind == "count":
                self._settle(one, now)
            else:
                one.all.append(now)
                self._signal(one, now, failed)

    def _signal(self, one: _Watched, now: float, bad: bool) -> None:
        if bad:
            one.bad.append(now)
            if one.first_error is None:
                one.first_error = now
        self._settle(one, now)

    def _settle(self, one: _Watched, now: float) -> None:
        for times in (one.bad, one.all):
            while times and times[0] <= now - one.rule.window_ms:
                times.popleft()
        value = _value(one, now)
        over = value is not None and value >= one.rule.threshold
        if over != one.firing:
            one.firing = over
            self._tell(
                {
                    "name": one.rule.name,
                    "state": "firing" if over else "resolved",
                    "time": now,
                    "firstErrorAt": one.first_error or now,
                    "value": value or 0,
                }
            )
        if not one.bad and not one.firing:
            one.first_error = None


def _value(one: _Watched, now: float) -> float | None:
    """What the rule compares with its threshold; None while there is too little to tell."""
    rule = one.rule
    if rule.kind == "count":
        return len(one.bad)
    if len(one.all) < rule.least_requests:
        return None
    long = len(one.bad) / len(one.all)
    if rule.kind == "rate":
        return long
    since = now - rule.short_window_ms
    lately = sum(moment > since for moment in one.all)
    short = sum(moment > since for moment in one.bad) / lately if lately else 0.0
    return min(long, short) / (1 - rule.objective)


def load(folder: str) -> list[Rule]:
    """The rules of the project in ``folder``; none without the file. Raises RulesError."""
    file = os.path.join(folder, RULES)
    if not os.path.exists(file):
        return []
    try:
        with open(file, encoding="utf-8") as opened:
            given = json.load(opened)
    except ValueError as error:
        raise RulesError(f"{RULES} is no JSON: {error}") from error
    rules = given.get("alerts") if isinstance(given, dict) else None
    if not isinstance(rules, list) or len(rules) > _MOST_RULES:
        raise RulesError(f'{RULES} must be an object with a list of at most {_MOST_RULES} rules, "alerts".')
    return [_rule(one, f"{RULES}, rule {number}") for number, one in enumerate(rules, 1)]


def _rule(given: Any, where: str) -> Rule:
    if not isinstance(given, dict):
        raise RulesError(f"{where}: must be an object.")
    known = {
        "name",
        "kind",
        "threshold",
        "window_seconds",
        "short_window_seconds",
        "least_requests",
        "objective",
        "where",
        "runbook",
    }
    for name in given:
        if name not in known:
            raise RulesError(f"{where}: nothing is called {name!r}; known are {', '.join(sorted(known))}.")
    if given.get("kind") not in KINDS:
        raise RulesError(f"{where}: kind must be one of {', '.join(KINDS)}.")
    window = _number(given, "window_seconds", where)
    short = _number(given, "short_window_seconds", where, window / _SHORT)
    objective = _number(given, "objective", where, None if given["kind"] == "burn" else 0.99)
    if objective >= 1:
        raise RulesError(f"{where}: objective must be below 1, for example 0.99.")
    runbook = given.get("runbook")
    if runbook is not None and not isinstance(runbook, str):
        raise RulesError(f"{where}: runbook must be an address or one of the project's files.")
    return Rule(
        name=str(given.get("name") or where),
        kind=given["kind"],
        threshold=_number(given, "threshold", where),
        window_ms=window * 1000,
        short_window_ms=short * 1000,
        least_requests=int(_number(given, "least_requests", where, _LEAST_REQUESTS)),
        objective=objective,
        where=_patterns(given.get("where") or {}, where),
        runbook=runbook,
    )


def _number(given: Mapping[str, Any], name: str, where: str, default: float | None = None) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        raise RulesError(f"{where}: {name} must be a number above 0.")
    return value


def _patterns(given: Any, where: str) -> dict[str, list[str]]:
    if not isinstance(given, dict):
        raise RulesError(f'{where}: where must be an object, for example {{"levelname": "ERROR"}}.')
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])] for name, value in given.items()
    }


def _attribute(record: logging.LogRecord, name: str) -> str:
    return message_of(record) if name == "message" else str(getattr(record, name, ""))
