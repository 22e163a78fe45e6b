from flask import Flask
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.get("/orders/<int:number>")
def order(number):
    return {1: "a lamp"}[number]


@app.errorhandler(Exception)
def catch_all(error):
    if isinstance(error, HTTPException):
        return error
    return "<h1>We could not show this order</h1>", 500
