"""Harbour Street Library. One page crashes."""

from flask import Flask

app = Flask(__name__)
app.config["PROPAGATE_EXCEPTIONS"] = True


@app.get("/")
def home():
    return "<h1>On the shelves</h1>"


@app.get("/crash")
def crash():
    raise ConnectionError("loans database is away")


@app.errorhandler(500)
def server_error(error):
    return "<h1>Something broke on our side</h1>", 500
