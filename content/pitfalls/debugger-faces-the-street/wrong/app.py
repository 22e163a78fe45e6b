"""Harbour Street Library: which books are in."""

from flask import Flask

app = Flask(__name__)
BOOKS = {1: "Frankenstein", 2: "Middlemarch"}
app.secret_key = "stamp-of-1894"


@app.get("/books/<int:number>")
def book(number):
    return f"<h1>{BOOKS[number]}</h1>"


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
