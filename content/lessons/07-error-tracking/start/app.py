"""Harbour Street Library, connected to an error tracker. At least, that is what app.py says."""

import sentry_sdk
from flask import Flask, request
from sentry_sdk.integrations.flask import FlaskIntegration
from werkzeug.exceptions import HTTPException

sentry_sdk.init(
    dsn="https://library@tracker.example/1",
    integrations=[FlaskIntegration()],
    traces_sample_rate=1.0,
)

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "ratings": [5, 4, 5]},
    2: {"title": "Middlemarch", "ratings": []},
}


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


def send_mail(address, text):
    """The mail server is away today."""
    raise ConnectionError("mail server at 10.0.3.9 does not answer")


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}/rating'>{book['title']}</a></li>" for number, book in BOOKS.items())
    return page("On the shelves", f"<ul>{rows}</ul><a href='/opening-hours'>Opening hours</a>")


@app.get("/books/<int:number>/rating")
def show_rating(number):
    ratings = BOOKS[number]["ratings"]
    return page(BOOKS[number]["title"], f"<p>{sum(ratings) / len(ratings):.1f} of 5 stars.</p>")


@app.post("/holds")
def hold():
    email, number = request.form["email"], int(request.form["book"])
    send_mail(email, f"{BOOKS[number]['title']} is waiting for you.")
    return page("We have written to you", "<p>The book is on hold.</p>"), 201


@app.errorhandler(Exception)
def handle_everything(error):
    """Missing pages pass. The line for the log is gone: we have a tracker now."""
    if isinstance(error, HTTPException):
        return page(error.name, "<p>We cannot answer this request.</p>"), error.code
    return page("Something went wrong", "<p>Please try again later.</p>"), 500
