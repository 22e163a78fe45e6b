"""Harbour Street Library: a reader renews a loan."""

from flask import Flask

app = Flask(__name__)
LOANS = {"card-12": {"title": "Middlemarch"}}


@app.post("/renewals/<card>")
def renew(card):
    try:
        loan = LOANS[card]
        loan["until"] += 14
    except Exception as error:
        app.logger.error(f"Renewal failed: {error}")
        return "<h1>Please ask at the desk</h1>", 500
    return "<h1>Renewed</h1>"
