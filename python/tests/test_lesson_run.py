"""A lesson's tests lie apart from the project and speak to the learner."""

import os

import pytest

APP = """
from flask import Flask
app = Flask(__name__)

@app.get("/")
def index():
    app.logger.error("seen")
    return "hello"
"""

LESSON = '''
"""Goals."""
from graceful.testing import expect

def test_home(client):
    """The home page greets."""
    expect(client.get("/")).status(200).shows("hello", hint="Greet.")

def test_missing(client, project):
    """A missing page is yours."""
    assert project.app.name == "app"
    expect(client.get("/no")).is_not_default_page(hint="Write a handler.")
'''


def by_name(report):
    return {result["name"]: result for result in report["results"]}


@pytest.fixture
def lesson(server, tmp_path):
    server.write(app=APP)
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_goals.py").write_text(LESSON)
    return lambda **options: server.test(tests=tests, **options)


def test_a_lesson_s_tests_from_elsewhere(server, lesson):
    results = by_name(lesson())
    assert results["test_home"]["outcome"] == "passed"
    assert results["test_home"]["id"] == "tests/test_goals.py::test_home"
    missing = results["test_missing"]
    assert missing["doc"] == "A missing page is yours."
    assert missing["message"].startswith("Expected of GET /no: a page of your own.\nThe server answered 404 NOT FOUND.")
    assert missing["message"].endswith("Write a handler.")
    assert missing["location"]["file"] == "tests/test_goals.py"
    (exchange,) = [event for event in server.of("test") if event["phase"] == "exchange" and "home" in event["test"]]
    assert (exchange["request"]["path"], exchange["response"]["status"]) == ("/", 200)
    assert [record["message"] for record in results["test_home"]["log"]] == ["seen"]


def test_one_test_by_the_id_that_was_reported(lesson):
    assert [result["name"] for result in lesson(select=["tests/test_goals.py::test_home"])["results"]] == ["test_home"]


def test_a_project_that_does_not_load_fails_each_goal_in_words(server, lesson):
    server.write(app="import no_such_module")
    messages = {result["message"] for result in lesson()["results"]}
    assert len(messages) == 1
    assert messages.pop().startswith("app.py, line 1, imports no_such_module, which this server does not have.")


def test_a_project_that_calls_run_meets_its_goals(lesson, server):
    server.write(app=APP + "app.run()\n")
    assert by_name(lesson())["test_home"]["outcome"] == "passed"
    assert "FLASK_RUN_FROM_CLI" not in os.environ


def test_the_program_sets_up_its_log_as_on_a_server(server, lesson):
    server.write(app="import logging\nlogging.basicConfig(filename='error.log')\n" + APP)
    assert by_name(lesson())["test_home"]["outcome"] == "passed"
    server.write(app="import logging\nlogging.basicConfig()\nassert len(logging.root.handlers) == 1\n" + APP)
    assert by_name(lesson())["test_home"]["outcome"] == "passed"
