"""Harbour Street Library on an ordinary night: a log, a tracker, a fallback, and an alarm that never stops."""

from flask import Flask, abort, g
from werkzeug.exceptions import HTTPException

import observability
import sentry_sdk
from recommendations import Unavailable, readers_also_liked

observability.configure()

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "author": "shelley", "ratings": [5, 4, 5]},
    2: {"title": "Middlemarch", "author": "eliot", "ratings": [5, 3]},
    3: {"title": "The Time Machine", "author": "wells", "ratings": []},
}
AUTHORS = {"shelley": "Mary Shelley", "eliot": "George Eliot", "wells": "H. G. Wells"}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.before_request
def name_the_request():
    g.request_id = observability.begin_request()


@app.after_request
def tell_the_id(response):
    response.headers["X-Request-ID"] = g.get("request_id", "-")
    return response


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{book['title']}</a></li>" for number, book in BOOKS.items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>")
def show_book(number):
    book = BOOKS.get(number) or abort(404)
    author = f"<p>By <a href='/authors/{book['author']}'>{AUTHORS[book['author']]}</a>.</p>"
    try:
        liked = readers_also_liked(number)
    except Unavailable:
        app.logger.warning("no recommendations for book %s", number, exc_info=True)
        return page(book["title"], author + "<p data-degraded>We cannot say now what readers also liked.</p>")
    return page(book["title"], f"{author}<p>Readers also liked: {', '.join(liked)}.</p>")


@app.get("/books/<int:number>/rating")
def show_rating(number):
    book = BOOKS.get(number) or abort(404)
    stars = sum(book["ratings"]) / len(book["ratings"])
    return page(book["title"], f"<p>Readers give it {stars:.1f} of 5 stars.</p>")


@app.get("/authors/<name>")
def show_author(name):
    return page(AUTHORS[name], "<p>Ask at the desk for more.</p>")


@app.get("/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(HTTPException)
def show_error(error):
    sentry_sdk.set_tag("request_id", g.get("request_id"))
    words = "We have no page at this address." if error.code == 404 else "Please try again in a few minutes."
    quote = f"<p>If you write to us, quote {g.get('request_id')}.</p>"
    return page("Something went wrong", f"<p>{words}</p>{quote}"), error.code
