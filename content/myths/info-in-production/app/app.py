"""Harbour Street Library writes down what it lends."""

from flask import Flask

app = Flask(__name__)


@app.get("/loans/<title>")
def lend(title):
    app.logger.info("lent: %s", title)
    return f"<h1>Enjoy {title}</h1>"
