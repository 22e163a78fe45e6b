"""The server answers as a production server does, faults of the application included."""

import pytest

BARE = "<h1><p>Internal Server Error</p></h1>"


def plain(body: str, status: str = "200 OK", headers: str = "[('Content-Type', 'text/plain')]") -> str:
    return f"""
def app(environ, start_response):
    start_response({status!r}, {headers})
    {body}
"""


def test_a_view_answers(server):
    reply = server.serve("from flask import Flask\napp = Flask(__name__)\napp.get('/')(lambda: 'hello')").request()
    assert (reply.status, reply.reason, reply.body) == (200, "OK", b"hello")
    names = [name for name, _ in reply.headers]
    assert names == ["Content-Type", "Content-Length", "Date", "Server"]
    assert reply.end["truncated"] is False
    assert reply.end["wsgiMs"] > 0


def test_duplicate_headers_arrive_in_order(server):
    headers = "[('Set-Cookie', 'a=1'), ('X-One', 'x'), ('Set-Cookie', 'b=2')]"
    reply = server.serve(plain("return [b'']", headers=headers)).request()
    assert reply.headers[:3] == [("Set-Cookie", "a=1"), ("X-One", "x"), ("Set-Cookie", "b=2")]


def test_chunks_leave_one_by_one(server):
    server.serve(plain("yield b'one'; yield b''; yield b'two'")).request()
    assert [data for kind, _, data in server.events if kind == "chunk"] == [b"one", b"two"]


def test_binary_bodies_arrive_intact_both_ways(server):
    data = bytes(range(256)) * 10
    reply = server.serve(plain("return [environ['wsgi.input'].read()]")).request(method="POST", body=data)
    assert reply.body == data


def test_head_has_no_body_whatever_the_application_returns(server):
    reply = server.serve(plain("return [b'body']", headers="[('Content-Length', '4')]")).request(method="HEAD")
    assert reply.body == b""
    assert ("Content-Length", "4") in reply.headers
    assert reply.end["truncated"] is False


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_a_status_without_body_has_none(server, status):
    reply = server.serve(plain("return [b'body']", status, "[]")).request()
    assert reply.body == b""
    assert "Content-Length" not in dict(reply.headers)


def test_an_exception_that_leaves_the_application_is_a_bare_500_with_a_traceback_on_stderr(server):
    reply = server.serve("def app(environ, start_response):\n    raise KeyError('gone')").request("/a?b=1")
    assert reply.status == 500
    assert BARE in reply.body.decode()
    assert server.printed().startswith("Error handling request /a?b=1\nTraceback (most recent call last):\n")
    assert server.printed().endswith("KeyError: 'gone'\n")
    assert "graceful" not in server.printed()


@pytest.mark.parametrize("error", ["ConnectionResetError", "BrokenPipeError", "MemoryError", "RecursionError"])
def test_no_error_of_the_application_is_taken_for_the_visitor_s(server, error):
    assert server.serve(f"def app(environ, start_response):\n    raise {error}()").request().status == 500


@pytest.mark.parametrize(
    "body",
    [
        "return ['text']",
        "return None",
        "return 5",
        "raise OSError()",
        "start_response('200 OK', [])",
    ],
)
def test_a_broken_application_is_a_bare_500(server, body):
    reply = server.serve(plain(body)).request()
    assert (reply.status, BARE in reply.body.decode()) == (500, True)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200", "[]"),
        ("abc x", "[]"),
        ("099 Low", "[]"),
        ("200 OK", "[('X', 5)]"),
        ("200 OK", "[('X', '\\u20ac')]"),
        ("200 \u20ac", "[]"),
        ("200 O\x1bK", "[]"),
        ("200 OK\r\nX-A: b", "[]"),
        ("200 OK", "[('X A', 'b')]"),
        ("200 OK", "[('', 'b')]"),
        ("200 OK", "[('X-\u00e9', 'b')]"),
        ("200 OK", "[('X-A:', 'b')]"),
        ("200 OK", "[('X-A', 'b\\nX-B: c')]"),
        ("200 OK", "[('X-A', '\\0')]"),
        ("200 OK", "[('X-A', '\\x7f')]"),
    ],
)
def test_what_cannot_be_sent_is_a_bare_500(server, status, headers):
    assert server.serve(plain("return [b'']", status, headers)).request().status == 500


