"""Real pytest in this process: ordinary suites behave, and each test is reported with its words."""

import base64
import textwrap

import pytest

APP = """
from flask import Flask
app = Flask(__name__)

@app.get("/")
def index():
    app.logger.error("seen")
    return "hello"
"""

SUITE = '''
import logging
import sys
import pytest
from app import app as flask_app

@pytest.fixture
def client():
    return flask_app.test_client()

def test_own_client_wins(client):
    """The project's own fixture.

    More words."""
    assert client.get("/").text == "hello"

@pytest.mark.parametrize("number", [1, 2])
def test_number(number):
    assert number == 1, "only one"

class TestGroup:
    def test_inside(self, tmp_path, monkeypatch, capsys, caplog):
        monkeypatch.setenv("X", "1")
        (tmp_path / "f").write_text("x")
        print("caught")
        assert capsys.readouterr().out == "caught\\n"
        logging.getLogger("shop").warning("noted")
        assert caplog.messages == ["noted"]

def test_output():
    print("to stdout")
    print("to stderr", file=sys.stderr)
    logging.warning("to the log")

@pytest.mark.skip(reason="later")
def test_skipped(): pass

@pytest.mark.xfail(reason="known")
def test_xfail(): assert False

@pytest.mark.xfail
def test_xpass(): pass

@pytest.mark.xfail(strict=True)
def test_strict(): pass

def test_raises(): {}["missing"]

def test_exits(): sys.exit(1)

@pytest.fixture
def broken(): raise OSError("no database")

def test_setup(broken): pass

@pytest.fixture
def leaves():
    yield
    raise OSError("in teardown")

def test_teardown(leaves): pass
'''


@pytest.fixture
def ordinary(server):
    server.write(**{"app": APP, "tests/test_shop": SUITE, "tests/conftest": "import pytest"})
    return server


def by_name(report):
    return {result["name"]: result for result in report["results"]}


def test_outcomes_and_messages(ordinary):
    report = ordinary.test()
    assert report["exitCode"] == 1
    found = {name: (result["outcome"], result["message"]) for name, result in by_name(report).items()}
    assert found == {
        "test_own_client_wins": ("passed", ""),
        "test_number[1]": ("passed", ""),
        "test_number[2]": ("failed", "only one\nassert 2 == 1"),
        "test_inside": ("passed", ""),
        "test_output": ("passed", ""),
        "test_skipped": ("skipped", "later"),
        "test_xfail": ("xfailed", "known"),
        "test_xpass": ("xpassed", ""),
        "test_strict": ("failed", "[XPASS(strict)]"),
        "test_raises": ("failed", "KeyError: 'missing'"),
        "test_exits": ("failed", "SystemExit: 1"),
        "test_setup": ("error", "OSError: no database"),
        "test_teardown": ("error", "OSError: in teardown"),
    }
    summary = report["output"].splitlines()[-1]
    assert summary.startswith("4 failed, 5 passed, 1 skipped, 1 xfailed, 1 xpassed, 2 errors in ")


def test_a_result_s_particulars(ordinary):
    results = by_name(ordinary.test())
    first = results["test_own_client_wins"]
    assert (first["id"], first["doc"]) == ("tests/test_shop.py::test_own_client_wins", "The project's own fixture.")
    assert results["test_inside"]["id"] == "tests/test_shop.py::TestGroup::test_inside"
    failed = results["test_number[2]"]
    line = 1 + SUITE.splitlines().index('    assert number == 1, "only one"')
    assert failed["location"] == {"file": "tests/test_shop.py", "line": line}
    assert "only one" in failed["report"]
    assert ">   " in failed["report"]
    output = results["test_output"]
    assert (output["stdout"], output["stderr"]) == ("to stdout\n", "to stderr\n")
    assert [record["message"] for record in output["log"]] == ["to the log"]
    assert [record["message"] for record in first["log"]] == ["seen"]


def test_output_is_all_pytest_prints_and_comes_as_it_is_printed(ordinary):
    report = ordinary.test(args=[])
    assert "test session starts" in report["output"]
    assert "rootdir: " in report["output"]
    assert report["output"] == "".join(event["text"] for event in ordinary.of("output"))
    assert {event["requestId"] for event in ordinary.of("output")} == {None}
    assert ordinary.of("log") == []


def test_progress(ordinary):
    ordinary.test(select=["tests/test_shop.py::test_output"])
    phases = [event["phase"] for event in ordinary.of("test")]
    assert phases == ["collected", "start", "result"]
    assert [test["name"] for test in ordinary.of("test")[0]["tests"]] == ["test_output"]


@pytest.mark.parametrize(
    ("select", "args", "code"),
    [
        (["tests/test_shop.py::test_output"], [], 0),
        ([], ["-k", "number"], 1),
        ([], ["-k", "no_such_test"], 5),
        (["tests/no_such_file.py"], [], 4),
        ([], ["--no-such-option"], 4),
    ],
)
def test_the_exit_code_is_pytest_s(ordinary, select, args, code):
    report = ordinary.test(select=select, args=["-q", *args])
    assert report["exitCode"] == code
    assert report["output"]


def leaving(hook: str, end: str) -> str:
    return f"import os, sys, warnings\ndef {hook}():\n    {end}\n"


