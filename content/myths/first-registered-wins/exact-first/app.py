"""Harbour Street Library. A ConnectionError is an OSError too, so both handlers fit."""

from flask import Flask

app = Flask(__name__)


@app.errorhandler(ConnectionError)
def database_away(error):
    return "<h1>The handler for ConnectionError</h1>", 503


@app.errorhandler(OSError)
def system_error(error):
    return "<h1>The handler for OSError</h1>", 503


@app.get("/books")
def books():
    raise ConnectionError("loans database is away")
