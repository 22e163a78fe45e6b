"""Harbour Street Library keeps its log in a file, and sends errors to a tracker as well."""

import logging
from pathlib import Path

import sentry_sdk
from flask import Flask

logging.basicConfig(filename="error.log", format="%(asctime)s %(levelname)s %(message)s")
sentry_sdk.init(dsn="https://key@tracker.example/1")

app = Flask(__name__)


@app.get("/loans")
def loans():
    raise ConnectionError("loans database is away")


@app.get("/log")
def log():
    """For the team on Monday morning."""
    return f"<pre>{Path('error.log').read_text() or 'Nothing has gone wrong.'}</pre>"
