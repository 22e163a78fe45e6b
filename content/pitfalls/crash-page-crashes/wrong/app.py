"""Harbour Street Library: every page greets the reader by name."""

from flask import Flask, render_template

app = Flask(__name__)


def find_reader():
    raise ConnectionError("readers database is away")


@app.context_processor
def reader():
    return {"find_reader": find_reader}


@app.get("/")
def home():
    return render_template("home.html")


@app.errorhandler(500)
def server_error(error):
    return render_template("500.html"), 500
