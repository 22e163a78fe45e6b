"""Harbour Street Library, with a safety net under its views."""

from flask import Flask

app = Flask(__name__)

STYLE = "body { font: 18px/1.6 Georgia, serif; max-width: 32em; margin: 2em auto; padding: 0 1em }"


def page(title, body):
    """The frame around every page of the site."""
    return (
        f"<!doctype html><html lang='en'><title>{title} - Harbour Street Library</title>"
        f"<style>{STYLE}</style><a href='/'>Harbour Street Library</a><h1>{title}</h1>{body}"
    )


def ask_database(question):
    """The loans database. It is away today, whatever you ask it."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.get("/")
def home():
    return page("Welcome", "<p><a href='/loans/card-12'>What have I borrowed?</a></p>")


@app.get("/loans/<card>")
def show_loans(card):
    titles = ask_database(f"what is on loan to {card}")
    return page("Your loans", f"<p>{', '.join(titles)}</p>")


@app.errorhandler(500)
def server_error(error):
    """The net: Flask calls this when a view has crashed, and sends what it returns."""
    return page(
        "Something broke on our side",
        f"<p>The mistake is ours: {error.original_exception}. Please try again in a few minutes.</p>",
    ), 500
