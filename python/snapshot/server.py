"""What the server tier's heap snapshot has done already: Flask imported, and a few requests served.

Run by the bundle's build inside Pyodide. What a first request imports and caches is part of the snapshot; what it
leaves in logging, ``sys.modules`` or on disk must not be. A lesson's first page is asked for before Python's library
has come: what its program imports must be imported here (``npm run lesson -- check`` tells).
"""

import gc
import json
import pathlib
import shutil

from graceful import host

APP = """
import logging
import logging.config
import uuid
from flask import (Flask, Response, abort, flash, g, jsonify, make_response, redirect, render_template,
                   render_template_string, request, session, stream_with_context, url_for)
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
app.secret_key = "warm-up"

@app.get("/")
def index():
    app.logger.warning("warm-up")
    return "hello"

@app.post("/json")
def echo():
    session["seen"] = True
    return jsonify(request.get_json())

@app.get("/page")
def page():
    return render_template("page.html", xs=[1])

@app.get("/crash")
def crash():
    return 1 / 0
"""


TEMPLATES = {
    "base.html": "<!doctype html>{% block body %}{% endblock %}",
    "page.html": """{% extends "base.html" %}{% block body %}{% for x in xs %}{{ x }}{% endfor %}{% endblock %}""",
}


def warm_up() -> None:
    """Serve each kind of answer once, then leave no trace of it."""
    root = pathlib.Path("/app")
    root.mkdir()
    (root / "app.py").write_text(APP)
    (root / "templates").mkdir()
    for name, text in TEMPLATES.items():
        (root / "templates" / name).write_text(text)
    host.boot(lambda kind, payload, data: None)
    host.load(json.dumps({"root": "/app", "mode": "production"}))
    as_json = [["Host", "localhost:5000"], ["Content-Type", "application/json"]]
    for number, (method, path, body) in enumerate(
        [
            ("GET", "/", b""),
            ("POST", "/json", b'{"a": 1}'),
            ("GET", "/page", b""),
            ("GET", "/no", b""),
            ("GET", "/crash", b""),
        ]
    ):
        meta = {"id": f"w{number}", "method": method, "path": path, "headers": as_json}
        host.request(json.dumps(meta), body)
    host.forget()
    shutil.rmtree(root)


warm_up()
del warm_up
gc.collect()
