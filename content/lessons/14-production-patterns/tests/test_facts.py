"""What the prose claims about logs, the tracker and alert rules, proved on throw-away apps. None of these is a goal."""

import io
import json
import logging

import pytest
import sentry_sdk
from flask import Flask
from pythonjsonlogger.json import JsonFormatter

from graceful import alerts

HOUR = 3600
FORGED = "/authors/x%0a2026-05-01%20CRITICAL%20every%20card%20was%20copied"


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.get("/authors/<name>")
    def author(name):
        raise KeyError(name)

    return app


@pytest.fixture
def write(app):
    """Gives the app's logger a formatter, and what it has written, by lines."""
    text = io.StringIO()

    def with_formatter(formatter):
        handler = logging.StreamHandler(text)
        handler.setFormatter(formatter)
        app.logger.addHandler(handler)
        app.logger.setLevel("INFO")
        return lambda: text.getvalue().splitlines()

    yield with_formatter
    app.logger.handlers.clear()


def test_a_line_break_in_the_address_forges_a_line_of_text(app, write):
    lines = write(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    app.test_client().get(FORGED)
    assert lines()[1] == "2026-05-01 CRITICAL every card was copied [GET]"


def test_json_keeps_it_in_one_line_with_the_traceback(app, write):
    lines = write(JsonFormatter("%(levelname)s %(message)s"))
    app.test_client().get(FORGED)
    [line] = lines()
    assert json.loads(line)["message"].splitlines()[1] == "2026-05-01 CRITICAL every card was copied [GET]"
    assert json.loads(line)["exc_info"].startswith("Traceback (most recent call last):")


def test_what_is_given_as_extra_becomes_a_field(app, write):
    lines = write(JsonFormatter("%(message)s", rename_fields={"message": "msg"}))
    app.logger.info("lent", extra={"book": 2})
    assert json.loads(lines()[0]) == {"msg": "lent", "book": 2}


def test_json_from_a_format_string_breaks_at_a_quotation_mark(app, write):
    lines = write(logging.Formatter('{"message": "%(message)s"}'))
    app.logger.info('lent "Frankenstein"')
    with pytest.raises(ValueError, match="delimiter"):
        json.loads(lines()[0])


@pytest.fixture
def tracked(app, tracker):
    sentry_sdk.init(dsn="https://key@tracker.example/1")
    return app.test_client()


def test_a_tag_set_in_the_error_handler_is_not_on_the_event(app, tracked, tracker):
    @app.errorhandler(500)
    def too_late(error):
        sentry_sdk.set_tag("request_id", "late")
        return "sorry", 500

    tracked.get("/authors/x")
    assert "request_id" not in (tracker.events[0].get("tags") or {})


def test_a_tag_set_when_the_request_begins_is_and_ends_with_it(app, tracked, tracker):
    names = iter(["one"])

    @app.before_request
    def tag():
        for name in names:
            sentry_sdk.set_tag("request_id", name)

    tracked.get("/authors/x")
    tracked.get("/authors/y")
    assert [(event.get("tags") or {}).get("request_id") for event in tracker.events] == ["one", None]


def test_an_error_record_is_an_event_for_the_tracker_and_a_warning_is_none(app, tracked, tracker):
    logger = logging.getLogger("facts.partner")
    logger.warning("no recommendations")
    assert tracker.events == []
    logger.error("no recommendations")
    assert len(tracker.events) == 1


def test_the_arithmetic_of_14_4():
    assert round(14.4 * 0.001 * 100, 2) == 1.44, "per cent of the requests, at an objective of 99.9 %"
    assert 30 * 24 / 14.4 == 50, "hours until the budget of thirty days is gone"
    assert round(14.4 / (30 * 24) * 100) == 2, "per cent of it in one hour"


BURN = {"kind": "burn", "objective": 0.999, "threshold": 14.4, "window_seconds": HOUR, "short_window_seconds": 300}
HOUR_ALONE = {"kind": "rate", "threshold": 0.0144, "window_seconds": HOUR}


def times_of(rule, folder):
    """Minutes after the first error until the rule fires, and is quiet: one request in ten fails for twelve."""
    (folder / "alerts.json").write_text(json.dumps({"alerts": [{"name": "A", "least_requests": 100, **rule}]}))
    told, at = {}, [0.0]
    watch = alerts.Alerts(alerts.load(str(folder)), lambda alert: told.setdefault(alert["state"], at[0]))
    alerts.clock.reset()
    for second in range(-HOUR, 80 * 60, 6):
        at[0] = second / 60
        alerts.clock.advance(6)
        watch.answered(0 <= second < 12 * 60 and second % 60 == 0)
    alerts.clock.reset()
    return told


def test_the_two_windows_of_the_figure(tmp_path):
    both = times_of(BURN, tmp_path)
    assert 8 <= both["firing"] <= 9
    assert 15 <= both["resolved"] <= 17
    alone = times_of(HOUR_ALONE, tmp_path)
    assert 8 <= alone["firing"] <= 9
    assert 62 <= alone["resolved"] <= 65
