"""Harbour Street Library. A title that it does not have is a crash."""

from flask import Flask

app = Flask(__name__)
COPIES = {"frankenstein": 2}


@app.get("/books/<title>")
def book(title):
    return f"<p>{COPIES[title]} copies</p>"
