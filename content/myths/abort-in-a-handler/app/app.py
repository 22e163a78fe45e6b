"""Harbour Street Library would rather not say which pages exist."""

from flask import Flask, abort

app = Flask(__name__)


@app.errorhandler(404)
def not_found(error):
    abort(403)


@app.errorhandler(403)
def forbidden(error):
    return "<h1>Members only</h1>", 403
