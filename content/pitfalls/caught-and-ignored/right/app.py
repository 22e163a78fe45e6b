"""Harbour Street Library: the shelves."""

from flask import Flask
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>On the shelves</h1>"


@app.get("/loans")
def loans():
    raise ConnectionError("loans database is away")


@app.errorhandler(HTTPException)
def show_error(error):
    return "<h1>That did not work</h1>", error.code
