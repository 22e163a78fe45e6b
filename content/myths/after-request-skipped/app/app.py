"""Harbour Street Library puts a header on its answers."""

from flask import Flask

app = Flask(__name__)


@app.after_request
def no_sniffing(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")
