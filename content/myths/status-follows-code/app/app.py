"""Harbour Street Library has a page for what it does not have."""

from flask import Flask

app = Flask(__name__)


@app.errorhandler(404)
def not_found(error):
    return "<h1>Not on our shelves</h1>"
