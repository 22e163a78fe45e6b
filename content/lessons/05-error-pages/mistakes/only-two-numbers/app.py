"""Harbour Street Library: pages for readers, and the same books as JSON for programs."""

from flask import Flask, abort, jsonify, render_template

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


@app.errorhandler(404)
def not_found(error):
    return render_template("error.html", error=error), 404


@app.errorhandler(500)
def server_error(error):
    return render_template("500.html"), 500
