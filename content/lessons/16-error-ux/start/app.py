"""Harbour Street Library: readers suggest books for the shelves. Its errors were worded in a hurry."""

from flask import Flask, abort, g, render_template, request
from werkzeug.exceptions import HTTPException

from observability import begin_request, configure_logging

configure_logging()

app = Flask(__name__)
app.before_request(begin_request)


@app.after_request
def name_the_answer(response):
    response.headers["X-Request-ID"] = g.get("request_id", "-")
    return response


@app.get("/")
def home():
    return render_template("home.html")


@app.get("/suggestions")
def suggestion_form():
    return render_template("suggest.html")


@app.post("/suggestions")
def suggest():
    title, email = request.form["title"], request.form["email"]
    if not title or "@" not in email:
        abort(422)
    return render_template("thanks.html", title=title), 201


@app.post("/api/suggestions")
def api_suggest():
    suggestion = request.get_json()
    if not isinstance(suggestion, dict) or not suggestion.get("title") or "@" not in str(suggestion.get("email")):
        abort(422)
    return {"title": suggestion["title"]}, 201


@app.get("/crash")
@app.get("/api/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


@app.errorhandler(HTTPException)
def show_error(error):
    response = error.get_response()
    if request.path.startswith("/api/"):
        response.data = app.json.dumps({"error": error.name})
        response.content_type = "application/json"
    else:
        response.data = render_template("500.html" if error.code >= 500 else "error.html", error=error)
    return response
