"""Log records are seen as they are, and the learner's logging is left as it was set up."""

import logging

import pytest

from graceful import capture

APP = """
import logging
from flask import Flask
app = Flask(__name__)
log = logging.getLogger("shop")

@app.get("/")
def index():
    log.info("not seen: below the level")
    log.warning("%s left", 3)
    return "ok"

@app.get("/crash")
def crash():
    return 1 / 0

@app.get("/wrong")
def wrong():
    log.error("%d left", "three")
    log.error(Unprintable())
    return "ok"

@app.get("/many")
def many():
    logging.raiseExceptions = False
    while True:
        log.error("again")

class Unprintable:
    def __str__(self): raise RuntimeError("no words")
"""


def test_a_record_carries_what_the_log_view_needs(server):
    server.serve(APP).request("/")
    (record,) = server.of("log")
    assert record.pop("time") > 1e12
    assert record == {
        "seq": 1,
        "requestId": "r1",
        "level": "WARNING",
        "levelNumber": 30,
        "logger": "shop",
        "message": "3 left",
        "location": {"file": "app.py", "line": 10, "function": "index"},
        "traceback": None,
    }


def test_records_of_the_import_belong_to_no_request(server):
    server.write(app="import logging; logging.error('early')")
    server.load()
    assert [(record["message"], record["requestId"]) for record in server.of("log")] == [("early", None)]


def test_a_traceback_knows_the_learner_s_own_frames(server):
    server.serve(APP).request("/crash")
    (record,) = server.of("log")
    traceback = record["traceback"]
    assert (traceback["type"], traceback["message"]) == ("ZeroDivisionError", "division by zero")
    own = [frame for frame in traceback["frames"] if frame["own"]]
    assert own == [{"file": "app.py", "line": 15, "function": "crash", "source": "return 1 / 0", "own": True}]
    assert len(traceback["frames"]) > 1
    assert traceback["text"].rstrip() in server.printed()


def test_wrong_arguments_are_complained_about_as_on_any_server(server):
    server.serve(APP).request("/wrong")
    assert [record["message"] for record in server.of("log")] == ["%d left", "<Unprintable that cannot be shown>"]
    assert server.printed().count("--- Logging error ---") == 2
    assert "Call stack:" in server.printed()
    assert "graceful/capture.py" not in server.printed()


def test_no_handler_is_added_and_flask_still_adds_its_own(server):
    server.serve(APP).request("/crash")
    with server.process():
        assert logging.root.handlers == []
        assert [type(handler).__name__ for handler in logging.getLogger("app").handlers] == ["StreamHandler"]


def test_the_line_that_logged_is_found_below_helpers_of_the_learner_s(server):
    app = """
        import logging
        app = lambda environ, start_response: []
        def note(text):
            logging.warning(text, stacklevel=2)
        note("here")
    """
    server.serve(app)
    assert server.of("log")[0]["location"] == {"file": "app.py", "line": 6, "function": "<module>"}


def test_a_logger_that_is_filtered_or_disabled_says_nothing(server):
    app = """
        import logging
        app = lambda environ, start_response: []
        log = logging.getLogger("quiet")
        log.addFilter(lambda record: False)
        log.error("no")
        logging.disable(logging.ERROR)
        logging.error("neither")
    """
    server.serve(app)
    assert server.of("log") == []


def test_more_records_than_anyone_reads_are_a_flood(server):
    reply = server.serve(APP).request("/many")
    assert reply.end is None
    assert server.of("flood") == [{"what": "log", "limit": 20000}]
    assert len(server.of("log")) == 20000


@pytest.mark.parametrize("exc_info", [(None, None, None), None])
def test_a_record_without_an_exception_has_no_traceback(exc_info):
    record = logging.LogRecord("a", logging.INFO, "/x.py", 3, "text", None, exc_info)
    assert capture.describe(record)["traceback"] is None


def test_a_runaway_recursion_is_shortened(server):
    app = """
        import logging
        app = lambda environ, start_response: []
        def down(): down()
        try:
            down()
        except RecursionError:
            logging.exception("too deep")
    """
    server.serve(app)
    assert len(server.of("log")[0]["traceback"]["frames"]) == 200
