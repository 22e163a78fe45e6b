"""A small site with templates: a front page, a page for each book, and error pages in the site's own words."""

from flask import Flask, abort, render_template

app = Flask(__name__)

BOOKS = {
    "frankenstein": {"title": "Frankenstein", "author": "Mary Shelley", "ratings": [5, 4, 5]},
    "middlemarch": {"title": "Middlemarch", "author": "George Eliot", "ratings": [5, 3]},
    "time-machine": {"title": "The Time Machine", "author": "H. G. Wells", "ratings": []},
}


@app.get("/")
def index():
    return render_template("index.html", books=BOOKS)


@app.get("/books/<name>")
def book(name):
    if name not in BOOKS:
        abort(404)
    found = BOOKS[name]
    # The Time Machine has no ratings yet: this line fails for it, and the 500 page answers.
    average = sum(found["ratings"]) / len(found["ratings"])
    return render_template("book.html", book=found, average=average)


@app.errorhandler(404)
def not_found(error):
    return render_template("error.html", title="There is no such page", words="It may have moved."), 404


@app.errorhandler(500)
def failed(error):
    """This page extends nothing: what has crashed may be the layout."""
    return render_template("500.html"), 500
