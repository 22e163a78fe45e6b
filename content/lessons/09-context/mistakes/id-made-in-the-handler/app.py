"""Harbour Street Library: readers sign in and see what they have borrowed. For one of them the page crashes."""

from flask import Flask, abort, g, redirect, render_template, request, session
from werkzeug.exceptions import HTTPException

import loans
from observability import configure_logging, request_id_from

configure_logging()

app = Flask(__name__)
app.secret_key = "a real site reads this from its environment"

# Card and PIN open an account. The number is what the library's own records go by; outside of it, it says nothing.
READERS = {
    "2044-07": {"number": 30707, "pin": "551816"},
    "2044-12": {"number": 30712, "pin": "817204"},
}


@app.before_request
def begin():
    g.user = session.get("reader", "-")


@app.after_request
def name_the_answer(response):
    response.headers["X-Request-ID"] = g.get("request_id", "-")
    return response


@app.get("/")
def home():
    return render_template("home.html")


@app.post("/sign-in")
def sign_in():
    reader = READERS.get(request.form["card"])
    if reader is None or reader["pin"] != request.form["pin"]:
        abort(403)
    session["reader"] = g.user = reader["number"]
    app.logger.info("signed in")
    return redirect("/loans")


@app.get("/loans")
def show_loans():
    if "reader" not in session:
        abort(401)
    return render_template("loans.html", loans=loans.of(session["reader"]))


@app.errorhandler(HTTPException)
def show_error(error):
    g.request_id = request_id_from(request.headers.get("X-Request-ID"))
    response = error.get_response()
    template = "500.html" if error.code >= 500 else "error.html"
    response.data = render_template(template, error=error)
    return response
