"""Harbour Street Library, with a crash page that its tests shall prove."""

from flask import Flask

app = Flask(__name__)


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
