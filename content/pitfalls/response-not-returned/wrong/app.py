"""Harbour Street Library: the shelves, and a header for the browser."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>On the shelves</h1>"


@app.after_request
def no_framing(response):
    response.headers["X-Frame-Options"] = "DENY"


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
