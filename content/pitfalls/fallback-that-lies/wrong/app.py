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
    try:
        liked = ask_service(BOOKS[number]["genre"])
    except Exception:
        liked = BESTSELLERS
    return f"<h1>{BOOKS[number]['title']}</h1><p>Readers also liked: {', '.join(liked)}</p>"
