"""What the prose claims about the tracker’s SDK, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
import sentry_sdk
from flask import Flask, abort, request
from sentry_sdk.integrations.flask import FlaskIntegration
from sentry_sdk.transport import Transport
from werkzeug.exceptions import HTTPException

TRACED = {"sentry-trace": "0123456789abcdef0123456789abcdef-0123456789abcdef-1"}


@pytest.fixture
def sent():
    """What the SDK sent, oldest first."""
    return []


@pytest.fixture
def init(sent):
    """Calls sentry_sdk.init with a transport that keeps what it is given; afterwards the SDK is as before."""

    class Kept(Transport):
        def capture_envelope(self, envelope):
            sent.extend(item.payload.json for item in envelope.items if item.type in ("event", "transaction"))

    def begin(**options):
        sentry_sdk.init(dsn="https://key@tracker.example/1", transport=Kept, **options)

    yield begin
    for scope in (
        sentry_sdk.get_global_scope(),
        sentry_sdk.get_isolation_scope(),
        sentry_sdk.get_current_scope(),
    ):
        scope.set_client(None)
        scope.clear()


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    app = Flask("facts_tracking")

    @app.get("/")
    def home():
        return "home"

    @app.get("/crash/<int:number>")
    def crash(number):
        raise ConnectionError("secret")

    @app.post("/holds")
    def hold():
        email = request.form["email"]
        raise ConnectionError(f"no mail for somebody, {len(email)}")

    @app.get("/refused")
    def refused():
        abort(500)

    yield app
    app.logger.handlers[:] = []


def test_the_integration_turns_itself_on(init):
    init()
    assert sentry_sdk.get_client().get_integration(FlaskIntegration) is not None


@pytest.mark.parametrize(
    ("handled", "events"),
    [(None, 1), (500, 1), (HTTPException, 1), (ConnectionError, 0), (Exception, 0)],
)
def test_which_handlers_let_the_tracker_hear(app, init, sent, handled, events):
    init()
    if handled is not None:
        app.register_error_handler(handled, lambda error: ("Ours", 500))
    assert app.test_client().get("/crash/1").status_code == 500
    assert len(sent) == events


def test_a_handler_for_exception_that_logs_the_traceback_is_heard(app, init, sent):
    init()

    def handle(error):
        app.logger.exception("unhandled")
        return "Ours", 500

    app.register_error_handler(Exception, handle)
    app.test_client().get("/crash/1")
    [event] = sent
    assert event["exception"]["values"][-1]["type"] == "ConnectionError"


def test_an_error_logged_as_text_is_an_event_without_traceback(app, init, sent):
    init()

    def handle(error):
        app.logger.error(f"Unexpected error: {error}")
        return "Ours", 500

    app.register_error_handler(Exception, handle)
    client = app.test_client()
    client.get("/crash/1")
    client.get("/no-such-page")
    assert [event.get("exception") for event in sent] == [None, None], "the 404 is reported too"


def test_wrong_addresses_and_abort_500_are_no_events(app, init, sent):
    init()
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/no-such-page", "/refused")] == [404, 500]
    assert sent == []


def test_an_event_has_traceback_request_and_what_was_logged_before(app, init, sent):
    @app.get("/told")
    def told():
        app.logger.warning("about to fail")
        raise ConnectionError("secret")

    init(environment="staging", release="library@2.4.1")
    app.test_client().get("/told?shelf=3")
    [event] = sent
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    assert frames[-1]["function"] == "told"
    assert (event["request"]["method"], event["request"]["query_string"]) == ("GET", "shelf=3")
    assert [crumb["message"] for crumb in event["breadcrumbs"]["values"]] == ["about to fail"]
    assert (event["environment"], event["release"]) == ("staging", "library@2.4.1")


def test_the_environment_is_production_unless_it_is_said(app, init, sent):
    init()
    app.test_client().get("/crash/1")
    assert sent[0]["environment"] == "production"


def test_form_and_local_variables_leave_unless_they_are_kept(app, init, sent):
    init()
    app.test_client().post("/holds", data={"email": "reader@example.org", "password": "hunter2"})
    [event] = sent
    assert event["request"]["data"] == {"email": "reader@example.org", "password": "[Filtered]"}
    assert "reader@example.org" in event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["vars"]["email"]


def test_include_local_variables_false_keeps_them(app, init, sent):
    init(include_local_variables=False)
    app.test_client().post("/holds", data={"email": "reader@example.org"})
    frames = sent[0]["exception"]["values"][-1]["stacktrace"]["frames"]
    assert all("vars" not in frame for frame in frames)


def test_an_event_for_which_before_send_returns_none_is_not_sent(app, init, sent):
    init(before_send=lambda event, hint: None)
    app.test_client().get("/crash/1")
    assert sent == []


def test_before_send_is_not_asked_about_traces(app, init, sent):
    asked = []
    init(traces_sample_rate=1.0, before_send=lambda event, hint: asked.append(event) or event)
    app.test_client().post("/holds", data={"email": "reader@example.org"}, headers=TRACED)
    traces = [event for event in sent if event.get("type") == "transaction"]
    assert len(asked) == 1
    assert traces[0]["request"]["data"]["email"] == "reader@example.org"


@pytest.mark.parametrize(("rate", "traced"), [(1.0, 5), (0.0, 0)])
def test_a_rate_of_one_traces_every_request(app, init, sent, rate, traced):
    init(traces_sample_rate=rate)
    for _ in range(5):
        app.test_client().get("/")
    assert [event.get("type") for event in sent] == ["transaction"] * traced


def test_errors_are_sent_whatever_the_rate(app, init, sent):
    init(traces_sample_rate=0.0)
    app.test_client().get("/crash/1")
    assert len(sent) == 1


def test_two_machines_have_two_files_and_one_tracker(init, sent, tmp_path):
    init()
    files = []
    for name in ("one", "two"):
        machine = Flask(f"facts_{name}")
        files.append(tmp_path / f"{name}.log")
        handler = logging.FileHandler(files[-1])
        machine.logger.addHandler(handler)
        machine.add_url_rule("/crash", "crash", lambda: 1 // 0)
        machine.test_client().get("/crash")
        handler.close()
        machine.logger.handlers[:] = []
    assert [file.read_text().count("ZeroDivisionError") for file in files] == [1, 1]
    assert len(sent) == 2


def test_the_default_scrubber_can_be_told_more_names(app, init, sent):
    from sentry_sdk.scrubber import DEFAULT_DENYLIST, EventScrubber

    init(event_scrubber=EventScrubber(denylist=[*DEFAULT_DENYLIST, "email"]))
    app.test_client().post("/holds", data={"email": "reader@example.org"})
    assert "reader@example.org" not in str(sent[0])
