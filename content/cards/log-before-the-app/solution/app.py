import logging

from flask import Flask

logging.basicConfig(level=logging.INFO)

app = Flask(__name__)


@app.get("/late/<book>")
def late(book):
    app.logger.info("late: %s", book)
    return "noted"
