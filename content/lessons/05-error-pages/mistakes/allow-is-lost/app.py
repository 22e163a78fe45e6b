"""Harbour Street Library: pages for readers, and the same books as JSON for programs."""

from flask import Flask, abort, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "author": "Mary Shelley"},
    2: {"title": "Middlemarch", "author": "George Eliot"},
}


@app.get("/")
def home():
    return render_template("home.html", books=BOOKS)


@app.get("/books/<int:number>")
def show_book(number):
    return render_template("book.html", book=BOOKS.get(number) or abort(404))


@app.get("/api/books/<int:number>")
def api_book(number):
    return jsonify(BOOKS.get(number) or abort(404))


@app.get("/crash")
@app.get("/api/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


def wants_json():
    accept = request.accept_mimetypes
    return request.path.startswith("/api/") or accept["application/json"] > accept["text/html"]


@app.errorhandler(HTTPException)
def show_error(error):
    if wants_json():
        return jsonify(error={"status": error.code, "title": error.name}), error.code
    if error.code == 500:
        return render_template("500.html"), 500
    return render_template("error.html", error=error), error.code
