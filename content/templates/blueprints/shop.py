"""The pages that people see."""

from flask import Blueprint, abort
from markupsafe import escape

shop = Blueprint("shop", __name__)

PRICES = {"lamp": 40, "rope": 12}


@shop.get("/")
def index():
    links = "".join(f"<li><a href='/items/{name}'>{name}</a></li>" for name in PRICES)
    return f"<h1>The shop</h1><ul>{links}</ul><p><a href='/items/anchor'>anchor</a></p>"


@shop.get("/items/<name>")
def item(name):
    if name not in PRICES:
        abort(404)
    return f"<h1>{escape(name)}</h1><p>{PRICES[name]} crowns</p>"


@shop.errorhandler(404)
def sold_out(error):
    """Only for a 404 raised in this blueprint: a URL that nobody serves never gets here."""
    return "<h1>We do not have that</h1><p><a href='/'>Look around</a></p>", 404
