"""What the real SDK sends, carried out of the interpreter, and what the fixture tells of it."""

import json

import pytest

from graceful import leaks

APP = """
import sentry_sdk
from flask import Flask, request

sentry_sdk.init(
    dsn="https://key@sentry.example/1", environment="staging", release="shop@1.2", traces_sample_rate=1.0,
)
app = Flask(__name__)

@app.get("/crash/<int:n>")
def crash(n):
    sentry_sdk.set_tag("kind", "drill")
    sentry_sdk.set_user({"email": "reader@example.org"})
    app.logger.warning("about to divide")
    return n / 0

@app.get("/other")
def other():
    return {}["k"]

@app.get("/message")
def message():
    sentry_sdk.capture_message("hello")
    return "said"

@app.get("/large")
def large():
    with sentry_sdk.new_scope() as scope:
        scope.add_attachment(bytes=b"x" * 5_000_000, filename="dump.bin")
        sentry_sdk.capture_message("large")
    return "sent"

@app.errorhandler(KeyError)
def handled(error):
    return "handled", 500
"""


def envelopes(server) -> list[tuple[dict, list[dict]]]:
    """Header and items of each envelope, read as Sentry's documentation of the format says."""
    found = []
    for kind, payload, data in server.events:
        if kind != "envelope" or data is None:
            continue
        header, _, rest = data.partition(b"\n")
        items = []
        while rest:
            line, _, rest = rest.partition(b"\n")
            if not line:
                continue
            about = json.loads(line)
            body, rest = rest[: about["length"]], rest[about["length"] + 1 :]
            items.append({"type": about["type"], "body": body})
        assert payload["requestId"] == "r1"
        found.append((json.loads(header), items))
    return found


def events_of(server, kind: str = "event") -> list[dict]:
    return [json.loads(item["body"]) for _, items in envelopes(server) for item in items if item["type"] == kind]


def test_a_crash_arrives_as_the_sdk_wrote_it(server):
    server.serve(APP)
    assert server.request("/crash/3").status == 500
    [event] = events_of(server)
    assert (event["environment"], event["release"]) == ("staging", "shop@1.2")
    error = event["exception"]["values"][-1]
    assert (error["type"], error["value"]) == ("ZeroDivisionError", "division by zero")
    own = [frame for frame in error["stacktrace"]["frames"] if frame.get("in_app")]
    assert own[-1]["function"] == "crash"
    assert own[-1]["context_line"].strip() == "return n / 0"
    assert event["tags"]["kind"] == "drill"
    assert [crumb["message"] for crumb in event["breadcrumbs"]["values"]] == ["about to divide"]
    assert event["request"]["url"].endswith("/crash/3")
    [transaction] = events_of(server, "transaction")
    assert transaction["transaction"] == "crash"


def test_what_a_handler_swallows_never_arrives(server):
    server.serve(APP)
    assert server.request("/other").body == b"handled"
    assert events_of(server) == []


def test_what_is_too_large_is_refused_and_said(server):
    server.serve(APP)
    assert server.request("/large").body == b"sent"
    refused = [payload["refusedBytes"] for kind, payload, _ in server.events if kind == "envelope"]
    assert [size for size in refused if size] == [5_000_000]


def test_a_malformed_dsn_is_the_sdks_own_error(server):
    server.write(
        app='import sentry_sdk\nsentry_sdk.init(dsn="not a dsn")\nfrom flask import Flask\napp = Flask(__name__)'
    )
    failure = server.failure()
    assert failure["code"] == "project-import-error"
    assert "BadDsn" in failure["cause"]
    assert failure["location"] == {"file": "app.py", "line": 2}


def test_a_transport_of_the_programs_own_is_left_alone(server):
    server.serve(
        """
        import sentry_sdk
        from flask import Flask
        from sentry_sdk.transport import Transport
        class Mine(Transport):
            def capture_envelope(self, envelope):
                print("mine")
        sentry_sdk.init(dsn="https://key@sentry.example/1", transport=Mine)
        app = Flask(__name__)
        @app.get("/")
        def index():
            sentry_sdk.capture_message("hello")
            return "said"
        """
    )
    server.request("/")
    assert envelopes(server) == []
    assert any(kind == "output" and "mine" in payload["text"] for kind, payload, _ in server.events)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"user": {"email": "a.reader@example.org"}}, ["e-mail address in user.email"]),
        ({"request": {"data": {"password": "hunter2"}}}, ["password or secret in request.data.password"]),
        ({"request": {"data": {"password": "[Filtered]"}}}, []),
        ({"request": {"data": {"password": "********"}}}, []),
        ({"request": {"data": "user=a&password=hunter2"}}, ["password or secret in request.data"]),
        (
            {"request": {"headers": {"Authorization": "Bearer abcdefgh12345678"}}},
            ["password or secret in request.headers.Authorization"],
        ),
        ({"request": {"headers": [["Cookie", "session=abc"]]}}, ["token in request.headers[0]"]),
        ({"extra": {"sent": "Bearer abcdefgh12345678"}}, ["token in extra.sent"]),
        ({"message": "card 4111 1111 1111 1111 refused"}, ["card number in message"]),
        ({"message": "order 4111 1111 1111 1112 refused"}, []),
        ({"timestamp": "2026-11-24T09:15:35.123456Z", "event_id": "0" * 32}, []),
        (
            {"frames": [{"context_line": 'password = "x"', "vars": {"api_key": "k-123"}}]},
            ["password or secret in frames[0].vars.api_key"],
        ),
        ({"extra": {"trace": '  File "a.py", line 1, in f\n    password = secrets()\nE: no\n'}}, []),
        ({"n": None, "list": [1, 2.5, True], "": {}}, []),
    ],
)
def test_leaks(value, expected):
    assert leaks.find(value) == expected


def test_the_fixture_groups_as_sentry_does(server):
    server.write(
        app=APP,
        **{
            "tests/test_tracked": """
            def test_groups(client, tracker):
                for path in ("/crash/1", "/crash/2", "/message"):
                    client.get(path)
                assert [(issue.title, issue.count) for issue in tracker.issues] == [
                    ("ZeroDivisionError: division by zero", 2), ("hello", 1)]
                assert len(tracker.transactions) == 3
                assert "e-mail address in user.email" in tracker.leaks

            def test_nothing_is_left_of_the_test_before(client, tracker):
                client.get("/other")
                assert tracker.events == []

            def test_xray(xray):
                xray.get("/other")
                assert xray.ran == ["view other", "handler handled"]
                assert xray.chosen == ["handled"]
            """
        },
    )
    report = server.test(tests=server.root / "tests")
    assert [(result["name"], result["outcome"], result["message"]) for result in report["results"]] == [
        ("test_groups", "passed", ""),
        ("test_nothing_is_left_of_the_test_before", "passed", ""),
        ("test_xray", "passed", ""),
    ]
