"""The seam to JavaScript: what ends a process, what is forgotten, and that the next request works."""

import json
import logging
import os
import random
import sys

import pytest

from graceful import host

APP = """
import os, sys, logging
from flask import Flask, session, request
app = Flask(__name__)

@app.get("/")
def index():
    return "fine"

@app.get("/end/<how>")
def end(how):
    {"exit": lambda: sys.exit(3), "text": lambda: sys.exit("bye"), "plain": sys.exit, "now": lambda: os._exit(4),
     "key": lambda: interrupt()}[how]()

def interrupt():
    raise KeyboardInterrupt

@app.get("/deep")
def deep():
    return deep()
"""


@pytest.mark.parametrize(
    ("how", "reason", "code"),
    [
        ("exit", "SystemExit", 3),
        ("text", "SystemExit", "bye"),
        ("plain", "SystemExit", 0),
        ("now", "ProcessExit", 4),
        ("key", "KeyboardInterrupt", 130),
    ],
)
def test_a_view_that_ends_the_process_gives_no_answer(server, how, reason, code):
    reply = server.serve(APP).request(f"/end/{how}")
    assert (reply.status, reply.end) == (None, None)
    assert server.of("exit") == [{"reason": reason, "code": code}]


def test_a_good_request_after_a_bad_one_works(server):
    server.serve(APP)
    assert server.request("/deep").status == 500
    assert server.request("/").body == b"fine"


def test_bytes_come_as_a_proxy_of_javascript_s(server):
    class Proxy:
        def to_bytes(self):
            return b"abc"

    server.serve("def app(e, s):\n    s('200 OK', [])\n    return [e['wsgi.input'].read()]")
    assert server.request(method="POST", body=Proxy()).body == b"abc"


def test_events_before_a_boot_are_a_bug_of_ours():
    with pytest.raises(RuntimeError, match="boot"):
        host.request("{}", b"")


def test_forget_leaves_no_trace(server):
    before = {
        "path": list(sys.path),
        "cwd": os.getcwd(),
        "environ": dict(os.environ),
        "level": logging.root.level,
        "handlers": list(logging.root.handlers),
    }
    app = """
        import helper, logging, os, warnings
        from flask import Flask
        logging.basicConfig(filename="app.log", level=logging.DEBUG)
        logging.getLogger("shop").disabled = True
        logging.addLevelName(25, "NOTICE")
        os.environ["LEFT"] = "behind"
        warnings.simplefilter("always")
        app = Flask(__name__)
        app.get("/")(lambda: 1 / 0)
    """
    server.write(helper="")
    server.serve(app).request()
    assert "helper" in sys.modules
    stdout = sys.stdout
    host.forget()
    after = {
        "path": list(sys.path),
        "cwd": os.getcwd(),
        "environ": {**os.environ, "PYTEST_CURRENT_TEST": before["environ"].get("PYTEST_CURRENT_TEST", "")},
        "level": logging.root.level,
        "handlers": list(logging.root.handlers),
    }
    assert "helper" not in sys.modules
    assert "app" not in sys.modules
    assert logging.getLogger("shop").disabled is False
    assert logging.getLevelName(25) == "Level 25"
    assert os._exit.__module__ in ("posix", "nt")
    assert sys.stdout is stdout
    assert {name for name in before if before[name] != after[name]} <= {"path", "cwd"}


def test_a_boot_draws_its_own_random_numbers(server):
    random.seed(1)
    first = random.random()
    random.seed(1)
    host.boot(lambda *event: None)
    assert random.random() != first


def test_run_modes_differ_in_the_debugger(server):
    server.write(app="from flask import Flask\napp = Flask(__name__)\napp.get('/')(lambda: 1 / 0)")
    assert server.load(mode="debug")["ok"]
    assert "Debugger PIN" in server.printed()
    reply = server.request()
    assert reply.status == 500
    assert b"Werkzeug Debugger" in reply.body
    assert b"EVALEX = true" in reply.body
    style = server.request("/?__debugger__=yes&cmd=resource&f=style.css")
    assert (style.status, dict(style.headers)["Content-Type"]) == (200, "text/css; charset=utf-8")


def test_production_shows_no_debugger_and_is_not_in_debug_mode(server):
    server.serve("from flask import Flask\napp = Flask(__name__)\napp.get('/')(lambda: str(app.debug))")
    assert server.request().body == b"False"


def test_answers_are_json(server):
    server.write(app="x = 1")
    assert json.loads(json.dumps(server.load()))["ok"] is False
