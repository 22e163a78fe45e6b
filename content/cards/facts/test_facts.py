"""What the review cards say about Flask, proved on throw-away apps. A card names its proof in its settings."""

import logging

import pytest
from flask import Blueprint, Flask, abort, got_request_exception, jsonify, render_template_string
from werkzeug.exceptions import HTTPException


@pytest.fixture
def logged():
    return []


@pytest.fixture
def app(logged, monkeypatch):
    """An app in production, whose log goes into a list."""
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    class Keep(logging.Handler):
        def emit(self, record):
            logged.append(record)

    app.logger.addHandler(Keep())

    @app.get("/crash")
    def crash():
        raise KeyError("user")

    @app.get("/abort")
    def stop():
        abort(500)

    @app.get("/")
    def home():
        return "home"

    yield app
    app.logger.handlers.clear()
    app.logger.setLevel(logging.NOTSET)


def test_the_next_request_is_answered(app, logged):
    client = app.test_client()
    sent = []
    with got_request_exception.connected_to(lambda *_args, **_more: sent.append(len(logged)), app):
        reply = client.get("/crash")
    assert reply.status_code == 500
    assert b"Internal Server Error" in reply.data
    # The signal came before the line.
    assert sent == [0]
    assert [record.getMessage() for record in logged] == ["Exception on /crash [GET]"]
    assert logged[0].exc_info
    assert client.get("/").status_code == 200


def test_a_string_from_a_404_handler_is_sent_as_200(app):
    app.register_error_handler(404, lambda error: "not here")
    assert app.test_client().get("/nowhere").status_code == 200


def test_the_log_comes_before_the_500_handler(app, logged):
    seen = []

    @app.errorhandler(500)
    def handle(error):
        seen.append(len(logged))
        return "sorry", 500

    app.test_client().get("/crash")
    assert seen == [1]


def test_a_handler_for_exception_is_given_404s(app):
    app.register_error_handler(Exception, lambda error: ("sorry", 500))
    assert app.test_client().get("/nowhere").status_code == 500


def test_a_handler_for_exception_silences_the_log(app, logged):
    app.register_error_handler(Exception, lambda error: ("sorry", 500))
    sent = []
    with got_request_exception.connected_to(lambda *_args, **_more: sent.append(1), app):
        assert app.test_client().get("/crash").status_code == 500
    assert logged == []
    assert sent == []


def test_a_handler_for_httpexception_renders_crashes_after_the_log(app, logged):
    seen = []

    @app.errorhandler(HTTPException)
    def handle(error):
        seen.append((error.code, len(logged)))
        return "mine", error.code

    client = app.test_client()
    assert client.get("/crash").data == b"mine"
    assert client.post("/").data == b"mine"
    assert client.get("/nowhere").data == b"mine"
    assert seen == [(500, 1), (405, 1), (404, 1)]


def test_original_exception(app):
    seen = []

    @app.errorhandler(500)
    def handle(error):
        seen.append(type(error.original_exception))
        return "sorry", 500

    client = app.test_client()
    client.get("/crash")
    client.get("/abort")
    assert seen == [KeyError, type(None)]


def test_abort_500_is_not_logged(app, logged):
    sent = []
    with got_request_exception.connected_to(lambda *_args, **_more: sent.append(1), app):
        assert app.test_client().get("/abort").status_code == 500
    assert logged == []
    assert sent == []


def test_a_handler_that_fails_ends_in_500(app):
    def fail(error):
        raise RuntimeError("no template")

    app.register_error_handler(404, fail)
    app.register_error_handler(500, lambda error: ("sorry", 500))
    reply = app.test_client().get("/nowhere")
    assert (reply.status_code, reply.data) == (500, b"sorry")


def test_a_500_handler_that_fails_leaves_the_app(app):
    def fail(error):
        raise RuntimeError("no template")

    app.register_error_handler(500, fail)
    with pytest.raises(RuntimeError):
        app.test_client().get("/crash")


def test_the_nearer_class_wins_whatever_the_order():
    for order in ((LookupError, KeyError), (KeyError, LookupError)):
        app = Flask("facts")

        @app.get("/crash")
        def crash():
            raise KeyError("user")

        for kind in order:
            app.register_error_handler(kind, lambda error, kind=kind: (kind.__name__, 500))
        assert app.test_client().get("/crash").data == b"KeyError"


@pytest.fixture
def shop(app):
    """A blueprint with a view that aborts with 404, not yet registered."""
    shop = Blueprint("shop", __name__, url_prefix="/shop")

    @shop.get("/lamp")
    def lamp():
        abort(404)

    return shop


def test_routing_errors_do_not_reach_a_blueprint(app, shop):
    shop.register_error_handler(404, lambda error: ("shop", 404))
    app.register_blueprint(shop)
    client = app.test_client()
    assert client.get("/shop/lamp").data == b"shop"
    assert client.get("/shop/no-such-page").data != b"shop"


def test_a_code_on_the_app_beats_a_class_on_the_blueprint(app, shop):
    shop.register_error_handler(HTTPException, lambda error: ("shop", 404))
    app.register_error_handler(404, lambda error: ("app", 404))
    app.register_blueprint(shop)
    assert app.test_client().get("/shop/lamp").data == b"app"


def test_after_request_sees_error_answers(app):
    seen = []

    @app.after_request
    def after(response):
        seen.append(response.status_code)
        return response

    client = app.test_client()
    client.get("/nowhere")
    client.get("/crash")
    assert seen == [404, 500]
    app.config["PROPAGATE_EXCEPTIONS"] = True
    with pytest.raises(KeyError):
        client.get("/crash")
    assert seen == [404, 500]


def test_a_fresh_answer_drops_allow(app):
    app.register_error_handler(405, lambda error: (jsonify(title=error.name), 405))
    reply = app.test_client().post("/")
    assert reply.status_code == 405
    assert "Allow" not in reply.headers


def test_the_errors_own_answer_keeps_allow(app):
    app.register_error_handler(405, lambda error: error.get_response())
    assert "GET" in app.test_client().post("/").headers["Allow"]


def test_info_vanishes_without_configuration(app, logged):
    app.logger.info("hello")
    assert logged == []
    debug = Flask("facts-debug")
    debug.debug = True
    assert debug.logger.isEnabledFor(logging.INFO)


def test_an_f_string_keeps_no_traceback(app, logged):
    try:
        raise KeyError("user")
    except KeyError as error:
        app.logger.error(f"failed: {error}")
        app.logger.exception("failed")
    assert logged[0].getMessage() == "failed: 'user'"
    assert not logged[0].exc_info
    assert logged[1].exc_info[0] is KeyError


def test_propagate_false_is_the_default(app):
    for value in (None, False):
        app.config["PROPAGATE_EXCEPTIONS"] = value
        assert app.test_client().get("/crash").status_code == 500


def test_a_missing_template_variable(app):
    app.add_url_rule("/name", "name", lambda: render_template_string("[{{ user }}]"))
    app.add_url_rule("/attribute", "attribute", lambda: render_template_string("[{{ user.name }}]"))
    client = app.test_client()
    assert client.get("/name").data == b"[]"
    assert client.get("/attribute").status_code == 500


def test_an_error_in_a_stream_meets_no_handler(app):
    handled = []

    @app.errorhandler(500)
    def handle(error):
        handled.append(error)
        return "sorry", 500

    def pieces():
        yield "first"
        raise KeyError("user")

    app.add_url_rule("/stream", "stream", lambda: pieces())
    reply = app.test_client().get("/stream", buffered=False)
    assert reply.status_code == 200
    with pytest.raises(KeyError):
        _ = reply.data
    assert handled == []
