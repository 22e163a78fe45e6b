"""Upstreams reached by ordinary clients, in each condition; and SQLite files that fail."""

import json
import textwrap

import pytest

BOOKS = '''
"""Recommends books."""
import json
URL = "http://books.example:8080"
def app(environ, start_response):
    length = int(environ["CONTENT_LENGTH"] or 0)
    sent = environ["wsgi.input"].read(length).decode()
    path = environ["PATH_INFO"]
    if path == "/crash":
        raise RuntimeError("in the upstream")
    body = json.dumps({"method": environ["REQUEST_METHOD"], "path": path, "query": environ["QUERY_STRING"],
                       "sent": sent, "agent": environ.get("HTTP_X_FROM", ""), "books": ["a", "b", "c"]}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
'''

APP = """
import json, urllib.error, urllib.request
import requests
from flask import Flask, jsonify, request
app = Flask(__name__)

@app.get("/requests")
def by_requests():
    try:
        reply = requests.request(
            request.args.get("method", "GET"), request.args.get("url", "http://books.example:8080/top?n=3"),
            json=json.loads(request.args.get("json", "null")), headers={"X-From": "shop"},
            timeout=float(request.args.get("timeout", "2")))
        found = reply.json() if reply.ok else None
        return jsonify(status=reply.status_code, retry=reply.headers.get("Retry-After"), json=found)
    except requests.RequestException as error:
        return jsonify(error=type(error).__name__, text=str(error)), 502

@app.get("/urllib")
def by_urllib():
    url = request.args.get("url", "http://books.example:8080/top")
    try:
        with urllib.request.urlopen(url, timeout=float(request.args.get("timeout", "2"))) as reply:
            return jsonify(status=reply.status, json=json.load(reply))
    except Exception as error:
        reason = getattr(error, "reason", error)
        return jsonify(error=type(error).__name__, text=f"{type(reason).__name__}: {reason}"), 502
"""


@pytest.fixture
def shop(server):
    server.write(app=APP, **{"upstreams/books": BOOKS})
    assert server.load() == {"ok": True, "app": "app:app"}
    return server


def ask(server, path: str, **condition) -> dict:
    conditions = {"books": condition} if condition else {}
    return json.loads(server.request(path, upstreams=conditions).body)


def calls(server) -> list[tuple]:
    return [(call["method"], call["path"], call["condition"], call["status"]) for call in server.of("upstream")]


def test_the_declared_upstreams_are_told(server):
    server.write(app=APP, **{"upstreams/books": BOOKS})
    server.load()
    assert server.of("upstreams") == [{"upstreams": [{"name": "books", "url": "http://books.example:8080"}]}]


@pytest.mark.parametrize("client", ["/requests", "/urllib"])
def test_a_healthy_upstream_answers(shop, client):
    answer = ask(shop, client)
    assert (answer["status"], answer["json"]["method"], answer["json"]["path"]) == (200, "GET", "/top")
    assert [(method, status) for method, _, _, status in calls(shop)] == [("GET", 200)]


def test_bodies_queries_and_headers_arrive(shop):
    answer = ask(shop, "/requests?method=POST&json=[1]")
    assert answer["json"] == {
        "method": "POST",
        "path": "/top",
        "query": "n=3",
        "sent": "[1]",
        "agent": "shop",
        "books": ["a", "b", "c"],
    }


@pytest.mark.parametrize(
    ("condition", "client", "error", "text"),
    [
        ({"condition": "refuse"}, "/requests", "ConnectionError", "Connection refused"),
        ({"condition": "refuse"}, "/urllib", "URLError", "ConnectionRefusedError: [Errno 111] Connection refused"),
        ({"condition": "timeout"}, "/requests?timeout=0.2", "ReadTimeout", "Read timed out. (read timeout=0.2)"),
        ({"condition": "timeout"}, "/urllib?timeout=0.2", "TimeoutError", "timed out"),
        ({"condition": "slow", "seconds": 1}, "/requests?timeout=0.2", "ReadTimeout", "Read timed out."),
        ({"condition": "slow", "seconds": 1}, "/urllib?timeout=0.2", "TimeoutError", "timed out"),
        ({"condition": "500"}, "/urllib", "HTTPError", "Internal Server Error"),
        ({"condition": "503"}, "/urllib", "HTTPError", "Service Unavailable"),
        ({"condition": "malformed"}, "/requests", "JSONDecodeError", ""),
        ({"condition": "malformed"}, "/urllib", "JSONDecodeError", ""),
        ({"condition": "truncated"}, "/requests", "ChunkedEncodingError", "IncompleteRead"),
        ({"condition": "truncated"}, "/urllib", "IncompleteRead", "IncompleteRead"),
    ],
)
def test_conditions(shop, condition, client, error, text):
    answer = ask(shop, client, **condition)
    assert answer["error"] == error
    assert text in answer["text"]
    assert [call[2] for call in calls(shop)] == [condition["condition"]]


