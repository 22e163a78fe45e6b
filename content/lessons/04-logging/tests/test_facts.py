"""What the prose claims about logging, proved on throw-away apps and loggers. None of these is a goal."""

import io
import logging
import logging.config

import pytest
from flask import Flask


@pytest.fixture
def text():
    return io.StringIO()


@pytest.fixture
def log(text):
    """A logger that writes to ``text`` alone."""
    logger = logging.Logger("facts")
    logger.addHandler(logging.StreamHandler(text))
    return logger


@pytest.fixture
def root():
    """The root logger, and as it was afterwards."""
    logger = logging.getLogger()
    handlers, level, disabled = logger.handlers[:], logger.level, logging.root.manager.disable
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)
    logging.disable(disabled)


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts_logging")
    app.logger.disabled = False

    @app.get("/crash")
    def crash():
        raise ConnectionError("secret")

    @app.get("/i/<name>")
    def item(name):
        raise ConnectionError("secret")

    yield app
    app.logger.handlers[:] = []
    app.logger.disabled = False


def test_an_f_string_keeps_neither_type_nor_place(log, text):
    try:
        {}["day"]
    except KeyError as error:
        log.error(f"An error occurred: {error}")
    assert text.getvalue() == "An error occurred: 'day'\n"


def test_exception_and_exc_info_write_the_traceback(log, text):
    try:
        {}["day"]
    except KeyError as error:
        log.exception("no due date for book %s", 2)
        log.error("again", exc_info=error)
    assert text.getvalue().startswith("no due date for book 2\nTraceback")
    assert text.getvalue().count("KeyError: 'day'") == 2


def test_flask_logs_before_the_handler_for_500(app, caplog):
    seen = []
    app.register_error_handler(500, lambda error: seen.append(len(caplog.records)) or ("Ours", 500))
    app.test_client().get("/crash")
    assert seen == [1]


def test_what_the_handler_for_500_is_given_says_nothing_as_text(app):
    app.register_error_handler(500, lambda error: (str(error), 500))
    assert app.test_client().get("/crash").text.startswith("500 Internal Server Error: The server encountered")


def test_a_second_basic_config_does_nothing(root, tmp_path):
    root.handlers[:] = []  # pytest's
    logging.basicConfig(level=logging.INFO)
    logging.basicConfig(filename=tmp_path / "error.log", level=logging.ERROR)
    assert not (tmp_path / "error.log").exists()
    assert root.level == logging.INFO


def test_dict_config_switches_off_loggers_that_exist():
    known = logging.getLogger("facts.known")
    others = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    before = [(one, one.disabled) for one in others]
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig({"version": 1})
        assert known.disabled is True
        known.disabled = False
        logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
        assert known.disabled is False
    finally:
        for one, disabled in before:
            one.disabled = disabled
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)


def test_info_is_not_logged_in_production(app, root):
    root.setLevel(logging.WARNING)
    assert app.logger.isEnabledFor(logging.INFO) is False
    assert app.logger.isEnabledFor(logging.WARNING) is True


def test_flask_adds_a_handler_only_where_there_is_none(root):
    root.handlers[:] = []  # pytest's
    logging.basicConfig(level=logging.INFO)
    assert Flask("facts_with").logger.handlers == []
    root.handlers[:] = []
    assert len(Flask("facts_without").logger.handlers) == 1


def test_a_line_break_in_the_address_forges_a_line(app, caplog):
    app.test_client().get("/i/a%0a2026-01-01 ERROR app: all is lost")
    assert caplog.records[0].getMessage().splitlines()[1].startswith("2026-01-01 ERROR app: all is lost")
