"""Harbour Street Library, with a header on every answer."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>On the shelves</h1>"


@app.after_request
def no_sniffing(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    ____
