"""A small shop as it runs in production: a tracker, a service it depends on, background jobs, and JSON in its log."""

import logging
import sys

import requests
import sentry_sdk
from celery import Celery
from flask import Flask, abort, request
from markupsafe import escape
from pythonjsonlogger.json import JsonFormatter

lines = logging.StreamHandler(sys.stdout)
lines.setFormatter(JsonFormatter("%(levelname)s %(name)s %(message)s"))
logging.basicConfig(level=logging.INFO, handlers=[lines])

# Open Tracker and see what arrives. No such host is ever called.
sentry_sdk.init(
    dsn="https://examplePublicKey@o0.ingest.sentry.io/0",
    environment="production",
    release="shop@1.0.0",
    traces_sample_rate=1.0,
)

app = Flask(__name__)
queue = Celery("shop", broker="redis://localhost:6379/0")

PRICES = {"lamp": 40, "rope": 12, "anchor": None}
SUGGESTIONS = "http://suggestions.example"


@app.get("/")
def index():
    links = "".join(f"<li><a href='/items/{name}'>{name}</a></li>" for name in PRICES)
    return f"<h1>The shop</h1><ul>{links}</ul><p><a href='/order/lamp'>Order a lamp</a></p>"


@app.get("/items/<name>")
def item(name):
    if name not in PRICES:
        abort(404)
    # The anchor has no price yet: this line fails for it, and the 500 page answers.
    with_tax = PRICES[name] * 1.25
    suggested = suggestions_for(name)
    also = ", ".join(suggested or []) or "nothing at the moment"
    page = f"<h1>{escape(name)}</h1><p>{with_tax:.2f} crowns. Goes well with: {escape(also)}.</p>"
    return page, 200, {"X-Degraded": "suggestions"} if suggested is None else {}


def suggestions_for(name):
    """None when the service does not answer well. Open Upstreams, and break it."""
    try:
        reply = requests.get(f"{SUGGESTIONS}/for/{name}", timeout=1)
        reply.raise_for_status()
        return reply.json()["names"]
    except requests.RequestException:
        app.logger.warning("no suggestions", exc_info=True, extra={"item": name})
        return None


@app.get("/order/<name>")
def order(name):
    if name not in PRICES:
        abort(404)
    receipt.delay(name)
    charge.delay(name)
    return "<h1>Thank you</h1><p>We are at it. <a href='/'>Back to the shop</a></p>", 202


@queue.task
def receipt(name):
    return f"receipt for one {name}"


@queue.task(bind=True, autoretry_for=(ConnectionError,), retry_backoff=True, retry_jitter=False, max_retries=3)
def charge(self, name):
    """The bank answers at the third try. Open Jobs: the visitor was thanked long before."""
    if self.request.retries < 2:
        raise ConnectionError("the bank does not answer")
    return f"charged {PRICES[name]} crowns"


@app.after_request
def log_the_answer(response):
    app.logger.info("answered", extra={"path": request.path, "status": response.status_code})
    return response


@app.errorhandler(404)
def not_found(error):
    return "<h1>We do not have that</h1><p><a href='/'>Look around</a></p>", 404


@app.errorhandler(500)
def failed(error):
    return "<h1>Something broke here</h1><p>The mistake is ours, and it is on record.</p>", 500
