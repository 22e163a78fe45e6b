"""A JSON API for a shelf of books: every answer is JSON, errors included."""

from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)

BOOKS = {
    1: {"id": 1, "title": "Frankenstein", "copies": 2},
    2: {"id": 2, "title": "Middlemarch", "copies": 0},
}


@app.get("/")
def index():
    return {"books": "/books", "health": "/health"}


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/books")
def books():
    return jsonify(list(BOOKS.values()))


@app.get("/books/<int:book_id>")
def book(book_id):
    if book_id not in BOOKS:
        abort(404, description=f"There is no book {book_id}.")
    return BOOKS[book_id]


@app.post("/books")
def add_book():
    sent = request.get_json()
    title = sent.get("title") if isinstance(sent, dict) else None
    if not title:
        abort(422, description="A book needs a title.")
    book_id = max(BOOKS) + 1
    BOOKS[book_id] = {"id": book_id, "title": title, "copies": 1}
    return BOOKS[book_id], 201


@app.errorhandler(HTTPException)
def as_json(error):
    """Flask's own errors and ours: their status, their headers, and a body that programs can read."""
    response = error.get_response()
    response.data = app.json.dumps({"error": error.name, "detail": error.description})
    response.content_type = "application/json"
    return response
