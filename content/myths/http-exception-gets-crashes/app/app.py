"""Harbour Street Library, with one handler for HTTP errors and none for anything else."""

from flask import Flask
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.errorhandler(HTTPException)
def show_error(error):
    return f"<h1>{error.code}</h1><p>The way back is <a href='/'>here</a>.</p>", error.code


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")
