import pytest

from app import create_app


@pytest.fixture
def client():
    return create_app().test_client()


def test_a_404_raised_in_the_shop_is_the_shop_s(client):
    assert "We do not have that" in client.get("/items/anchor").text


def test_a_404_raised_in_the_api_is_json(client):
    assert client.get("/api/items/anchor").json["error"] == "Not Found"


def test_a_url_that_nobody_serves_is_the_app_s_even_below_the_api(client):
    answer = client.get("/api/nowhere")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
