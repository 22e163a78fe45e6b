"""Harbour Street Library: readers suggest books for the shelves, and every error says what to do next."""

import uuid

from flask import Flask, g, render_template, request
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


def faults_in(suggestion):
    """What is wrong with a suggestion: for each field that is, a sentence that says how to put it right."""
    faults = {}
    if not suggestion.get("title"):
        faults["title"] = "Write the title of the book."
    if "@" not in str(suggestion.get("email")):
        faults["email"] = "Write an address with an @ in it, such as name@example.org."
    return faults


@app.get("/suggestions")
def suggestion_form():
    return render_template("suggest.html", form={}, faults={})


@app.post("/suggestions")
def suggest():
    faults = faults_in(request.form)
    if faults:
        return render_template("suggest.html", form=request.form, faults=faults), 422
    return render_template("thanks.html", title=request.form["title"]), 201


@app.post("/api/suggestions")
def api_suggest():
    suggestion = request.get_json()
    faults = faults_in(suggestion if isinstance(suggestion, dict) else {})
    if faults:
        errors = [{"pointer": f"#/{name}", "detail": detail} for name, detail in faults.items()]
        problem = describe(422, "The suggestion is not complete", "See errors for the fields to change.")
        problem |= {"type": "https://library.example/problems/incomplete-suggestion", "errors": errors}
        return problem, 422, {"Content-Type": "application/problem+json"}
    return {"title": suggestion["title"]}, 201


@app.get("/crash")
@app.get("/api/crash")
def crash():
    """A fire drill: behave as if the database had gone."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


def describe(status, title, detail):
    """Problem details as RFC 9457 has them: for programs, with the id for people."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": g.request_id}


@app.errorhandler(HTTPException)
def show_error(error):
    response = error.get_response()
    if request.path.startswith("/api/"):
        ours = "Something broke on our side. Try again in a few minutes."
        detail = ours if error.code >= 500 else error.description
        response.data = app.json.dumps(describe(error.code, error.name, detail))
        response.content_type = "application/problem+json"
    else:
        response.data = render_template(
            "500.html" if error.code >= 500 else "error.html", error=error, reference=uuid.uuid4().hex[:12]
        )
    return response
