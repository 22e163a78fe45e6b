"""Harbour Street Library sends its yearly report piece by piece."""

from flask import Flask, Response

app = Flask(__name__)


@app.get("/report")
def report():
    def rows():
        yield "<h1>Loans this year</h1><p>Frankenstein: 41</p>"
        raise ConnectionError("loans database is away")

    return Response(rows())


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
