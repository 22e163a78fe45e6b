"""What the prose claims about Flask and what visitors get, proved on throw-away apps. None of these is a goal."""

import pytest
from flask import Flask, abort, render_template_string, request
from werkzeug.exceptions import BadRequestKeyError, HTTPException


@pytest.fixture
def handled():
    """The codes of the errors that the handler was asked about."""
    return []


@pytest.fixture
def app(handled, monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts")

    @app.errorhandler(HTTPException)
    def note(error):
        handled.append(error.code)
        return f"{error.code} {error.description}", error.code

    @app.post("/returned")
    def returned():
        return "the form again", 422

    @app.post("/raised")
    def raised():
        abort(422)

    @app.post("/brackets")
    def brackets():
        return request.form["email"]

    @app.post("/get")
    def get():
        return f"[{request.form.get('email', '')}]"

    @app.post("/json")
    def takes_json():
        return str(request.get_json())

    return app


def test_a_status_that_a_view_returns_is_no_error(app, handled):
    reply = app.test_client().post("/returned")
    assert (reply.status_code, reply.text, handled) == (422, "the form again", [])


def test_an_error_that_a_view_raises_goes_to_the_handler_and_the_view_s_page_is_lost(app, handled):
    reply = app.test_client().post("/raised")
    assert (reply.status_code, handled) == (422, [422])


def test_brackets_answer_400_for_a_field_that_was_not_sent(app, handled):
    client = app.test_client()
    assert client.post("/brackets", data={"title": "Dracula"}).status_code == 400
    assert handled == [400]
    assert issubclass(BadRequestKeyError, KeyError)
    assert client.post("/get", data={"title": "Dracula"}).text == "[]"


def test_the_built_in_words_are_for_programmers(app):
    client = app.test_client()
    assert "semantic errors" in client.post("/raised").text
    assert "the browser (or proxy) sent a request" in client.post("/brackets").text.lower()
    assert "check your spelling" in client.get("/nowhere").text


def test_a_body_that_is_no_json_is_400_and_one_of_another_type_415(app):
    client = app.test_client()
    assert client.post("/json", data="{", content_type="application/json").status_code == 400
    assert client.post("/json", data={"title": "Dracula"}).status_code == 415


def test_templates_escape_what_was_typed_unless_told_not_to(app):
    typed = '"><script>'
    with app.test_request_context():
        escaped = render_template_string('<input value="{{ typed }}">', typed=typed)
        marked = render_template_string("{{ typed | safe }}", typed=typed)
    assert escaped == '<input value="&#34;&gt;&lt;script&gt;">'
    assert marked == typed


def test_a_field_that_was_not_sent_is_empty_in_a_template(app):
    with app.test_request_context(method="POST", data={"title": "Dracula"}):
        assert render_template_string("[{{ form.why }}]", form=request.form) == "[]"


def test_a_dictionary_becomes_json_with_the_type_that_is_named(app):
    @app.get("/problem")
    def problem():
        return {"status": 422}, 422, {"Content-Type": "application/problem+json"}

    reply = app.test_client().get("/problem")
    assert (reply.content_type, reply.get_json(force=True)) == ("application/problem+json", {"status": 422})
