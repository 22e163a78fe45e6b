"""Harbour Street Library: the shelves."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>On the shelves</h1>"


@app.get("/loans")
def loans():
    raise ConnectionError("loans database is away")


@app.errorhandler(Exception)
def never_crash(error):
    return "<h1>Something broke on our side</h1>", 500
