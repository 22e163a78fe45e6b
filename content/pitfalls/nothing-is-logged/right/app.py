"""Harbour Street Library: what a reader has borrowed."""

from flask import Flask, request

app = Flask(__name__)


def loans_of(card):
    raise ConnectionError("loans database is away")


@app.get("/cards/<card>")
def card(card):
    return f"<p>Borrowed: {len(loans_of(card))}</p>"


@app.errorhandler(ConnectionError)
def database_away(error):
    app.logger.error("%s: no database", request.path, exc_info=error)
    return "<h1>Back in a few minutes</h1>", 503
