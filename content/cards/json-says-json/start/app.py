import json

from flask import Flask
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.post("/loans")
def lend():
    return {"lent": True}


@app.errorhandler(HTTPException)
def as_json(error):
    response = error.get_response()
    response.data = json.dumps({"status": error.code, "title": error.name})
    return response
