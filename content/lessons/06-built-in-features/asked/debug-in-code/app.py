"""Harbour Street Library, with everything that three tutorials recommended."""

from flask import Flask

app = Flask(__name__)
app.config["DEBUG"] = True

BOOKS = {
    1: {"title": "Frankenstein", "ratings": [5, 4, 5]},
    2: {"title": "Middlemarch", "ratings": []},
}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{book['title']}</a></li>" for number, book in BOOKS.items())
    return page("On the shelves", f"<ul>{rows}</ul><a href='/opening-hours'>Opening hours</a>")


@app.get("/books/<int:number>")
def show_book(number):
    book = BOOKS[number]
    stars = sum(book["ratings"]) / len(book["ratings"])
    return page(book["title"], f"<p>Readers give it {stars:.1f} of 5 stars.</p>")


@app.get("/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(500)
def server_error(error):
    return page("Something went wrong", "<p>Please try again later.</p>"), 500
