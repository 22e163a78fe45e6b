"""Harbour Street Library: pages for readers, and below /desk an interface in JSON for the program at the front desk."""

from flask import Blueprint, Flask, abort, jsonify
from werkzeug.exceptions import HTTPException, NotFound

app = Flask(__name__)
desk = Blueprint("desk", __name__, url_prefix="/desk")

BOOKS = {1: "Frankenstein", 3: "The Time Machine"}
WITHDRAWN = {2: "Middlemarch"}


class Withdrawn(NotFound):
    """The library once had this book, and has it no longer."""

    code = 410


def page(title, body):
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body} <a href='/'>Harbour Street Library</a>"


@app.get("/")
def home():
    rows = "".join(f"<li><a href='/books/{number}'>{title}</a></li>" for number, title in (BOOKS | WITHDRAWN).items())
    return page("On the shelves", f"<ul>{rows}</ul>")


@app.get("/books/<int:number>")
def show_book(number):
    if number in WITHDRAWN:
        raise Withdrawn
    return page(BOOKS.get(number) or abort(404), "")


@desk.get("/cards/<int:number>")
def show_card(number):
    if number == 13:
        abort(403)
    return jsonify(card=number) if number == 12 else abort(404)


@desk.post("/receipts")
def print_receipt():
    raise ConnectionRefusedError("receipt printer at 10.0.3.9 refused the connection")


@desk.post("/backups")
def back_up():
    raise OSError(28, "No space left on device")


# Six handlers. The order in which they stand here is the order in which they are registered.
@app.errorhandler(HTTPException)
def any_http_error(error):
    return page(error.name, "<p>We cannot answer this request.</p>"), error.code


@app.errorhandler(404)
def missing_page(error):
    return page("Not on our shelves", "<p>We have no page at this address.</p>"), 404


@app.errorhandler(410)
def withdrawn_book(error):
    return page("No longer with us", "<p>We have given this book away.</p>"), 410


@app.errorhandler(ConnectionRefusedError)
def refused(error):
    app.logger.exception("a device refused the connection")
    return jsonify(error="The device is switched off. Switch it on and try again."), 503


@desk.errorhandler(404)
def missing_card(error):
    return jsonify(error="There is no such card."), 404


@desk.errorhandler(HTTPException)
def desk_http_error(error):
    return jsonify(error=error.name), error.code


@desk.errorhandler(OSError)
def desk_os_error(error):
    app.logger.exception("the disk of the desk")
    return jsonify(error="The disk is full or broken. Call the technician."), 503


app.register_blueprint(desk)
