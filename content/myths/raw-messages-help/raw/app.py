"""Harbour Street Library. Its database is away, and a reader wants to renew a loan."""

from flask import Flask

app = Flask(__name__)


@app.post("/renewals/<card>")
def renew(card):
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(500)
def server_error(error):
    return f"<h1>Error</h1><pre>{error.original_exception!r}</pre>", 500
