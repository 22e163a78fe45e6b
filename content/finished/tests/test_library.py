"""What visitors, clients and developers get when something fails. Runs with: python -m pytest"""

import logging

import pytest
import requests

import recommendations
from app import app
from observability import scrub


@pytest.fixture
def client(monkeypatch):
    # As in production: an error is answered, and not passed on to the test (Flask docs, "Testing Flask Applications").
    monkeypatch.setitem(app.config, "TESTING", True)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app.test_client()


@pytest.fixture
def upstream(monkeypatch):
    """Sets what the recommendations answer: a list of titles, or an exception."""

    def answers(with_):
        def get(url, timeout):
            if isinstance(with_, Exception):
                raise with_
            reply = requests.Response()
            reply.status_code, reply._content = 200, with_.encode()
            return reply

        monkeypatch.setattr(recommendations.requests, "get", get)

    return answers


def test_a_missing_page_is_a_404_in_our_words(client):
    reply = client.get("/opening-hours")
    assert reply.status_code == 404
    assert "Not on our shelves" in reply.text
    assert reply.headers["X-Request-ID"] in reply.text


def test_a_crash_is_a_500_that_tells_visitors_nothing_and_the_log_everything(client, caplog):
    reply = client.get("/crash", headers={"X-Request-ID": "drill-0001"})
    assert reply.status_code == 500
    assert "drill-0001" in reply.text
    assert "10.0.3.7" not in reply.text
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info[0] is ConnectionError


def test_errors_are_kept_by_no_cache(client):
    assert client.get("/crash").headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


def test_clients_get_problem_details(client):
    reply = client.get("/api/books/99")
    assert (reply.status_code, reply.content_type) == (404, "application/problem+json")
    assert reply.get_json()["title"] == "Not Found"
    reply = client.post("/", headers={"Accept": "application/json"})
    assert (reply.status_code, reply.get_json()["status"]) == (405, 405)
    assert "GET" in reply.headers["Allow"]


def test_redirects_are_no_errors(client):
    assert client.get("/healthz").text == "ok"


@pytest.mark.parametrize("sent", ["x", "a b c d e f g", "evil\u00e9id-12345", "a" * 65])
def test_an_id_that_is_not_safe_is_replaced(client, sent):
    got = client.get("/", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert got != sent
    assert len(got) == 12


def test_recommendations_are_shown(client, upstream):
    upstream('{"titles": ["Dracula"]}')
    reply = client.get("/books/1")
    assert "Dracula" in reply.text
    assert "X-Degraded" not in reply.headers


@pytest.mark.parametrize(
    "answer", [requests.ConnectTimeout(), requests.ConnectionError(), "nonsense", "{}", "[]", '{"titles": null}']
)
def test_without_recommendations_the_page_stands_and_says_so(client, upstream, caplog, answer):
    upstream(answer)
    reply = client.get("/books/1")
    assert reply.status_code == 200
    assert "Frankenstein" in reply.text
    assert reply.headers["X-Degraded"] == "recommendations"
    assert "data-degraded" in reply.text
    [record] = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert record.exc_info


def test_a_slip_in_our_own_code_is_not_taken_for_the_upstream(client, monkeypatch):
    monkeypatch.setattr(recommendations, "URL", None)
    assert client.get("/books/1").status_code == 500


def test_a_book_that_nobody_has_rated(client):
    assert "Nobody has rated it yet" in client.get("/books/3/rating").text


def test_what_identifies_people_does_not_reach_the_tracker():
    event = {"request": {"data": {"email": "reader@example.org", "book": "1"}}}
    assert scrub(event, {})["request"]["data"] == {"email": "[removed]", "book": "1"}
    assert scrub({"request": {"data": "text"}}, {}) == {"request": {"data": "text"}}
