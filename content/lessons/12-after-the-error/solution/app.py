"""Harbour Street Library behind a cache: what the app sends once, visitors may see for an hour."""

import logging
import time

from flask import Flask, abort, g, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from edge import Cache, Witness

logging.basicConfig(level=logging.INFO)

app = Flask(__name__)
app.wsgi_app = Witness(Cache(app.wsgi_app))

BOOKS = {1: "Frankenstein", 2: "Middlemarch"}
HOURS = []

SECURITY = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.before_request
def closed_for_repairs():
    if request.path.startswith("/loans"):
        raise ServiceUnavailable(retry_after=600)


@app.before_request
def start_the_clock():
    g.started = time.perf_counter()


@app.after_request
def mark_the_answer(response):
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    # An error that a cache keeps outlives its cause.
    response.headers["Cache-Control"] = "public, max-age=3600" if response.status_code < 400 else "no-store"
    return response


@app.after_request
def tell_the_time(response):
    if "started" in g:
        seconds = time.perf_counter() - g.started
        response.headers["Server-Timing"] = f"app;dur={seconds * 1000:.1f}"
    return response


@app.get("/")
def home():
    return page("On the shelves", f"<p>{', '.join(BOOKS.values())}.</p>")


@app.get("/opening-hours")
def opening_hours():
    if not HOURS:
        abort(404)
    return page("Opening hours", f"<p>{HOURS[0]}</p>")


@app.post("/desk/opening-hours")
def publish():
    HOURS[:] = ["Monday to Saturday, nine to six."]
    return page("Published", ""), 201


@app.get("/catalogue.csv")
def catalogue():
    def lines():
        yield "number,title\n"
        raise ConnectionError("catalogue at 10.0.3.8 closed the connection")

    return lines(), {"Content-Type": "text/csv"}


@app.get("/crash")
def crash():
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(HTTPException)
def show_error(error):
    response = error.get_response()  # with its status, and headers such as Allow
    response.data = page(error.name, "<p>We cannot answer this request.</p>")
    return response
