import logging

from flask import Flask


app = Flask(__name__)


@app.get("/late/<book>")
def late(book):
    app.logger.info("late: %s", book)
    return "noted"
