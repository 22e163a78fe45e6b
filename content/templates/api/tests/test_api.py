import pytest

from app import app


@pytest.fixture
def client():
    return app.test_client()


def test_a_book(client):
    assert client.get("/books/1").json["title"] == "Frankenstein"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/books/99", 404), ("GET", "/nowhere", 404), ("DELETE", "/books", 405)],
)
def test_errors_are_json(client, method, path, status):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.is_json
    assert answer.json["error"]


def test_405_keeps_its_allow_header(client):
    assert "GET" in client.delete("/books").headers["Allow"]


@pytest.mark.parametrize("sent", [{}, ["Dracula"]])
def test_a_book_without_a_title(client, sent):
    answer = client.post("/books", json=sent)
    assert answer.status_code == 422
    assert "title" in answer.json["detail"]
