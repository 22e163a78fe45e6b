"""Harbour Street Library: which books are in, and what happens when something fails."""

from flask import Flask, abort, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from observability import begin_request, configure_logging, configure_tracker
from recommendations import Unavailable, readers_also_liked

configure_logging()
configure_tracker()

app = Flask(__name__)

BOOKS = {
    1: {"title": "Frankenstein", "author": "Mary Shelley", "copies_in": 2, "ratings": [5, 4, 5]},
    2: {"title": "Middlemarch", "author": "George Eliot", "copies_in": 0, "ratings": [5, 3]},
    3: {"title": "The Time Machine", "author": "H. G. Wells", "copies_in": 1, "ratings": []},
}


@app.before_request
def name_the_request():
    g.request_id = begin_request(request.headers.get("X-Request-ID"))


@app.after_request
def mark_the_response(response):
    response.headers["X-Request-ID"] = g.get("request_id", "-")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if response.status_code >= 400:
        # An error that a cache keeps outlives its cause.
        response.headers["Cache-Control"] = "no-store"
    return response


@app.get("/")
def home():
    return render_template("home.html", books=BOOKS)


@app.get("/books/<int:number>")
def show_book(number):
    book = find(number)
    try:
        liked, degraded = readers_also_liked(number), False
    except Unavailable:
        app.logger.warning("no recommendations for book %s", number, exc_info=True)
        liked, degraded = [], True
    page = render_template("book.html", number=number, book=book, liked=liked, degraded=degraded)
    return page, 200, {"X-Degraded": "recommendations"} if degraded else {}


@app.get("/books/<int:number>/rating")
def show_rating(number):
    book = find(number)
    stars = sum(book["ratings"]) / len(book["ratings"]) if book["ratings"] else None
    return render_template("rating.html", book=book, stars=stars)


@app.get("/api/books/<int:number>")
def api_book(number):
    return jsonify(find(number))


@app.get("/healthz")
def alive():
    """Says that the process answers; asks nothing that could be down."""
    return "ok"


@app.get("/crash")
def crash():
    """A fire drill, for the first day in production. Remove it afterwards."""
    raise ConnectionError("loans database at 10.0.3.7 refused user 'front-desk'")


def find(number):
    return BOOKS.get(number) or abort(404)


def wants_json():
    accept = request.accept_mimetypes
    return request.path.startswith("/api/") or accept["application/json"] > accept["text/html"]


@app.errorhandler(HTTPException)
def show_error(error):
    """Every error page, the crash page too: by then Flask has logged and wrapped it."""
    response = error.get_response()  # keeps Allow, Retry-After and the like
    if error.code < 400:
        return response
    if wants_json():
        problem = {"type": "about:blank", "title": error.name, "status": error.code, "instance": g.get("request_id")}
        response.data = app.json.dumps(problem)
        response.content_type = "application/problem+json"
    elif error.code >= 500:
        response.data = render_template("500.html", request_id=g.get("request_id"))
    else:
        response.data = render_template("error.html", error=error, request_id=g.get("request_id"))
    return response
