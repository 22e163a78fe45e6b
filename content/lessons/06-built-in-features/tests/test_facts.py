"""What the prose claims about Flask's settings, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Flask, abort, got_request_exception
from flask.cli import ScriptInfo
from werkzeug.debug import DebuggedApplication
from werkzeug.exceptions import HTTPException


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/gone")
    def gone():
        abort(410)

    return app


def errors(caplog):
    return [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_unhandled_errors_are_logged_and_404s_are_not(app, caplog):
    client = app.test_client()
    client.get("/nowhere")
    client.get("/gone")
    assert errors(caplog) == []
    client.get("/crash")
    assert len(errors(caplog)) == 1


def test_no_details_are_shown_without_debug_mode(app):
    text = app.test_client().get("/crash").text
    assert "Internal Server Error" in text
    assert "secret" not in text


def test_a_handler_for_exception_gets_the_404s(app):
    app.register_error_handler(Exception, lambda error: ("Oops", 500))
    assert app.test_client().get("/nowhere").status_code == 500
    assert app.test_client().post("/crash").status_code == 500


def test_a_handler_for_exception_silences_log_and_signal(app, caplog):
    signalled = []
    app.register_error_handler(Exception, lambda error: ("Oops", 500))
    with got_request_exception.connected_to(lambda *a, **k: signalled.append(1), app):
        app.test_client().get("/crash")
    assert errors(caplog) == []
    assert signalled == []


@pytest.mark.parametrize("value", [None, False])
def test_propagate_exceptions_none_and_false_are_the_same_in_production(app, value):
    app.config["PROPAGATE_EXCEPTIONS"] = value
    app.register_error_handler(500, lambda error: ("Ours", 500))
    client = app.test_client()
    assert (client.get("/crash").text, client.get("/crash").status_code) == ("Ours", 500)


def test_propagate_exceptions_true_skips_the_500_page(app, caplog):
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.register_error_handler(500, lambda error: ("Ours", 500))
    with pytest.raises(ConnectionError):
        app.test_client().get("/crash")
    assert errors(caplog) == [], "and Flask’s log line too"


def test_a_handler_for_the_very_exception_runs_even_then(app):
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.register_error_handler(ConnectionError, lambda error: ("Ours", 503))
    assert app.test_client().get("/crash").text == "Ours"


def test_debug_in_code_propagates_too(app):
    app.config["DEBUG"] = True
    app.register_error_handler(500, lambda error: ("Ours", 500))
    with pytest.raises(ConnectionError):
        app.test_client().get("/crash")


def test_debug_false_in_code_is_what_it_was_anyway(app):
    assert app.config["DEBUG"] is False


@pytest.mark.parametrize("asked", ["0", "1"])
def test_flask_run_overwrites_what_the_code_says(app, monkeypatch, asked):
    monkeypatch.setenv("FLASK_DEBUG", asked)
    app.config["DEBUG"] = asked == "0"
    assert ScriptInfo(create_app=lambda: app).load_app().debug is (asked == "1")


def test_the_console_wants_a_local_host_name_and_believes_the_header(app):
    debugger = DebuggedApplication(app, evalex=True)
    assert not debugger.check_host_trust({"HTTP_HOST": "library.example"})
    assert debugger.check_host_trust({"HTTP_HOST": "localhost"})


def test_an_http_error_s_own_response_keeps_allow(app):
    app.register_error_handler(HTTPException, lambda error: error.get_response())
    assert "GET" in app.test_client().post("/crash").headers["Allow"]


def test_system_exit_passes_every_handler(app):
    @app.get("/exit")
    def leave():
        raise SystemExit(1)

    app.register_error_handler(Exception, lambda error: ("Oops", 500))
    with pytest.raises(SystemExit):
        app.test_client().get("/exit")


def test_an_error_in_a_stream_passes_every_handler(app):
    @app.get("/stream")
    def stream():
        def pieces():
            yield "one"
            raise ConnectionError("late")

        return pieces()

    app.register_error_handler(Exception, lambda error: ("Oops", 500))
    reply = app.test_client().get("/stream", buffered=False)
    assert reply.status_code == 200
    with pytest.raises(ConnectionError):
        reply.get_data()
