"""Harbour Street Library asks two services of others: the city's catalogue, and one with readers' reviews."""

import logging

import requests
from flask import Flask, abort
from pybreaker import CircuitBreaker, CircuitBreakerError, CircuitBreakerListener

logging.basicConfig(level=logging.INFO)

app = Flask(__name__)

TITLES = {1: "Frankenstein", 2: "Middlemarch"}
PAUSE = 30  # seconds


def is_an_answer(error):
    """A 404 and its like come from a service that works."""
    return isinstance(error, requests.HTTPError) and error.response.status_code < 500


class TellTheLog(CircuitBreakerListener):
    def state_change(self, cb, old_state, new_state):
        app.logger.warning("circuit of %s: %s, was %s", cb.name, new_state.name, old_state.name)


# Circuit breakers by the name of their service. GET /circuits shows how they stand.
CIRCUITS = {
    name: CircuitBreaker(name=name, fail_max=3, reset_timeout=PAUSE, exclude=[is_an_answer], listeners=[TellTheLog()])
    for name in ("catalogue", "reviews")
}


def ask(service, path):
    """What another service answers, as data. Raises CircuitBreakerError while its circuit is open."""
    return CIRCUITS[service].call(fetch, f"http://{service}.example{path}")


def fetch(url):
    reply = requests.get(url, timeout=2)
    reply.raise_for_status()
    return reply.json()


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{title}</a></li>" for number, title in TITLES.items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/branches/<int:number>")
def branches(number):
    """Where a book is in. Nobody but the catalogue knows."""
    try:
        found = ask("catalogue", f"/books/{number}")
    except requests.HTTPError as error:
        if error.response.status_code == 404:
            abort(404)
        raise
    return page(found["title"], f"<p>In at: {', '.join(found['branches'])}.</p>")


@app.get("/books/<int:number>")
def book(number):
    """A page of ours, with reviews where there are any."""
    try:
        quotes = ask("reviews", f"/for/{number}")["quotes"]
    except (requests.RequestException, CircuitBreakerError):
        app.logger.warning("no reviews for book %s", number, exc_info=True)
        return page(TITLES[number], "<p data-degraded>Reviews are not available now.</p>")
    return page(TITLES[number], "".join(f"<blockquote>{quote}</blockquote>" for quote in quotes))


@app.get("/circuits")
def circuits():
    rows = [f"<li>{name}: {one.current_state}, failures: {one.fail_counter}</li>" for name, one in CIRCUITS.items()]
    return page("Circuits", f"<ul>{''.join(rows) or '<li>none yet</li>'}</ul>")


@app.errorhandler(requests.RequestException)
@app.errorhandler(CircuitBreakerError)
def service_failed(error):
    app.logger.warning("a service failed", exc_info=error)
    words = "<p>Please try again in a minute.</p>"
    return page("The catalogue does not answer", words), 503, {"Retry-After": str(PAUSE)}
