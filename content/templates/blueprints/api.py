"""The same shop for programs: every error of this blueprint is JSON."""

from flask import Blueprint, abort
from shop import PRICES
from werkzeug.exceptions import HTTPException

api = Blueprint("api", __name__)


@api.get("/items/<name>")
def item(name):
    if name not in PRICES:
        abort(404)
    return {"name": name, "price": PRICES[name]}


# By code as well: the app's handler for 404 would win over this blueprint's handler for a class.
@api.errorhandler(404)
@api.errorhandler(HTTPException)
def as_json(error):
    return {"error": error.name, "detail": error.description}, error.code
