"""Harbour Street Library. Its database is away, and a reader wants to renew a loan."""

from flask import Flask, request

app = Flask(__name__)


@app.post("/renewals/<card>")
def renew(card):
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(500)
def server_error(error):
    reference = request.headers["X-Request-ID"]
    app.logger.error("the reader was given the reference %s", reference)
    return (
        "<h1>We could not renew your loan</h1>"
        "<p>Nothing has changed on your card. Please try again in an hour; until then no fine is counted.</p>"
        f"<p>If you write to us, give this reference: {reference}</p>",
        500,
    )
