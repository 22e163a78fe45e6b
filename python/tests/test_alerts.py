"""Rules page when they should, say how long it took, and are quiet again; what cannot be used is named."""

import json
import logging

import pytest

from graceful import alerts

APP = """
import logging
from flask import Flask
app = Flask(__name__)

@app.get("/")
def index():
    return "fine"

@app.get("/crash")
def crash():
    return 1 / 0

@app.get("/warn")
def warn():
    app.logger.warning("slow", extra={"shop": "north"})
    return "fine"

@app.get("/cut")
def cut():
    def pieces():
        yield "a"
        raise ValueError
    return pieces()
"""


@pytest.fixture
def told(monkeypatch):
    """Alerts by rules, on a clock that stands until it is moved: ``told(kind=...)`` gives (alerts, list, move)."""

    def make(**rule):
        now = [1_000_000.0]
        monkeypatch.setattr(alerts.clock, "now", lambda: now[0])
        heard = []
        found = alerts.Alerts([alerts._rule(rule, "rule")], heard.append)

        def move(seconds):
            now[0] += seconds * 1000

        return found, heard, move

    return make


def error():
    return logging.makeLogRecord({"levelno": logging.ERROR, "levelname": "ERROR", "name": "app", "msg": "x"})


def states(heard):
    return [(alert["state"], (alert["time"] - alert["firstErrorAt"]) / 1000) for alert in heard]


def test_a_count_fires_with_its_last_record_and_ends_when_its_window_is_empty(told):
    found, heard, move = told(kind="count", threshold=3, window_seconds=60)
    for _ in range(2):
        found.logged(error())
        move(4)
    assert heard == []
    found.logged(error())
    assert states(heard) == [("firing", 8)]
    found.logged(error())
    assert len(heard) == 1, "one page for one incident"
    move(61)
    found.answered(False)
    assert [alert["state"] for alert in heard] == ["firing", "resolved"]


def test_records_below_error_do_not_count_unless_the_rule_says_so(told):
    warning = logging.makeLogRecord({"levelno": 30, "levelname": "WARNING", "name": "shop.cart", "msg": "x %s"})
    warning.args = ("y",)
    found, heard, _ = told(kind="count", threshold=1, window_seconds=60)
    found.logged(warning)
    assert heard == []
    where = {"levelname": ["WARNING", "ERROR"], "name": "shop.*", "message": "x y"}
    found, heard, _ = told(kind="count", threshold=1, window_seconds=60, where=where)
    found.logged(error())
    assert heard == []
    found.logged(warning)
    assert states(heard) == [("firing", 0)]


def test_a_rate_waits_for_enough_requests(told):
    found, heard, move = told(kind="rate", threshold=0.5, window_seconds=60, least_requests=4)
    for _ in range(3):
        found.answered(True)
        move(1)
    assert heard == []
    found.answered(False)
    assert states(heard) == [("firing", 3)]
    assert heard[0]["value"] == 0.75


def test_a_burn_needs_both_windows(told):
    rule = {"kind": "burn", "objective": 0.9, "threshold": 5, "window_seconds": 120, "short_window_seconds": 10}
    found, heard, move = told(**rule, least_requests=10)
    for _ in range(8):
        found.answered(True)
    move(30)
    for _ in range(2):
        found.answered(False)
    assert heard == [], "over, but not lately"
    for _ in range(10):
        found.answered(True)
    assert states(heard)[0][0] == "firing"
    move(11)
    found.answered(False)
    assert states(heard)[-1][0] == "resolved", "the short window ends it soon"


