"""Harbour Street Library fails in two ways."""

from flask import Flask, abort

app = Flask(__name__)


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.get("/give-up")
def give_up():
    abort(500)


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