def test_a_slow_upstream_is_waited_for_by_who_has_patience(shop):
    assert ask(shop, "/requests?timeout=5", condition="slow", seconds=0.3)["status"] == 200


def test_503_says_when_to_come_back(shop):
    assert ask(shop, "/requests", condition="503")["retry"] == "30"


def test_flapping_is_the_same_for_the_same_seed(shop):
    def outcomes(seed: int) -> list:
        from graceful import upstreams

        upstreams.known.get("books").calls.clear()
        return [ask(shop, "/requests", condition="flapping", seed=seed).get("error", "fine") for _ in range(12)]

    first = outcomes(3)
    assert outcomes(3) == first
    assert outcomes(4) != first
    assert {"fine"} < set(first)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://nobody.example/", "Name or service not known"),
        ("http://127.0.0.1:9/", "Connection refused"),
        ("http://localhost:5432/", "Connection refused"),
        ("http://books.example/", "Connection refused"),
        ("https://nobody.example/", "Name or service not known"),
    ],
)
def test_nothing_else_is_reachable(shop, url, text):
    for client in ("/requests", "/urllib"):
        answer = ask(shop, f"{client}?url={url}")
        assert text in answer["text"], answer


def test_what_an_upstream_raises_and_logs_stays_there(shop):
    answer = ask(shop, "/urllib?url=http://books.example:8080/crash")
    assert answer["error"] == "HTTPError"
    assert shop.of("log") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("app = 1", "needs URL"),
        ('URL = "https://x.example"\napp = print', "needs URL"),
        ('URL = "http://x.example"', "needs app"),
        ("def (", "syntax"),
    ],
)
def test_a_bad_declaration_is_a_failed_start_that_says_why(server, text, message):
    server.write(app=APP, **{"upstreams/books": text})
    failure = server.failure()
    assert message in failure["message"] + failure["cause"]


def test_the_fixture(server):
    tests = """
        import pytest

        def test_switches(client, upstream):
            upstream.set("books", "500")
            assert client.get("/urllib").status == 502
            upstream.set("books", "normal")
            assert client.get("/urllib").status == 200
            assert [call.status for call in upstream.calls("books")] == [500, 200]

        def test_each_test_begins_healthy(client, upstream):
            assert client.get("/urllib").status == 200
            assert len(upstream.calls("books")) == 1

        def test_names_and_conditions_are_checked(upstream):
            with pytest.raises(LookupError, match="No upstream is called 'cds'. Declared in upstreams/: books."):
                upstream.set("cds", "500")
            with pytest.raises(ValueError, match="'odd' is no condition"):
                upstream.set("books", "odd")
    """
    server.write(app=APP, **{"upstreams/books": BOOKS, "tests/test_switches": textwrap.dedent(tests)})
    report = server.test(tests=server.root / "tests")
    assert [(result["outcome"], result["message"]) for result in report["results"]] == [("passed", "")] * 3


DATABASE = """
import sqlite3
from flask import Flask, jsonify
app = Flask(__name__)
with sqlite3.connect("shop.db") as start:
    start.execute("create table orders (number integer primary key, what text)")

@app.get("/order")
def order():
    try:
        with sqlite3.connect("shop.db", timeout=0.1) as db:
            db.execute("insert into orders (what) values (?)", ("tea",))
            return jsonify(count=db.execute("select count(*) from orders").fetchone()[0])
    except sqlite3.Error as error:
        return jsonify(error=type(error).__name__, text=str(error), code=error.sqlite_errorname), 503
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("locked", {"error": "OperationalError", "text": "database is locked", "code": "SQLITE_BUSY"}),
        ("full", {"error": "OperationalError", "text": "database or disk is full", "code": "SQLITE_FULL"}),
        (
            "constraint",
            {
                "error": "IntegrityError",
                "text": "UNIQUE constraint failed: orders.number",
                "code": "SQLITE_CONSTRAINT_UNIQUE",
            },
        ),
    ],
)
def test_databases_fail_and_recover(server, condition, expected):
    server.serve(DATABASE)
    assert json.loads(server.request("/order").body) == {"count": 1}
    assert json.loads(server.request("/order", databases={"shop.db": condition}).body) == expected
    assert json.loads(server.request("/order").body) == {"count": 2}


def test_the_databases_are_told(server):
    server.write(app=DATABASE)
    server.load()
    assert server.of("database") == [{"path": "shop.db"}]


def test_a_connection_from_before_fails_too(server):
    server.serve(
        DATABASE.replace('with sqlite3.connect("shop.db") as start:', 'start = sqlite3.connect("shop.db")\nif start:')
        .replace("create table", "create table if not exists")
        .replace('with sqlite3.connect("shop.db", timeout=0.1) as db:', "with start as db:")
    )
    assert json.loads(server.request("/order", databases={"shop.db": "full"}).body)["code"] == "SQLITE_FULL"
    assert json.loads(server.request("/order").body) == {"count": 1}
