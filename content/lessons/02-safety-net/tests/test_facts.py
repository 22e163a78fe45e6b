"""What the prose claims about Flask, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Flask


@pytest.fixture
def way():
    """The names of what ran, in order."""
    return []


@pytest.fixture
def app(way, monkeypatch):
    """An app whose view crashes, and which notes what runs."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts_net")

    class Note(logging.Handler):
        def emit(self, record):
            way.append(f"log {record.levelname}")

    app.logger.addHandler(Note())

    @app.get("/")
    def home():
        return "home"

    @app.get("/loans")
    def loans():
        way.append("view")
        raise ConnectionError("secret")

    yield app
    app.logger.handlers[:] = []


def handler(way, says):
    def handle(error):
        way.append("handler")
        return says(error), 500

    return handle


def test_the_flow_from_request_to_response(app, way):
    app.register_error_handler(500, handler(way, lambda error: "Ours"))
    reply = app.test_client().get("/loans")
    assert (reply.text, reply.status_code) == ("Ours", 500)
    assert way == ["view", "log ERROR", "handler"]


def test_a_request_that_goes_well_meets_nothing_of_it(app, way):
    app.register_error_handler(500, handler(way, lambda error: "Ours"))
    assert app.test_client().get("/").text == "home"
    assert way == []


def test_the_show_goes_on(app, way):
    app.register_error_handler(500, handler(way, lambda error: "Ours"))
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/loans", "/", "/loans", "/")] == [500, 200, 500, 200]


def test_a_handler_that_fails_lets_the_error_out_of_the_app(app, way):
    def faints(error):
        raise ConnectionError("secret")

    app.register_error_handler(500, faints)
    with pytest.raises(ConnectionError):
        app.test_client().get("/loans")
    assert way == ["view", "log ERROR"], "the note was written before"


def test_what_a_view_catches_itself_is_not_logged(app, way):
    @app.get("/caught")
    def caught():
        try:
            raise ConnectionError("secret")
        except ConnectionError:
            return "Sorry", 500

    assert app.test_client().get("/caught").status_code == 500
    assert way == []


def test_the_handler_is_given_a_wrapper_with_the_error_inside(app, way):
    app.register_error_handler(500, handler(way, lambda error: repr(error.original_exception)))
    assert app.test_client().get("/loans").text == "ConnectionError('secret')"
