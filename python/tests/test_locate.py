"""The application is found as the ``flask`` command finds it; what is in the way is named."""

import os

import pytest

from graceful import host

FLASK = "from flask import Flask\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"app": FLASK + "app = Flask(__name__)"}, "app:app"),
        ({"app": FLASK + "application = Flask(__name__)"}, "app:application"),
        ({"app": FLASK + "shop = Flask(__name__)"}, "app:shop"),
        ({"app": FLASK + "def create_app(): return Flask(__name__)"}, "app:create_app()"),
        ({"app": FLASK + "def make_app(): return Flask(__name__)"}, "app:make_app()"),
        ({"wsgi": FLASK + "app = Flask(__name__)"}, "wsgi:app"),
        ({"wsgi": FLASK + "app = Flask(__name__)", "app": "1 / 0"}, "wsgi:app"),
        ({"app/__init__": "from .web import app", "app/web": FLASK + "app = Flask(__name__)"}, "app:app"),
        ({"app": FLASK + "class M:\n  def __call__(self, e, s): return []\napp = M()"}, "app:app"),
        ({"app": "def application(environ, start_response): return []"}, "app:application"),
    ],
)
def test_an_application_is_found(server, files, found):
    server.write(**files)
    assert server.load() == {"ok": True, "app": found}


def test_a_call_of_run_beside_the_application_is_ignored_as_flask_run_ignores_it(server):
    server.write(app=FLASK + "app = Flask(__name__)\napp.run(debug=True)")
    assert server.load() == {"ok": True, "app": "app:app"}
    assert " * Ignoring a call to 'app.run()'" in server.printed("stdout")
    host.forget()
    assert "FLASK_RUN_FROM_CLI" not in os.environ


def test_flask_app_names_another_module(server):
    server.write(shop=FLASK + "def build(name): return Flask(name)")
    assert server.load(FLASK_APP="shop.py:build('x')") == {"ok": True, "app": "shop:build('x')"}


def test_flaskenv_is_read(server):
    server.write(shop=FLASK + "import os\napp = Flask(__name__)\nassert os.environ['COLOUR'] == 'deep blue'")
    (server.root / ".flaskenv").write_text("# comment\nexport FLASK_APP=shop\nCOLOUR='deep blue' # sea\n")
    assert server.load() == {"ok": True, "app": "shop:app"}


@pytest.mark.parametrize(
    ("app", "says"),
    [
        ("x = 1", "app.py has no Flask application in it."),
        ("app = 'shop'", "app in app.py is a str, and not an application: a server cannot call it."),
        ("app = None", "app in app.py is a NoneType, and not an application: a server cannot call it."),
        (
            FLASK + "a = Flask('a')\nb = Flask('b')",
            "app.py has several Flask applications (a, b), and none of them is named app.",
        ),
        ("def create_app(name): pass", "create_app() in app.py needs arguments, and the server has none to give."),
        ("def create_app(): pass", "create_app() in app.py returned no Flask application."),
    ],
)
def test_what_is_no_application_is_named(server, app, says):
    server.write(app=app)
    failure = server.failure()
    assert (failure["code"], failure["message"]) == ("no-app-found", says)
    assert failure["suggestion"]


def test_a_project_without_app_or_wsgi(server):
    server.write(main=FLASK + "app = Flask(__name__)")
    assert server.failure()["message"] == "The project has no app.py and no wsgi.py. There is main.py."


def test_a_module_that_flask_app_names_and_that_is_missing(server):
    assert server.load(FLASK_APP="nowhere")["failure"]["code"] == "no-app-found"


def test_a_syntax_error_is_named_by_line_and_column(server):
    server.write(app="import shop\n", shop="x = 1\ny = (\n")
    failure = server.failure()
    assert failure["code"] == "project-syntax-error"
    assert failure["message"] == "SyntaxError in shop.py, line 2, column 5: '(' was never closed."
    assert failure["location"] == {"file": "shop.py", "line": 2}
    assert failure["cause"].startswith("Traceback (most recent call last):\n")
    assert "graceful" not in failure["cause"]


def test_a_null_byte_is_named_by_its_file_and_line(server):
    server.write(app="import shop\n")
    (server.root / "shop.py").write_bytes(b"x = 1\ny = '\0'\n")
    failure = server.failure()
    assert failure["message"] == "shop.py cannot be read as text: there is a null byte in line 2."
    assert failure["location"] == {"file": "shop.py", "line": 2}


@pytest.mark.parametrize("source", [b"\xff\xfe = 1", b"x = '\0'", b"if True:\nx = 1", b"\tx = 1"])
def test_other_unreadable_sources_are_syntax_errors(server, source):
    (server.root / "app.py").write_bytes(source)
    assert server.failure()["code"] == "project-syntax-error"


@pytest.mark.parametrize(
    ("app", "says"),
    [
        ("import os\nos.environ['NO_SUCH_KEY']", "app.py, line 2, raised KeyError: 'NO_SUCH_KEY'."),
        ("import helper", "helper.py, line 2, raised ZeroDivisionError: division by zero."),
        ("from helper2 import thing", "app.py, line 1, raised ImportError: cannot import name 'thing' from 'helper2'"),
        ("import no_such_thing", "app.py, line 1, imports no_such_thing, which this server does not have."),
        (
            "import sys\nsys.exit(3)",
            "app.py, line 2, ended the program while it was imported",
        ),
        ("def f(): f()\nf()", "app.py, line 1, raised RecursionError: maximum recursion depth exceeded"),
        ("def create_app():\n  raise ValueError('no database')", "app.py, line 2, raised ValueError: no database."),
    ],
)
def test_an_import_that_fails_is_named_by_the_learner_s_own_line(server, app, says):
    server.write(app=app, helper="x = 1\n1 / 0\n", helper2="")
    failure = server.failure()
    assert failure["code"] == "project-import-error"
    assert failure["message"].startswith(says)
    assert failure["location"]["line"] == int(says.split("line ")[1].partition(",")[0])
    assert "graceful" not in failure["cause"]


def test_a_missing_module_of_nearly_that_name_is_suggested(server):
    server.write(app="import flusk")
    assert "Did you mean flask?" in server.failure()["suggestion"]


def test_what_there_is_instead_of_a_missing_package(server):
    server.write(app="import zzqq_unheard_of")
    assert "flask" in server.failure()["suggestion"]


def test_an_import_that_never_stops_printing_is_a_flood(server):
    server.write(app="while True: print('x' * 10_000)")
    assert server.load()["ok"] is False
    assert server.of("flood") == [{"what": "output", "limit": 8388608}]


def test_os_exit_at_import_ends_nothing_but_the_import(server):
    server.write(app="import os\nos._exit(4)")
    failure = server.failure()
    assert failure["message"].startswith("app.py, line 2, ended the program while it was imported")
    assert "exit code 4" in failure["message"]
