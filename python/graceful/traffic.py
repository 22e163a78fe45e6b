"""Visitors: a list of requests drawn with a seed, so that the same seed is the same traffic, here and in the page.

What they ask for is in the project's ``traffic.json``, or else every GET rule of a Flask application:

    {"visitors_per_minute": 60, "think_seconds": 4, "malicious": 0.05,
     "routes": [{"path": "/", "weight": 3}, {"path": "/order", "method": "POST", "json": {"book": 1}}]}
"""

import heapq
import json
import math
import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from graceful.alerts import clock

PROFILE = "traffic.json"
MOST_REQUESTS = 5_000

# What arrives at any public address within its first hour.
MALICIOUS = (
    "/.env",
    "/wp-login.php",
    "/admin.php?id=1%27%20OR%20%271%27=%271",
    "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/..%2f..%2fetc/passwd",
    "/%00",
    "/" + "a" * 2000,
    "/.git/config",
)

_PAGES_A_VISIT = 4
_SAMPLES = {"IntegerConverter": ("1", "2", "3", "0", "999"), "FloatConverter": ("1.5", "0.0")}
_WORDS = ("tea", "cake", "1", "2", "nothing")


class ProfileError(Exception):
    """A traffic.json that cannot be used; says why."""


def plan(app: Any, folder: str, *, seed: int, requests: int) -> list[dict[str, Any]]:
    """So many requests in the order of their time.

    Each is {"at": milliseconds from the beginning, "visitor", "malicious", "method", "path", "headers", "body"}. Raises
    ProfileError.
    """
    profile = _profile(app, folder)
    draw = random.Random(seed)
    wanted = max(1, min(MOST_REQUESTS, requests))
    gap = 60_000 / profile["visitors_per_minute"]
    planned: list[dict[str, Any]] = []
    waiting: list[tuple[float, int, int, dict[str, Any]]] = []
    arrives, visitor = 0.0, 0
    while len(planned) < wanted:
        visitor += 1
        arrives += draw.expovariate(1 / gap)
        # Whoever comes now asks for nothing before now.
        while waiting and waiting[0][0] < arrives:
            planned.append(heapq.heappop(waiting)[3])
        for number, one in enumerate(_visit(draw, profile, visitor, arrives)):
            heapq.heappush(waiting, (one["at"], visitor, number, one))
    return planned[:wanted]


def _visit(draw: random.Random, profile: dict[str, Any], visitor: int, arrives: float) -> list[dict[str, Any]]:
    malicious = draw.random() < profile["malicious"]
    pages = 1 + min(20, int(-math.log(1 - draw.random()) * _PAGES_A_VISIT))
    at, made = arrives, []
    for _ in range(pages):
        if malicious:
            route = {"path": draw.choice(MALICIOUS)}
        else:
            [route] = draw.choices(profile["routes"], [one["weight"] for one in profile["routes"]])
        made.append({"at": round(at, 1), "visitor": visitor, "malicious": malicious, **_request(draw, route)})
        at += draw.expovariate(1 / (1000 * (0.2 if malicious else profile["think_seconds"])))
    return made


def _request(draw: random.Random, route: dict[str, Any]) -> dict[str, Any]:
    headers: list[list[str]] = []
    body = ""
    if "json" in route:
        headers, body = [["Content-Type", "application/json"]], json.dumps(route["json"])
    elif "form" in route:
        headers, body = [["Content-Type", "application/x-www-form-urlencoded"]], urlencode(route["form"])
    path = "".join(draw.choice(part) if isinstance(part, (list, tuple)) else part for part in _parts(route["path"]))
    return {"method": route.get("method", "GET"), "path": path, "headers": headers, "body": body}


def _parts(path: Any) -> Any:
    """A path from a rule is a list of texts and of choices."""
    return path if isinstance(path, list) else [path]


def _profile(app: Any, folder: str) -> dict[str, Any]:
    profile: dict[str, Any] = {"visitors_per_minute": 60, "think_seconds": 4, "malicious": 0.05}
    file = os.path.join(folder, PROFILE)
    if os.path.exists(file):
        try:
            with open(file, encoding="utf-8") as opened:
                given = json.load(opened)
        except ValueError as error:
            raise ProfileError(f"{PROFILE} is no JSON: {error}") from error
        if not isinstance(given, dict):
            raise ProfileError(f"{PROFILE} must be an object with a list of routes.")
        known = [*profile, "routes"]
        for name in given:
            if name not in known:
                raise ProfileError(f"{PROFILE}: {name} is none of {', '.join(known)}.")
        profile.update(given)
    profile.setdefault("routes", _routes(app))
    _check(profile)
    return profile


def _check(profile: dict[str, Any]) -> None:
    for name, least in (("visitors_per_minute", 0.1), ("think_seconds", 0.01), ("malicious", 0)):
        if not isinstance(profile[name], (int, float)) or profile[name] < least:
            raise ProfileError(f"{PROFILE}: {name} must be a number from {least} on.")
    routes = profile["routes"]
    if not isinstance(routes, list) or not routes:
        raise ProfileError(f"{PROFILE}: routes must be a list with at least one route.")
    for route in routes:
        if not isinstance(route, dict) or not route.get("path"):
            raise ProfileError(f"{PROFILE}: every route needs a path that begins with /.")
        if isinstance(route["path"], str):
            if not route["path"].startswith("/"):
                raise ProfileError(f"{PROFILE}: {route['path']} does not begin with /.")
            route["path"] = quote(route["path"], safe="/?&=%+.,:;@!$'()*~-_[]")
        route.setdefault("weight", 1)
        if not isinstance(route["weight"], (int, float)) or route["weight"] <= 0:
            raise ProfileError(f"{PROFILE}: the weight of {route['path']} must be a number above 0.")


def _routes(app: Any) -> list[dict[str, Any]]:
    """Every GET rule, with something in the place of its variables; the front page where there are no rules."""
    rules = getattr(getattr(app, "url_map", None), "iter_rules", lambda: ())()
    found = []
    for rule in sorted(rules, key=str):
        if "GET" not in (rule.methods or ()) or rule.endpoint.rpartition(".")[2] == "static":
            continue
        path: list[Any] = []
        for dynamic, part in rule._trace:
            if dynamic:
                path.append(_SAMPLES.get(type(rule._converters[part]).__name__, _WORDS))
            else:
                path.append(part.lstrip("|"))
        found.append({"path": path, "weight": 1})
    return found or [{"path": "/", "weight": 1}]


class Traffic:
    """Sends planned requests for tests, each visitor with cookies of their own, and counts what they got."""

    def __init__(self, app: Callable[[], Any], folder: str, visitor: Callable[[], Any]) -> None:
        self._app, self._folder, self._visitor = app, folder, visitor
        self.replies: list[Any] = []

    def run(self, *, seed: int = 1, requests: int = 100) -> "Traffic":
        """Send them one after the other, without the pauses."""
        visitors: dict[int, Any] = {}
        self.replies = []
        began = clock.now()
        for one in plan(self._app(), self._folder, seed=seed, requests=requests):
            client = visitors.setdefault(one["visitor"], self._visitor())
            clock.set(began + one["at"])
            headers = [tuple(pair) for pair in one["headers"]]
            reply = client.request(one["method"], one["path"], headers=headers, data=one["body"] or None)
            self.replies.append(reply)
        return self

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was sent; 0 is no answer."""
        return Counter(reply.status for reply in self.replies)

    @property
    def raw_pages(self) -> int:
        """Error pages that were the server's or Flask's own."""
        from graceful.testing import is_default_page

        return sum(reply.status >= 400 and is_default_page(reply) for reply in self.replies)
