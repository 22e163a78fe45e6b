"""What the prose claims, proved on throw-away apps. None of these is a goal."""

import json
import logging

import pytest
import requests
from flask import Flask

from graceful import alerts

RULE = {
    "name": "Visitors see crashes",
    "kind": "burn",
    "objective": 0.999,
    "threshold": 14.4,
    "window_seconds": 3600,
    "short_window_seconds": 300,
    "least_requests": 40,
}


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.get("/good")
    def good():
        return "good"

    @app.get("/bad")
    def bad():
        return [title.title() for title in json.loads('{"titles": null}')["titles"]]

    return app


def test_null_becomes_none_and_a_loop_over_it_is_a_type_error(app, caplog):
    assert app.test_client().get("/bad").status_code == 500
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info[0] is TypeError
    assert "not iterable" in str(record.exc_info[1])


def test_a_page_that_crashes_leaves_the_others_alone(app):
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/bad", "/good", "/bad", "/good")] == [500, 200, 500, 200]


def test_an_answer_that_is_no_json_is_a_request_exception():
    assert issubclass(requests.JSONDecodeError, requests.RequestException)
    assert not issubclass(TypeError, requests.RequestException)


def fires_after(rule, folder):
    """Requests until the rule fires, when one in seven fails and four come each second; None when it never does."""
    (folder / "alerts.json").write_text(json.dumps({"alerts": [rule]}))
    told = []
    watch = alerts.Alerts(alerts.load(str(folder)), told.append)
    alerts.clock.reset()
    try:
        for number in range(1, 201):
            alerts.clock.advance(0.25)
            watch.answered(number % 7 == 0)
            if told:
                return number
    finally:
        alerts.clock.reset()
    return None


def test_one_request_in_seven_fires_at_the_floor_of_forty(tmp_path):
    assert fires_after(RULE, tmp_path) == 40, "ten seconds of visitors, at four requests a second"


def test_a_raised_threshold_hears_nothing(tmp_path):
    assert fires_after({**RULE, "threshold": 1000}, tmp_path) is None
