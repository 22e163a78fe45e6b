"""Harbour Street Library: pages for readers, and below /api the same for programs."""

from flask import Blueprint, Flask, abort, jsonify

app = Flask(__name__)
api = Blueprint("api", __name__, url_prefix="/api")


@api.errorhandler(404)
def no_such_thing(error):
    return jsonify(error="no such thing"), 404


@app.errorhandler(404)
def no_such_page(error):
    return "<h1>Not on our shelves</h1>", 404


@api.get("/books/<int:number>")
def book(number):
    abort(404)


app.register_blueprint(api)
