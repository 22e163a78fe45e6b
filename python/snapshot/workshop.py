"""What the workshop tier's heap snapshot has done already: pytest has run, and SDKs and clients are imported.

Run by the bundle's build inside Pyodide, like server.py beside it.
"""

import gc
import importlib
import json
import pathlib
import shutil

from graceful import host, network

network.install()  # before urllib3 looks for the browser's fetch

# ruff: noqa: E402 - these meet the network above
import celery.app.autoretry
import celery.app.base
import celery.app.builtins
import celery.app.task
import celery.app.trace
import celery.result
import pybreaker
import pythonjsonlogger.json
import requests
import sentry_sdk.integrations.flask
import tenacity

APP = """
from flask import Flask, jsonify, render_template_string, request

app = Flask(__name__)

@app.get("/")
def index():
    app.logger.warning("warm-up")
    return render_template_string("{% for x in xs %}{{ x }}{% endfor %}", xs=[1])

@app.get("/crash")
def crash():
    return 1 / 0
"""

TESTS = '''
import pytest
from graceful.testing import expect

@pytest.mark.parametrize("path", ["/", "/missing"])
def test_page(client, path, tmp_path, monkeypatch, capsys, caplog):
    """A page."""
    expect(client.get(path)).hides("Traceback")

def test_crash(client):
    expect(client.get("/crash")).status(500).is_not_default_page()

def test_words():
    assert [1, 2] == [1, 3], "words"
'''


def warm_up() -> None:
    """Run a passing and two failing tests, and serve a request; then leave no trace of it."""
    root, tests = pathlib.Path("/app"), pathlib.Path("/tests")
    for folder, name, text in ((root, "app.py", APP), (tests, "test_goals.py", TESTS)):
        folder.mkdir()
        (folder / name).write_text(text)
    host.boot(lambda kind, payload, data: None)
    report = json.loads(host.run_tests(json.dumps({"root": str(root), "tests": str(tests)})))
    if report["exitCode"] != 1:
        raise RuntimeError(report["output"])
    host.load(json.dumps({"root": str(root), "mode": "production"}))
    meta = {"id": "w", "method": "GET", "path": "/crash", "headers": [["Host", "localhost:5000"]]}
    host.request(json.dumps(meta), b"")
    host.forget()
    shutil.rmtree(root)
    shutil.rmtree(tests)


warm_up()
del warm_up
importlib.invalidate_caches()  # importlib.metadata keeps the zips of packages open
gc.collect()