@pytest.mark.parametrize(
    ("conftest", "code", "says"),
    [
        ("import sys\nsys.exit(5)", 5, ""),
        ("import sys\nsys.exit()", 0, ""),
        ("import sys\nsys.exit('no database')", 1, "no database\n"),
        ("import os\nos._exit(7)", 7, ""),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt\n"),
        (leaving("pytest_unconfigure", "1 / 0"), 1, "ZeroDivisionError: division by zero\n"),
        (leaving("pytest_unconfigure", "os._exit(7)"), 7, ""),
        (leaving("pytest_unconfigure", "sys.exit(5)"), 5, ""),
    ],
)
def test_what_leaves_pytest_ends_the_run_as_it_would_end_python(server, conftest, code, says):
    server.write(**{"conftest": conftest, "tests/test_one": "def test_one(): pass"})
    report = server.test()
    assert report["exitCode"] == code
    assert server.printed().endswith(says)
    assert report["output"].endswith(says)
    assert "graceful" not in server.printed()
    server.write(conftest="")
    assert server.test()["exitCode"] == 0


def test_a_warning_that_is_an_error_and_leaves_pytest_is_told(server):
    conftest = leaving("pytest_unconfigure", "warnings.warn('old', DeprecationWarning)")
    server.write(**{"conftest": conftest, "tests/test_one": "def test_one(): pass"})
    report = server.test(args=["-q", "-W", "error"])
    assert (report["exitCode"], [result["outcome"] for result in report["results"]]) == (1, ["passed"])
    assert "Traceback" in report["output"]
    assert report["output"].endswith("DeprecationWarning: old\n")


def test_ini_files_markers_and_conftests_count(server):
    server.write(
        **{
            "conftest": "import pytest\n@pytest.fixture(autouse=True)\ndef around():\n    yield",
            "checks/check_it": "import pytest\n@pytest.mark.slow\ndef check_one(): pass\ndef check_two(): pass",
        }
    )
    ini = "[pytest]\npython_files = check_*.py\npython_functions = check_*\nmarkers = slow\naddopts = -m slow\n"
    (server.root / "pytest.ini").write_text(ini)
    report = server.test(args=[])
    assert [result["name"] for result in report["results"]] == ["check_one"]
    assert "configfile: pytest.ini" in report["output"]


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("x = 1\nimport no_such_module", "ModuleNotFoundError: No module named 'no_such_module'", 2),
        ("def test(:", "SyntaxError: ", 1),
        ("\n1 / 0", "ZeroDivisionError: division by zero", 2),
    ],
)
def test_a_test_file_that_cannot_be_imported_is_a_result(server, source, message, line):
    server.write(**{"tests/test_bad": source})
    report = server.test()
    (result,) = report["results"]
    assert report["exitCode"] == 2
    assert (result["id"], result["name"], result["outcome"]) == ("tests/test_bad.py", "test_bad.py", "error")
    assert result["message"].startswith(message)
    assert result["location"] == {"file": "tests/test_bad.py", "line": line}


def test_every_run_imports_anew(server):
    server.write(**{"app": "value = 1", "tests/test_value": "import app\ndef test_it(): assert app.value == 1"})
    assert server.test()["exitCode"] == 0
    server.write(app="value = 22")
    assert server.test()["exitCode"] == 1
    server.write(**{"tests/test_value": "import app\ndef test_other(): assert app.value == 22"})
    assert [result["name"] for result in server.test()["results"]] == ["test_other"]


ORDINARY = """
    import pytest
    from app import app

    def test_form():
        answer = app.test_client().post("/form?x=1", data={"name": "Ada"})
        assert answer.status_code == 200

    def test_stream():
        assert app.test_client().get("/stream").text == "onetwo"

    def test_unread():
        app.test_client().get("/stream", buffered=False)

    def test_raises():
        app.testing = True
        with pytest.raises(ValueError):
            app.test_client().get("/raises")
"""

ROUTES = """
    from flask import Flask, request
    app = Flask(__name__)

    @app.post("/form")
    def form():
        app.logger.warning("form of %s", request.form["name"])
        return "thanks"

    @app.get("/stream")
    def stream():
        def pieces():
            yield "one"
            app.logger.warning("between")
            yield "two"
        return pieces()

    @app.get("/raises")
    def raises():
        raise ValueError("no")
"""


def test_requests_of_the_ordinary_test_client_are_told_with_their_test_and_log(server, tmp_path):
    server.write(app=ROUTES)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_shop.py").write_text(textwrap.dedent(ORDINARY))
    report = server.test(tests=tmp_path / "tests")
    assert {result["outcome"] for result in report["results"]} == {"passed"}
    told = {event["test"].partition("::")[2]: event for event in server.of("test") if event["phase"] == "exchange"}
    form = told["test_form"]
    assert (form["request"]["method"], form["request"]["path"]) == ("POST", "/form?x=1")
    assert base64.b64decode(form["request"]["body"]) == b"name=Ada"
    assert form["response"]["status"] == 200
    assert [record["message"] for record in form["log"]] == ["form of Ada"]
    stream = told["test_stream"]
    assert base64.b64decode(stream["response"]["body"]) == b"onetwo"
    assert [record["message"] for record in stream["log"]] == ["between"]
    assert told["test_unread"]["response"]["status"] == 200
    assert told["test_raises"]["response"] is None
