import pytest

from app import app


@pytest.fixture
def client():
    # As in production: an error is a page, and not an exception in the test.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def test_front_page_links_to_every_book(client):
    page = client.get("/").text
    assert page.count('href="/books/') == 3


def test_missing_page(client):
    answer = client.get("/books/ulysses")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_book_without_ratings_is_an_error_page(client):
    answer = client.get("/books/time-machine")
    assert answer.status_code == 500
    assert "Something broke here" in answer.text
    assert "ZeroDivisionError" not in answer.text
