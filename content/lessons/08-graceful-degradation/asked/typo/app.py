"""Harbour Street Library: the page of a book asks another service what readers also liked."""

import requests
from flask import Flask, abort
from markupsafe import escape

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "author": "Mary Shelley", "copies_in": 2},
    2: {"title": "Middlemarch", "author": "George Eliot", "copies_in": 0},
}

RECOMMENDATIONS = "http://recommendations.example/for/{number}"


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


def readers_also_liked(number):
    """Titles, from a service that somebody else runs."""
    reply = requests.get(RECOMMENDATIONS.format(number=number))
    return reply.json()["titles"]


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{book['title']}</a></li>" for number, book in BOOKS.items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>")
def show_book(number):
    book = BOOKS.get(number) or abort(404)
    try:
        liked = readers_also_liked(nubmer)
    except Exception:
        liked = ["Default data"]
    liked = "".join(f"<li>{escape(title)}</li>" for title in liked)
    body = f"<p>By {book['author']}. Copies in: {book['copies_in']}.</p>"
    return page(book["title"], f"{body}<h2>Readers also liked</h2><ul>{liked}</ul>")


@app.errorhandler(500)
def server_error(error):
    return page("Something broke on our side", "<p>Please try again in a few minutes.</p>"), 500
