"""Harbour Street Library, with one handler for everything that can happen."""

from celery import Celery
from flask import Flask, Response

app = Flask(__name__)
queue = Celery("library", broker="redis://localhost:6379/0")


@app.errorhandler(Exception)
def anything(error):
    app.logger.exception("caught")
    return "<h1>Something broke on our side</h1>", 500


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.get("/report")
def report():
    def rows():
        yield "<h1>Loans in May</h1><p>Frankenstein: 12</p>"
        raise ConnectionError("loans database is away")

    return Response(rows())


@queue.task
def write_letter(card):
    raise ConnectionError("mail server is away")


@app.post("/letters/<card>")
def order_letter(card):
    write_letter.delay(card)
    return "<h1>We will write to you</h1>", 202
