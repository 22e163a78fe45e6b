"""Harbour Street Library answers programs in JSON, its errors too."""

from flask import Flask, json, jsonify
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.post("/returns")
def take_back():
    return jsonify(ok=True)


@app.errorhandler(HTTPException)
def show_error(error):
    response = error.get_response()
    response.data = json.dumps({"error": error.name})
    response.content_type = "application/json"
    return response
