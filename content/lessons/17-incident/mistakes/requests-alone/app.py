"""Harbour Street Library, the morning after a quiet release of somebody else's."""

import logging

from flask import Flask, abort
from werkzeug.exceptions import HTTPException

from recommendations import Unavailable, readers_also_liked
from switches import is_on

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")

app = Flask(__name__)

TITLES = {1: "Frankenstein", 2: "Middlemarch", 3: "The Time Machine"}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{title}</a></li>" for number, title in TITLES.items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>")
def show_book(number):
    title = TITLES.get(number) or abort(404)
    if not is_on("recommendations"):
        return page(title, "<p data-degraded>What readers also liked is switched off.</p>")
    try:
        liked = readers_also_liked(number)
    except Unavailable:
        app.logger.warning("no recommendations for book %s", number, exc_info=True)
        return page(title, "<p data-degraded>We cannot say now what readers also liked.</p>")
    return page(title, f"<p>Readers also liked: {', '.join(liked) or 'nothing yet'}.</p>")


@app.get("/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(HTTPException)
def show_error(error):
    words = "We have no page at this address." if error.code == 404 else "Please try again in a few minutes."
    return page("Something went wrong", f"<p>{words}</p>"), error.code
