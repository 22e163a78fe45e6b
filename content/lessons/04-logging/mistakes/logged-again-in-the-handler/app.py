"""Harbour Street Library: which books are in, and when the others come back."""

import logging.config

from flask import Flask, abort

logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
            "file": {
                "class": "logging.FileHandler",
                "filename": "error.log",
                "level": "ERROR",
                "formatter": "line",
            },
        },
        "root": {"level": "INFO", "handlers": ["stderr", "file"]},
    }
)

app = Flask(__name__)

BOOKS = {1: "Frankenstein", 2: "Middlemarch", 3: "The Time Machine"}
LOANS = {1: {"day": "Friday"}, 2: {"reader": "card 12"}}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}/due'>{title}</a></li>" for number, title in BOOKS.items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>/due")
def show_due_date(number):
    if number not in BOOKS:
        abort(404)
    try:
        day = LOANS[number]["day"] if number in LOANS else "today"
    except Exception:
        app.logger.exception("no due date for book %s", number)
        return page("We cannot say when", "<p>Please ask at the desk.</p>"), 503
    return page(BOOKS[number], f"<p>In again: {day}.</p>")


@app.get("/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(404)
def not_found(error):
    return page("Not on our shelves", "<p>We have no page at this address.</p>"), 404


@app.errorhandler(500)
def server_error(error):
    app.logger.exception("Server error: %s", error)
    return page("Something broke on our side", "<p>Please try again in a few minutes.</p>"), 500
