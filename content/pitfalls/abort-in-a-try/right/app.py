"""Harbour Street Library: one book."""

from flask import Flask, abort

app = Flask(__name__)
BOOKS = {1: {"title": "Frankenstein", "ratings": [5, 4]}, 2: {"title": "Middlemarch", "ratings": []}}


@app.get("/books/<int:number>")
def book(number):
    found = BOOKS.get(number) or abort(404)
    try:
        stars = sum(found["ratings"]) / len(found["ratings"])
    except ZeroDivisionError:
        return f"<h1>{found['title']}</h1><p>Nobody has rated it yet.</p>"
    return f"<h1>{found['title']}</h1><p>{stars} stars</p>"


@app.errorhandler(404)
def not_found(error):
    return "<h1>Not on our shelves</h1>", 404
