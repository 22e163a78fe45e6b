"""Harbour Street Library. Its 500 handler says when it is called."""

from flask import Flask

app = Flask(__name__)


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.errorhandler(500)
def server_error(error):
    app.logger.warning("the handler begins")
    return "<h1>Something broke on our side</h1>", 500
