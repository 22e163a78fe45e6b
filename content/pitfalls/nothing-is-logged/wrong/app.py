"""Harbour Street Library: what a reader has borrowed."""

from flask import Flask

app = Flask(__name__)


def loans_of(card):
    raise ConnectionError("loans database is away")


@app.get("/cards/<card>")
def card(card):
    return f"<p>Borrowed: {len(loans_of(card))}</p>"


@app.errorhandler(ConnectionError)
def database_away(error):
    return "<h1>Back in a few minutes</h1>", 503