def test_the_clock_never_goes_back():
    clock = alerts.Clock()
    ahead = clock.now() + 50_000
    clock.set(ahead)
    clock.set(ahead - 90_000)
    assert clock.now() >= ahead


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON"),
        ("[]", "must be an object"),
        ('{"alerts": [1]}', "rule 1: must be an object"),
        ('{"alerts": [{"kind": "sum"}]}', "kind must be one of count, rate, burn"),
        ('{"alerts": [{"kind": "count", "threshold": 1, "window": 60}]}', "nothing is called 'window'"),
        ('{"alerts": [{"kind": "count", "threshold": 0, "window_seconds": 60}]}', "threshold must be a number above 0"),
        ('{"alerts": [{"kind": "count", "threshold": 1}]}', "window_seconds must be a number"),
        ('{"alerts": [{"kind": "burn", "threshold": 1, "window_seconds": 9}]}', "objective must be a number"),
        ('{"alerts": [{"kind": "burn", "threshold": 1, "window_seconds": 9, "objective": 99}]}', "must be below 1"),
        ('{"alerts": [{"kind": "count", "threshold": 1, "window_seconds": 9, "where": "ERROR"}]}', "must be an object"),
        ('{"alerts": [{"kind": "count", "threshold": 1, "window_seconds": 9, "runbook": 1}]}', "runbook must be"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_server_runs(server, text, words):
    (server.root / "alerts.json").write_text(text)
    server.write(app=APP)
    assert server.load()["ok"] is True
    [rules] = [payload for kind, payload, _ in server.events if kind == "alert-rules"]
    assert rules["rules"] == []
    assert words in rules["problem"]
    assert server.request("/").status == 200


RULES = {
    "alerts": [
        {"name": "Crashes", "kind": "count", "threshold": 2, "window_seconds": 60, "runbook": "runbooks/crashes.md"},
        {"name": "Cut", "kind": "rate", "threshold": 1, "least_requests": 1, "window_seconds": 60},
    ]
}


def test_a_served_project_pages(server):
    (server.root / "alerts.json").write_text(json.dumps(RULES))
    server.serve(APP)
    [rules] = [payload for kind, payload, _ in server.events if kind == "alert-rules"]
    assert rules["rules"][0] == {
        "name": "Crashes",
        "kind": "count",
        "threshold": 2,
        "windowSeconds": 60.0,
        "runbook": "runbooks/crashes.md",
    }

    def heard(path, **options):
        server.request(path, **options)
        return [(payload["name"], payload["state"]) for kind, payload, _ in server.events if kind == "alert"]

    assert heard("/crash") == [("Cut", "firing")]
    assert heard("/crash") == [("Crashes", "firing")]
    assert heard("/", clock=alerts.clock.now() + 120_000) == [("Crashes", "resolved"), ("Cut", "resolved")]
    assert heard("/cut", clock=alerts.clock.now() + 120_000)[-1] == ("Cut", "firing"), "a body cut off is no answer"


LOGGED = """
def test_logs(client, logs, project):
    client.get("/warn")
    assert [record.getMessage() for record in logs.records] == ["slow"]
    assert logs.fields(logs.records[0]) == {"shop": "north"}
    assert [line["message"] for line in logs.json_lines] == ["slow"] * 3
    assert logs.json_lines[0]["shop"] == "north"

def test_pages(client, logs):
    client.get("/crash")
    assert logs.alerts[0]["name"] == "Cut" and logs.alerts[0]["seconds"] == 0
    client.get("/crash")
    assert [(one["name"], one["state"]) for one in logs.alerts] == [("Cut", "firing"), ("Crashes", "firing")]
    logs.wait(61)
    assert [one["state"] for one in logs.alerts][2:] == ["resolved", "resolved"]

def test_traffic_has_its_own_clock(logs, traffic):
    traffic.run(seed=1, requests=200)
    crashes = [one for one in logs.alerts if one["name"] == "Crashes" and one["state"] == "firing"]
    assert crashes and crashes[0]["seconds"] > 0.5
"""

CONFIGURED = """
import sys
from pythonjsonlogger.json import JsonFormatter
for handler in (logging.StreamHandler(), logging.StreamHandler(sys.stdout), logging.FileHandler("app.log")):
    handler.setFormatter(JsonFormatter())
    app.logger.addHandler(handler)
"""


def test_the_fixture(server):
    (server.root / "alerts.json").write_text(json.dumps(RULES))
    server.write(app=APP + CONFIGURED, **{"tests/test_log": LOGGED})
    report = server.test(tests=server.root / "tests")
    assert [(result["outcome"], result["message"]) for result in report["results"]] == [("passed", "")] * 3
