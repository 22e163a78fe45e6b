"""Harbour Street Library: lending a book takes two steps, and either may fail."""

import logging

from flask import Flask, g, request

logging.basicConfig(level=logging.INFO)

app = Flask(__name__)

SHELF = {"frankenstein": 2, "middlemarch": 1, "the-time-machine": 0}
LOANS = []


class NoCopyLeft(Exception):
    """Every copy is out."""


@app.before_request
def begin():
    """A transaction in small: remember what to go back to, unless the view says that all is well."""
    g.keep = False
    g.before = dict(SHELF), list(LOANS)


@app.after_request
def log_the_answer(response):
    app.logger.info("%s %s %s", request.method, request.path, response.status_code)
    return response


@app.teardown_request
def end(error):
    """Undo the request's changes unless it succeeded. A handled error is no error here."""
    if not g.keep:
        shelf, loans = g.before
        SHELF.update(shelf)
        LOANS[:] = loans


@app.get("/")
def home():
    rows = "".join(f"<li>{title}: {copies} in</li>" for title, copies in SHELF.items())
    return f"<h1>On the shelves</h1><ul>{rows}</ul><p>Loans: {len(LOANS)}.</p>"


@app.post("/loans/<title>")
def lend(title):
    SHELF[title] -= 1
    if SHELF[title] < 0:
        raise NoCopyLeft(title)
    LOANS.append(title)
    if "drill" in request.args:
        raise ConnectionError("receipt printer at 10.0.3.9 is away")
    g.keep = True
    return f"<h1>Lent: {title}</h1>", 201


@app.errorhandler(NoCopyLeft)
def no_copy_left(error):
    return f"<h1>Every copy of {error} is out</h1>", 409


@app.errorhandler(500)
def server_error(error):
    app.logger.error("Exception on %s", request.path, exc_info=error.original_exception)
    return "<h1>Something broke on our side</h1>", 500
