"""What the prose claims about Flask, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Flask, abort
from flask.logging import default_handler


@pytest.fixture
def app(monkeypatch):
    """A bare app as production runs it: no handler, no setting."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts_overview")

    @app.get("/")
    def home():
        return "home"

    @app.get("/books/<int:number>")
    def show_book(number):
        return {1: "Frankenstein"}[number]

    @app.get("/asked/<int:number>")
    def ask_first(number):
        if number != 1:
            abort(404)
        return "Frankenstein"

    yield app
    app.logger.handlers[:] = []


def errors(caplog):
    return [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_crash_costs_one_request_and_the_app_lives_on(app):
    client = app.test_client()
    assert client.get("/books/7").status_code == 500
    assert client.get("/").text == "home"
    assert client.get("/books/7").status_code == 500
    assert client.get("/books/1").text == "Frankenstein"


def test_there_is_no_debug_page_unless_it_is_asked_for(app):
    reply = app.test_client().get("/books/7")
    assert app.debug is False
    assert "Internal Server Error" in reply.text
    for told in ("KeyError", "Traceback", "show_book"):
        assert told not in reply.text


def test_the_page_of_a_crash_has_no_way_back(app):
    assert "<a " not in app.test_client().get("/books/7").text


def test_a_crash_is_written_to_the_log_with_class_and_value(app, caplog):
    app.test_client().get("/books/7")
    [record] = errors(caplog)
    assert record.getMessage() == "Exception on /books/7 [GET]"
    assert record.exc_info[0] is KeyError
    assert record.exc_info[1].args == (7,)


def test_the_log_goes_to_stderr_and_to_nobody_else(app):
    root = logging.getLogger()
    handlers, root.handlers[:] = root.handlers[:], []
    try:
        assert app.logger.handlers == [default_handler]
        assert isinstance(default_handler, logging.StreamHandler)
    finally:
        root.handlers[:] = handlers


def test_abort_ends_the_view_with_a_404_and_no_record(app, caplog):
    reply = app.test_client().get("/asked/7")
    assert reply.status_code == 404
    assert errors(caplog) == []
