"""Harbour Street Library: which books are in."""

from flask import Flask

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "author": "Mary Shelley", "copies_in": 2},
    2: {"title": "Middlemarch", "author": "George Eliot", "copies_in": 0},
    3: {"title": "The Time Machine", "author": "H. G. Wells", "copies_in": 1},
}

STYLE = "body { font: 18px/1.6 Georgia, serif; max-width: 32em; margin: 2em auto; padding: 0 1em }"


def page(title, body):
    """The frame around every page of the site."""
    return (
        f"<!doctype html><html lang='en'><title>{title} - Harbour Street Library</title>"
        f"<style>{STYLE}</style><a href='/'>Harbour Street Library</a><h1>{title}</h1>{body}"
    )


@app.get("/")
def home():
    rows = ""
    for number, book in BOOKS.items():
        rows += f"<li><a href='/books/{number}'>{book['title']}</a></li>"
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>")
def show_book(number):
    book = BOOKS[number]
    return page(book["title"], f"<p>By {book['author']}. Copies in: {book['copies_in']}.</p>")


@app.get("/crash")
def crash():
    """A fire drill: behave as if the database had gone. Remove this before opening day."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")
