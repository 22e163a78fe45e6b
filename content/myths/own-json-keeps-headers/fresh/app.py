"""Harbour Street Library answers programs in JSON, its errors too."""

from flask import Flask, jsonify
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.post("/returns")
def take_back():
    return jsonify(ok=True)


@app.errorhandler(HTTPException)
def show_error(error):
    return jsonify(error=error.name), error.code
