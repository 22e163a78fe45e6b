"""Harbour Street Library. Its database is away."""

from flask import Flask

app = Flask(__name__)


@app.get("/books")
def books():
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")
