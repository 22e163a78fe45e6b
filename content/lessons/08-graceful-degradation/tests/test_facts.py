"""What the prose claims about falling back, proved on throw-away apps and on the service itself. None is a goal."""

import inspect
import logging
import socket
import sqlite3

import pytest
import requests
from flask import Flask, got_request_exception

ADDRESS = "http://recommendations.example/for/1"


def ask(**options):
    reply = requests.get(ADDRESS, **options)
    reply.raise_for_status()
    return reply.json()["titles"]


@pytest.mark.parametrize(
    ("condition", "error"),
    [
        ("refuse", requests.ConnectionError),
        ("slow", requests.ReadTimeout),
        ("timeout", requests.ReadTimeout),
        ("500", requests.HTTPError),
        ("503", requests.HTTPError),
        ("malformed", requests.JSONDecodeError),
        ("truncated", requests.exceptions.ChunkedEncodingError),
    ],
)
def test_each_way_to_fail_has_its_exception_and_one_name_for_all(upstream, condition, error):
    upstream.set("recommendations", condition, seconds=1)
    with pytest.raises(error) as caught:
        ask(timeout=0.2)
    assert isinstance(caught.value, requests.RequestException)


def test_a_healthy_service_answers(upstream):
    upstream.set("recommendations", "normal")
    assert ask(timeout=1) == ["Dracula", "Jane Eyre"]


def test_an_answer_with_503_raises_nothing_by_itself(upstream):
    upstream.set("recommendations", "503")
    assert requests.get(ADDRESS, timeout=1).status_code == 503


def test_requests_has_no_timeout_of_its_own():
    assert inspect.signature(requests.Session.request).parameters["timeout"].default is None
    assert socket.getdefaulttimeout() is None


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts_fallback")
    yield app
    app.logger.handlers[:] = []


def test_swallowing_is_a_200_that_nobody_hears_of(app, caplog):
    @app.get("/")
    def home():
        try:
            data = no_such_function()  # noqa: F821 - a slip, and that is the point
        except Exception:
            data = "Default data"
        return data

    signalled = []
    with got_request_exception.connected_to(lambda *a, **k: signalled.append(1), app):
        reply = app.test_client().get("/")
    assert (reply.status_code, reply.text) == (200, "Default data")
    assert signalled == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_without_a_catch_one_optional_call_costs_the_whole_page(app):
    @app.get("/")
    def home():
        book = "Frankenstein"
        raise requests.ConnectionError("recommendations")
        return book

    reply = app.test_client().get("/")
    assert reply.status_code == 500
    assert "Frankenstein" not in reply.text


def test_exc_info_puts_the_traceback_on_a_warning(app, caplog):
    @app.get("/")
    def home():
        try:
            raise requests.ConnectionError("secret")
        except requests.RequestException:
            app.logger.warning("no recommendations", exc_info=True)
        return "page"

    app.test_client().get("/")
    [record] = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert record.exc_info[0] is requests.ConnectionError


class Unavailable(Exception):
    pass


def unavailable():
    try:
        raise requests.ConnectionError("secret")
    except requests.RequestException as error:
        raise Unavailable from error


def test_raise_from_keeps_the_first_error():
    with pytest.raises(Unavailable) as caught:
        unavailable()
    assert isinstance(caught.value.__cause__, requests.ConnectionError)


def test_swallowing_around_a_write_keeps_half_the_work():
    database = sqlite3.connect(":memory:")
    database.execute("create table loans (card text not null)")
    database.execute("create table counts (books integer)")
    try:
        database.execute("insert into loans values (null)")
    except Exception:
        passed_over = True
    database.execute("insert into counts values (1)")
    database.commit()
    assert passed_over
    [[loans]] = database.execute("select count(*) from loans")
    [[counts]] = database.execute("select count(*) from counts")
    assert (loans, counts) == (0, 1)
    database.close()
