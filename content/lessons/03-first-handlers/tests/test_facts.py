"""What the prose claims about Flask, proved on throw-away apps. None of these is a goal."""

import logging

import flask
import pytest
from flask import Flask, abort
from werkzeug.exceptions import InternalServerError


@pytest.fixture
def app(monkeypatch):
    """A bare app as production runs it: one view crashes, one gives up with a 404."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.get("/")
    def home():
        return "home"

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/books/<int:number>")
    def show_book(number):
        abort(404)

    return app


def errors(caplog):
    return [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_no_debug_page_unless_asked_for(app):
    reply = app.test_client().get("/crash")
    assert app.debug is False
    assert reply.status_code == 500
    assert "Internal Server Error" in reply.text
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text


def test_flask_debug_asks_for_debug_mode(monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert Flask("facts").debug is True


def test_a_missing_page_is_a_404_in_flask_s_words_and_not_logged(app, caplog):
    reply = app.test_client().get("/missing")
    assert reply.status_code == 404
    assert "<title>404 Not Found</title>" in reply.text
    assert errors(caplog) == []


def test_a_crash_is_logged_with_its_traceback_and_the_server_lives_on(app, caplog):
    client = app.test_client()
    assert client.get("/crash").status_code == 500
    (record,) = errors(caplog)
    assert record.getMessage() == "Exception on /crash [GET]"
    assert record.exc_info[0] is ConnectionError
    assert client.get("/").text == "home"


@pytest.mark.parametrize("propagate", [None, False])
def test_propagate_exceptions_false_changes_nothing_in_production(app, propagate):
    app.config["PROPAGATE_EXCEPTIONS"] = propagate
    assert app.test_client().get("/crash").status_code == 500


def test_a_handler_without_a_status_answers_200(app):
    app.register_error_handler(404, lambda error: "Not here")
    reply = app.test_client().get("/missing")
    assert (reply.status_code, reply.text) == (200, "Not here")


def test_a_status_inside_json_is_not_the_status(app):
    app.register_error_handler(404, lambda error: {"status": 404})
    assert app.test_client().get("/missing").status_code == 200


def test_one_404_handler_has_two_doors(app):
    app.register_error_handler(404, lambda error: ("Not here", 404))
    for path in ("/missing", "/books/99"):
        reply = app.test_client().get(path)
        assert (reply.status_code, reply.text) == (404, "Not here")


def test_the_log_is_written_before_the_500_handler_runs(app, caplog):
    seen = []

    @app.errorhandler(500)
    def server_error(error):
        seen.append((error, len(errors(caplog))))
        return "Our fault", 500

    assert app.test_client().get("/crash").text == "Our fault"
    ((error, logged_before),) = seen
    assert isinstance(error, InternalServerError)
    assert isinstance(error.original_exception, ConnectionError)
    assert logged_before == 1
    assert len(errors(caplog)) == 1


def test_abort_500_shows_the_page_and_logs_nothing(app, caplog):
    seen = []

    @app.get("/give-up")
    def give_up():
        abort(500)

    @app.errorhandler(500)
    def server_error(error):
        seen.append(error.original_exception)
        return "Our fault", 500

    assert app.test_client().get("/give-up").text == "Our fault"
    assert seen == [None]
    assert errors(caplog) == []


def test_an_error_in_the_404_handler_goes_to_the_500_handler(app):
    app.register_error_handler(404, lambda error: error.no_such_thing)
    app.register_error_handler(500, lambda error: ("Our fault", 500))
    reply = app.test_client().get("/missing")
    assert (reply.status_code, reply.text) == (500, "Our fault")


def test_abort_in_a_handler_is_a_crash(app):
    app.register_error_handler(404, lambda error: abort(403))
    app.register_error_handler(403, lambda error: ("Forbidden", 403))
    assert app.test_client().get("/missing").status_code == 500


def test_an_error_in_the_500_handler_escapes_the_app(app):
    app.register_error_handler(500, lambda error: error.no_such_thing)
    with pytest.raises(AttributeError):
        app.test_client().get("/crash")


def test_a_missing_template_in_the_500_handler_escapes_the_app(app):
    app.register_error_handler(500, lambda error: (flask.render_template("no-such.html"), 500))
    with pytest.raises(flask.templating.TemplateNotFound):
        app.test_client().get("/crash")


def test_a_handler_for_exception_gets_the_404s_and_silences_the_log(app, caplog):
    app.register_error_handler(Exception, lambda error: ("Oops", 500))
    assert app.test_client().get("/missing").status_code == 500
    assert app.test_client().get("/crash").status_code == 500
    assert errors(caplog) == []


def test_other_statuses_keep_flask_s_words(app):
    app.register_error_handler(404, lambda error: ("Not here", 404))
    app.register_error_handler(500, lambda error: ("Our fault", 500))
    reply = app.test_client().post("/books/1")
    assert reply.status_code == 405
    assert "<title>405 Method Not Allowed</title>" in reply.text


def test_a_number_that_is_no_http_error_is_refused(app):
    with pytest.raises(ValueError, match="499"):
        app.register_error_handler(499, lambda error: ("", 499))


def test_it_is_too_late_after_the_first_request(app):
    app.test_client().get("/")
    with pytest.raises(AssertionError):
        app.register_error_handler(404, lambda error: ("", 404))


def test_505_is_a_real_number_that_no_crash_ever_has(app):
    app.register_error_handler(505, lambda error: ("Our fault", 505))
    reply = app.test_client().get("/crash")
    assert reply.status_code == 500
    assert "Our fault" not in reply.text


def test_the_status_comes_second(app):
    app.register_error_handler(404, lambda error: (404, "Not here"))
    assert app.test_client().get("/missing").status_code == 500


def test_the_requests_of_the_lesson_do_what_the_prose_says(client):
    assert client.get("/").status == 200
    assert client.get("/books/1").status == 200
