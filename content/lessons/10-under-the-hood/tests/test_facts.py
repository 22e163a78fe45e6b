"""What the prose claims about the way of a request, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Flask, got_request_exception


class Refused(Exception):
    pass


@pytest.fixture
def way():
    """The names of what ran, in order."""
    return []


@pytest.fixture
def app(way, monkeypatch):
    """An app that notes everything that runs."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    class Note(logging.Handler):
        def emit(self, record):
            way.append("log")

    app.logger.addHandler(Note())
    app.before_request(lambda: way.append("before"))
    app.teardown_request(lambda error: way.append(f"teardown {type(error).__name__}"))

    @app.after_request
    def after(response):
        way.append(f"after {response.status_code}")
        return response

    @app.get("/crash")
    def crash():
        way.append("view")
        raise ConnectionError("secret")

    @app.get("/refused")
    def refused():
        way.append("view")
        raise Refused

    return app


@pytest.fixture
def signalled(app, way):
    def note(sender, exception, **extra):
        way.append("signal")

    with got_request_exception.connected_to(note, app):
        yield


def test_the_way_of_a_crash(app, way, signalled):
    app.register_error_handler(500, lambda error: (way.append("handler"), ("Ours", 500))[1])
    assert app.test_client().get("/crash").text == "Ours"
    assert way == ["before", "view", "signal", "log", "handler", "after 500", "teardown ConnectionError"]


def test_the_way_of_a_handled_error(app, way, signalled):
    app.register_error_handler(Refused, lambda error: (way.append("handler"), ("No", 409))[1])
    assert app.test_client().get("/refused").status_code == 409
    assert way == ["before", "view", "handler", "after 409", "teardown NoneType"]


def test_without_a_handler_the_app_answers_500_and_lives(app, way):
    client = app.test_client()
    assert client.get("/crash").status_code == 500
    assert client.get("/crash").status_code == 500
    assert way.count("log") == 2


def test_a_missing_page_runs_the_hooks_and_no_view(app, way):
    assert app.test_client().get("/nowhere").status_code == 404
    assert way == ["before", "after 404", "teardown NoneType"]


def test_a_handler_is_found_by_class_along_the_mro(app):
    app.register_error_handler(OSError, lambda error: ("by OSError", 503))
    assert app.test_client().get("/crash").text == "by OSError", "ConnectionError is an OSError"


def test_a_record_of_the_app_reaches_a_file_of_the_root_logger(app, tmp_path):
    handler = logging.FileHandler(tmp_path / "error.log")
    logging.getLogger().addHandler(handler)
    try:
        app.test_client().get("/crash")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    text = (tmp_path / "error.log").read_text()
    assert text.startswith("Exception on /crash [GET]")
    assert "ConnectionError: secret" in text


def test_what_before_request_puts_into_g_is_there_in_the_handler(app):
    from flask import g

    app.before_request(lambda: setattr(g, "reader", "card 12"))
    app.register_error_handler(500, lambda error: (g.reader, 500))
    assert app.test_client().get("/crash").text == "card 12"
