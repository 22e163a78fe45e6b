"""What the prose claims about error pages, proved on throw-away apps. None of these is a goal."""

import pytest
from flask import Flask, jsonify, render_template, render_template_string, request
from jinja2 import TemplateNotFound, UndefinedError
from werkzeug.exceptions import HTTPException, InternalServerError, default_exceptions


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/book/")
    def book():
        return "book"

    return app


def test_one_handler_gets_every_http_error_and_the_crash(app, caplog):
    seen = []
    app.register_error_handler(HTTPException, lambda error: seen.append(error) or (error.name, error.code))
    client = app.test_client()
    assert [client.get("/no").status_code, client.post("/book/").status_code] == [404, 405]
    assert client.get("/crash").status_code == 500
    assert isinstance(seen[2], InternalServerError)
    assert isinstance(seen[2].original_exception, ConnectionError)
    assert caplog.records[-1].exc_info, "the log is written all the same"


def test_it_is_not_asked_for_a_redirect(app):
    app.register_error_handler(HTTPException, lambda error: ("handled", 500))
    assert app.test_client().get("/book").status_code == 308


def test_a_fresh_response_loses_allow(app):
    app.register_error_handler(405, lambda error: (jsonify(error=405), 405))
    assert "Allow" not in app.test_client().post("/book/").headers


def test_the_error_s_own_response_has_it(app):
    app.register_error_handler(405, lambda error: error.get_response())
    assert "GET" in app.test_client().post("/book/").headers["Allow"]


def test_a_missing_variable_is_empty_and_its_attribute_is_a_crash(app):
    with app.test_request_context():
        assert render_template_string("[{{ nobody }}]") == "[]"
        with pytest.raises(UndefinedError):
            render_template_string("{{ nobody.name }}")
        with pytest.raises(TemplateNotFound):
            render_template("gone.html")


def test_a_500_page_that_fails_escapes_the_app(app):
    app.register_error_handler(500, lambda error: render_template("gone.html"))
    with pytest.raises(TemplateNotFound):
        app.test_client().get("/crash")


def test_a_context_processor_reaches_a_500_page_that_extends_nothing(app):
    @app.context_processor
    def reader():
        raise TimeoutError("database")

    app.register_error_handler(500, lambda error: (render_template_string("<h1>Ours</h1>"), 500))
    with pytest.raises(TimeoutError):
        app.test_client().get("/crash")


def test_there_are_some_thirty_http_errors():
    assert 25 < len(default_exceptions) < 35
    assert all(issubclass(kind, HTTPException) for kind in default_exceptions.values())


def test_vary_says_that_the_answer_depends_on_accept(app):
    def show(error):
        response = error.get_response()
        response.vary.add("Accept")
        return response

    app.register_error_handler(HTTPException, show)
    assert app.test_client().get("/no").headers["Vary"] == "Accept"


def test_what_browsers_and_programs_accept(app):
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for headers, json, page in (
        (browser, 0.8, 1),
        ({"Accept": "application/json"}, 1, 0),
        ({"Accept": "*/*"}, 1, 1),
        ({}, 0, 0),
    ):
        with app.test_request_context(headers=headers):
            accept = request.accept_mimetypes
            assert (accept["application/json"], accept["text/html"]) == (json, page)
