"""A small shop: the program that test_testing.py visits. It runs in a folder of its own, never from here."""

import pathlib
import sys

from flask import Flask, redirect, request, session

app = Flask(__name__)
app.secret_key = "x"
count = 0


@app.get("/")
def index():
    global count
    count += 1
    return f"<title>Shop</title><h1>Fish &amp; chips</h1>{count}"


@app.get("/crash")
def crash():
    return {}["price"]


@app.errorhandler(404)
def not_found(error):
    return "Not here"


@app.get("/log")
def log():
    app.logger.error("went wrong")
    print("to stderr", file=sys.stderr)
    pathlib.Path("written.log").write_text("x")
    return {"a": [1]}


@app.post("/echo")
def echo():
    return f"{request.content_type}|{request.get_data(as_text=True)}"


@app.get("/login")
def login():
    session["name"] = "Ann"
    return redirect("/me?x=1")


@app.get("/me")
def me():
    return session.get("name", "nobody") + request.query_string.decode()


@app.get("/stream")
def stream():
    def pieces():
        yield "one"
        raise OSError("disk")

    return app.response_class(pieces())


@app.get("/exit")
def leave():
    sys.exit(3)
