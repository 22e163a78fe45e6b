"""Harbour Street Library: readers put a book on hold, and a job in the background tells them when it is there."""

import mail
from celery import Celery
from celery.signals import task_failure
from flask import Flask

app = Flask(__name__)
queue = Celery("library", broker="redis://localhost:6379/0")

TITLES = {1: "Frankenstein", 2: "Middlemarch"}


@queue.task(autoretry_for=(Exception,), max_retries=4, retry_backoff=2, retry_jitter=False)
def tell_reader(card, number):
    mail.send(card, f"{TITLES[number]} is waiting for you.")


@task_failure.connect
def job_failed(sender, args, exception, **details):
    """The net under the jobs: called when one has failed for good."""
    app.logger.error("job %s%s failed for good", sender.name, tuple(args), exc_info=exception)


@app.get("/")
def home():
    return "<h1>Holds</h1><p>Put a book on hold with POST /holds/1.</p>"


@app.post("/holds/<int:number>")
@app.post("/holds/<int:number>/<card>")
def hold(number, card="card-12"):
    tell_reader.delay(card, number)
    return "<h1>We will write to you</h1>", 202


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.errorhandler(Exception)
def anything(error):
    """Nothing gets past this one. Or does it?"""
    app.logger.exception("caught by the handler for everything")
    return "<h1>Something broke on our side</h1>", 500
