"""What the prose claims about what happens after a handler, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Blueprint, Flask, Response, abort, after_this_request, jsonify, session
from werkzeug.exceptions import HTTPException, ServiceUnavailable


@pytest.fixture
def way():
    """The names of what ran, in order."""
    return []


@pytest.fixture
def app(way, monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")
    app.secret_key = "facts"

    @app.after_request
    def first(response):
        way.append(f"first {response.status_code}")
        return response

    @app.after_request
    def second(response):
        way.append(f"second {response.status_code}")
        return response

    @app.get("/")
    def home():
        return "ok"

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/repairs")
    def repairs():
        raise ServiceUnavailable(retry_after=600)

    return app


@pytest.fixture
def escaped(app):
    """What came out of the app in place of an answer, as WSGI middleware sees it."""
    met = []

    def witness(environ, start_response):
        try:
            body = inner(environ, start_response)
            try:
                yield from body
            finally:
                if hasattr(body, "close"):
                    body.close()
        except Exception as error:
            met.append(type(error).__name__)
            raise

    inner, app.wsgi_app = app.wsgi_app, witness
    return met


def handle_all(app):
    """As in the lesson: one handler of one's own for every HTTP error."""
    app.register_error_handler(HTTPException, lambda error: (error.name, error.code))


def errors(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/no", 404), ("POST", "/", 405), ("GET", "/crash", 500)]
)
def test_after_request_runs_on_errors_too_the_last_registered_first(app, way, method, path, status):
    assert app.test_client().open(path, method=method).status_code == status
    assert way == [f"second {status}", f"first {status}"]


def test_it_runs_after_the_handler_and_has_the_last_word(app):
    app.register_error_handler(404, lambda error: ("Ours", 404, {"Cache-Control": "no-store"}))
    assert app.test_client().get("/no").headers["Cache-Control"] == "no-store"

    app = Flask("again")
    app.register_error_handler(404, lambda error: ("Ours", 404, {"Cache-Control": "no-store"}))

    @app.after_request
    def keep(response):
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response

    assert app.test_client().get("/no").headers["Cache-Control"] == "public, max-age=3600"


def test_flask_itself_says_nothing_about_caches(app):
    client = app.test_client()
    for path in ("/", "/no", "/crash"):
        assert "Cache-Control" not in client.get(path).headers


def test_it_fails_on_a_good_answer(app, way, caplog):
    """The answer becomes a 500, on which it runs, and fails, once more; then the rest is left out."""

    @app.after_request
    def fails(response):
        way.append(f"fails {response.status_code}")
        raise AttributeError("started")

    handle_all(app)
    reply = app.test_client().get("/")
    assert (reply.status_code, reply.text) == (500, "Internal Server Error")
    assert way == ["fails 200", "fails 500"]
    assert errors(caplog) == [
        "Exception on / [GET]",
        "Request finalizing failed with an error while handling an error",
    ]


def test_it_fails_on_an_error_that_was_handled(app, way):
    @app.after_request
    def fails(response):
        way.append(f"fails {response.status_code}")
        if response.status_code == 503:
            raise AttributeError("started")
        return response

    handle_all(app)
    assert app.test_client().get("/repairs").status_code == 500
    assert way == ["fails 503", "fails 500", "second 500", "first 500"]


def test_a_refusal_leaves_out_the_before_request_functions_below_it(app, way):
    @app.before_request
    def refuse():
        abort(503)

    @app.before_request
    def start_the_clock():
        way.append("clock")

    assert app.test_client().get("/").status_code == 503
    assert way == ["second 503", "first 503"]


def test_it_must_return_the_response(app):
    app.after_request(lambda response: None)
    assert app.test_client().get("/").status_code == 500


def test_it_does_not_run_when_the_error_is_propagated(app, way, escaped):
    app.config["PROPAGATE_EXCEPTIONS"] = True
    with pytest.raises(ConnectionError):
        app.test_client().get("/crash")
    assert (way, escaped) == ([], ["ConnectionError"])


def test_nor_in_debug_mode_which_propagates(app, way):
    app.debug = True
    with pytest.raises(ConnectionError):
        app.test_client().get("/crash")
    assert way == []


def test_nor_when_the_handler_for_500_fails(app, way, escaped):
    app.register_error_handler(500, lambda error: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        app.test_client().get("/crash")
    assert (way, escaped) == ([], ["ZeroDivisionError"])


def test_an_error_in_a_stream_comes_after_all_of_them(app, way, escaped, caplog):
    @app.get("/stream")
    def stream():
        def pieces():
            yield "one"
            raise ConnectionError("late")

        return pieces()

    app.register_error_handler(Exception, lambda error: way.append("handler") or ("Oops", 500))
    reply = app.test_client().get("/stream", buffered=False)
    with pytest.raises(ConnectionError):
        reply.get_data()
    assert reply.status_code == 200
    assert way == ["second 200", "first 200"]
    assert escaped == ["ConnectionError"]
    assert errors(caplog) == []


def test_a_fresh_response_loses_what_the_error_brought(app):
    app.register_error_handler(503, lambda error: (jsonify(error=503), 503))
    assert "Retry-After" not in app.test_client().get("/repairs").headers


def test_the_error_s_own_response_keeps_it(app):
    app.register_error_handler(HTTPException, lambda error: error.get_response())
    client = app.test_client()
    assert client.get("/repairs").headers["Retry-After"] == "600"
    assert "GET" in client.post("/").headers["Allow"]


def test_a_response_that_is_aborted_with_passes_no_handler_but_passes_these(app, way):
    @app.get("/abort")
    def view():
        abort(Response("mine", 409))

    app.register_error_handler(Exception, lambda error: way.append("handler") or ("Oops", 500))
    assert app.test_client().get("/abort").text == "mine"
    assert way == ["second 409", "first 409"]


def test_a_blueprint_s_run_before_the_application_s_and_not_where_no_route_matched(app, way):
    desk = Blueprint("desk", __name__, url_prefix="/desk")

    @desk.after_request
    def of_the_desk(response):
        way.append("desk")
        return response

    desk.add_url_rule("/", view_func=lambda: "ok")
    app.register_blueprint(desk)
    client = app.test_client()
    client.get("/desk/")
    client.get("/desk/nothing")
    assert way == ["desk", "second 200", "first 200", "second 404", "first 404"]


def test_after_this_request_is_for_one_request_and_runs_first(app, way):
    @app.get("/once")
    def once():
        @after_this_request
        def note(response):
            way.append("this request")
            return response

        return "ok"

    client = app.test_client()
    client.get("/once")
    client.get("/")
    assert way == ["this request", "second 200", "first 200", "second 200", "first 200"]


def test_the_session_cookie_is_set_after_all_of_them(app):
    seen = []

    @app.get("/in")
    def sign_in():
        session["reader"] = 12
        return "ok"

    app.after_request(lambda response: seen.append("Set-Cookie" in response.headers) or response)
    assert "Set-Cookie" in app.test_client().get("/in").headers
    assert seen == [False]


def test_the_catalogue_of_this_lesson_breaks_off_and_the_witness_alone_tells(client):
    for _ in range(2):  # and half of it is not kept by the cache
        reply = client.get("/catalogue.csv")
        assert (reply.status, reply.truncated, reply.text) == (200, True, "number,title\n")
        assert reply.headers["X-Cache"] == "miss"
        assert [record.logger for record in reply.log if record.level_number >= logging.ERROR] == ["witness"]