def test_a_header_that_cannot_be_sent_is_named(server):
    server.serve(plain("return [b'']", headers="[('X-Fine', 'a'), ('X-Name', 'b\\n')]")).request()
    assert "ValueError: the header X-Name has a control character in its value: 'b\\n'\n" in server.printed()


def test_a_header_s_value_may_hold_tabs_spaces_and_latin_1(server):
    headers = [("X-A", "b\tc d \u00e9"), ("x!#$%&'*+-.^_`|~1", "")]
    assert server.serve(plain("return [b'']", headers=repr(headers))).request().headers[:2] == headers


def test_returning_without_start_response_is_a_bare_500(server):
    assert server.serve("def app(environ, start_response):\n    return []").request().status == 500
    assert "start_response" in server.printed()


def test_an_error_after_the_first_chunk_cuts_the_body_off(server):
    reply = server.serve(plain("yield b'one'; raise OSError('disk')")).request()
    assert (reply.status, reply.body, reply.end["truncated"]) == (200, b"one", True)
    assert "OSError: disk" in server.printed()


def test_a_body_shorter_than_promised_is_truncated_and_a_longer_one_is_cut(server):
    long = "[('Content-Length', '10')]"
    assert server.serve(plain("return [b'12345']", headers=long)).request().end["truncated"] is True
    server.write(other=plain("return [b'12345678901234']", headers=long))
    assert server.load(FLASK_APP="other:app")["ok"]
    reply = server.request()
    assert (reply.body, reply.end["truncated"]) == (b"1234567890", False)


CLOSING = """
closed = []
class Body:
    def __init__(self, fails): self.fails = fails
    def __iter__(self):
        yield b"one"
        if self.fails == "body": raise OSError("in body")
    def close(self):
        closed.append(1)
        if self.fails == "close": raise OSError("in close")
def app(environ, start_response):
    if environ["PATH_INFO"] == "/closed":
        start_response("200 OK", [])
        return [str(len(closed)).encode()]
    start_response("200 OK", [])
    return Body(environ["PATH_INFO"][1:])
"""


@pytest.mark.parametrize(("fails", "truncated"), [("", False), ("body", True), ("close", False)])
def test_close_is_called_once(server, fails, truncated):
    server.serve(CLOSING)
    reply = server.request(f"/{fails}")
    assert (reply.status, reply.body, reply.end["truncated"]) == (200, b"one", truncated)
    assert [kind for kind, _, _ in server.events].count("head") == 1
    assert (f"in {fails}" in server.printed()) is bool(fails)
    assert server.request("/closed").body == b"1"


def test_start_response_again_with_exc_info_replaces_the_head(server):
    app = """
        import sys
        def app(environ, start_response):
            start_response("200 OK", [])
            try:
                raise ValueError()
            except ValueError:
                start_response("418 Teapot", [("X", "y")], sys.exc_info())
            return [b"short"]
    """
    assert server.serve(app).request().status == 418


def test_headers_between_two_machines_are_not_passed_on(server):
    reply = server.serve(plain("return [b'']", headers="[('Connection', 'close'), ('X-A', 'b')]")).request()
    assert reply.status == 200
    assert "Connection" not in dict(reply.headers)


def test_the_application_s_own_date_and_server_stand(server):
    reply = server.serve(plain("return [b'']", headers="[('Date', 'now'), ('Server', 'mine')]")).request()
    assert reply.headers.count(("Date", "now")) == 1
    assert [value for name, value in reply.headers if name in ("Date", "Server")] == ["now", "mine"]


def test_more_body_than_anyone_can_take_is_a_flood(server):
    reply = server.serve(plain("while True: yield b'x' * 1_000_000")).request()
    assert reply.end is None
    assert server.of("flood") == [{"what": "response", "limit": 33554432}]


def test_the_files_of_a_file_wrapper_are_sent(server):
    app = plain("import io; return environ['wsgi.file_wrapper'](io.BytesIO(b'abc' * 5000))")
    assert server.serve(app).request().body == b"abc" * 5000
