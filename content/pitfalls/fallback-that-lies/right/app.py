"""Harbour Street Library: a book, and what else its readers liked."""

from flask import Flask

app = Flask(__name__)
BOOKS = {1: {"title": "Frankenstein", "genre": "gothic"}, 2: {"title": "Middlemarch"}}
BESTSELLERS = ["The Time Machine"]


class ServiceAway(Exception):
    """The recommendations do not answer."""


def ask_service(genre):
    raise ServiceAway(genre)


@app.get("/books/<int:number>")
def book(number):
    genre, label = BOOKS[number]["genre"], "Readers also liked"
    try:
        liked = ask_service(genre)
    except ServiceAway:
        app.logger.warning("no recommendations for book %s", number, exc_info=True)
        liked, label = BESTSELLERS, "Much borrowed (we have no recommendations today)"
    return f"<h1>{BOOKS[number]['title']}</h1><p>{label}: {', '.join(liked)}</p>"
