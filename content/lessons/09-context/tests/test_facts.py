"""What the prose claims about context, hooks and middleware, proved on throw-away apps. None of these is a goal."""

import io
import logging
from contextvars import Context, ContextVar

import pytest
from flask import Flask, abort, g, has_request_context, render_template_string, request, session


@pytest.fixture
def way():
    """The names of what ran, in order."""
    return []


@pytest.fixture
def app(way, monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")
    app.secret_key = "facts"

    @app.before_request
    def begin():
        way.append("before")
        g.user = session.get("reader", "nobody")

    @app.after_request
    def end(response):
        way.append(f"after {response.status_code}")
        return response

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/sign-in")
    def sign_in():
        session["reader"] = 30712
        return "ok"

    return app


@pytest.fixture
def text():
    return io.StringIO()


@pytest.fixture
def output(text):
    """A handler that writes to ``text``, each line with the field ``request_id``."""
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("%(request_id)s %(message)s"))
    return handler


class AddId(logging.Filter):
    def filter(self, record):
        record.request_id = "id-1"
        return True


def test_a_handler_knows_the_request_and_who_sent_it(app):
    app.register_error_handler(
        500, lambda error: (f"{request.method} {request.path} {g.user} {session['reader']}", 500)
    )
    client = app.test_client()
    client.get("/sign-in")
    assert client.get("/crash").text == "GET /crash 30712 30712"


def test_so_do_templates_without_being_told(app):
    template = "{{ request.path }} {{ session.reader }} {{ g.user }}"
    app.register_error_handler(404, lambda error: (render_template_string(template), 404))
    client = app.test_client()
    client.get("/sign-in")
    assert client.get("/nowhere").text == "/nowhere 30712 30712"


def test_hooks_run_for_every_request_that_reaches_flask(app, way):
    client = app.test_client()
    client.get("/nowhere")
    client.post("/crash")
    client.get("/crash")
    assert way == ["before", "after 404", "before", "after 405", "before", "after 500"]


def test_what_is_put_into_g_is_gone_with_the_request(app):
    @app.get("/put")
    def put():
        g.note = "mine"
        return "ok"

    @app.get("/look")
    def look():
        return g.get("note", "nothing")

    client = app.test_client()
    client.get("/put")
    assert client.get("/look").text == "nothing"


def test_two_requests_that_are_served_at_once_have_each_its_own_g(app):
    @app.get("/who/<name>")
    def who(name):
        g.user = name
        if name == "first":
            # While this one is still being served, another comes and goes, in a context of its own as in a new thread.
            assert Context().run(app.test_client().get, "/who/second").text == "second"
        return g.user

    assert app.test_client().get("/who/first").text == "first"


def test_before_request_functions_run_in_the_order_of_registration_until_one_answers(app, way):
    @app.before_request
    def closed():
        way.append("closed")
        abort(503)

    @app.before_request
    def late():
        way.append("late")

    assert app.test_client().get("/crash").status_code == 503
    assert way == ["before", "closed", "after 503"]


def test_middleware_is_outside_of_every_context(app):
    met = []

    def middleware(environ, start_response):
        met.append(has_request_context())
        try:
            g.user = "nobody"
        except RuntimeError as error:
            met.append(str(error).splitlines()[0])
        return inner(environ, start_response)

    inner, app.wsgi_app = app.wsgi_app, middleware
    assert app.test_client().get("/sign-in").status_code == 200
    assert met == [False, "Working outside of application context."]


def test_middleware_sees_an_error_that_no_hook_sees(app, way):
    app.config["PROPAGATE_EXCEPTIONS"] = True
    met = []

    def middleware(environ, start_response):
        try:
            return inner(environ, start_response)
        except ConnectionError as error:
            met.append(str(error))
            raise

    inner, app.wsgi_app = app.wsgi_app, middleware
    with pytest.raises(ConnectionError):
        app.test_client().get("/crash")
    assert (met, way) == (["secret"], ["before"])


def test_a_filter_on_a_logger_does_not_see_what_comes_up_from_others(output, text):
    parent = logging.getLogger("facts_parent")
    parent.propagate = False
    parent.addFilter(AddId())
    parent.addHandler(output)
    wrong = []
    output.handleError = wrong.append
    logging.getLogger("facts_parent.child").warning("from below")
    parent.warning("its own")
    assert text.getvalue() == "id-1 its own\n"
    assert [record.getMessage() for record in wrong] == ["from below"]


def test_a_filter_on_a_handler_sees_all_that_it_writes(output, text):
    parent = logging.getLogger("facts_handler")
    parent.propagate = False
    output.addFilter(AddId())
    parent.addHandler(output)
    logging.getLogger("facts_handler.child").warning("from below")
    assert text.getvalue() == "id-1 from below\n"


def test_a_filter_that_fails_fails_whoever_logs(output):
    class Careless(logging.Filter):
        def filter(self, record):
            record.request_id = g.request_id
            return True

    logger = logging.Logger("facts")
    output.addFilter(Careless())
    logger.addHandler(output)
    assert has_request_context() is False
    with pytest.raises(RuntimeError, match="Working outside of application context"):
        logger.warning("nightly run")


def test_the_path_has_no_query_and_the_url_has(app):
    with app.test_request_context("/search?q=how+to+leave+him"):
        assert request.path == "/search"
        assert "leave" in request.full_path
        assert "leave" in request.url


def test_flask_s_own_line_names_method_and_path_and_nobody(app, caplog):
    client = app.test_client()
    client.get("/sign-in")
    client.get("/crash?card=2044-12")
    assert caplog.records[-1].getMessage() == "Exception on /crash [GET]"


def test_a_context_variable_has_a_default_and_keeps_its_value_until_it_is_set_again(app):
    request_id = ContextVar("request_id", default="-")
    assert request_id.get() == "-"

    @app.get("/set")
    def put():
        request_id.set("id-1")
        return "ok"

    app.test_client().get("/set")
    assert request_id.get() == "id-1", "after the request, in the same thread"
