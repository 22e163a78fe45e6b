"""Requests become the environ that PEP 3333 describes."""

import pytest

from graceful.environ import build_environ


def environ(path="/", headers=(), body=b"", method="GET", **more):
    return build_environ({"method": method, "path": path, "headers": headers, **more}, body, "x")


def test_the_path_is_decoded_to_bytes_read_as_latin_1():
    found = environ("/caf%C3%A9/a%2Fb?q=%20&r=1")
    assert found["PATH_INFO"].encode("latin-1") == "/café/a/b".encode()
    assert found["QUERY_STRING"] == "q=%20&r=1"
    assert found["REQUEST_URI"] == found["RAW_URI"] == "/caf%C3%A9/a%2Fb?q=%20&r=1"


@pytest.mark.parametrize(
    ("target", "path", "query", "host"),
    [
        ("http://shop.test:81/echo%20a?x=1", "/echo a", "x=1", "shop.test:81"),
        ("HTTPS://shop.test", "/", "", "shop.test"),
        ("http://shop.test?x=http://a/b", "/", "x=http://a/b", "shop.test"),
        ("http://ada:pw@shop.test/", "/", "", "shop.test"),
        ("/go?to=http://shop.test/", "/go", "to=http://shop.test/", "sent.test"),
        ("//shop.test/a", "//shop.test/a", "", "sent.test"),
        ("*", "*", "", "sent.test"),
    ],
)
def test_a_target_that_names_a_host_is_about_that_one(target, path, query, host):
    found = environ(target, headers=[("Host", "sent.test")])
    assert (found["PATH_INFO"], found["QUERY_STRING"], found["HTTP_HOST"]) == (path, query, host)
    assert found["SERVER_NAME"] == host.partition(":")[0]
    assert found["REQUEST_URI"] == found["RAW_URI"] == target


@pytest.mark.parametrize(
    ("host", "scheme", "name", "port"),
    [
        (None, "http", "localhost", "5000"),
        ("example.test", "http", "example.test", "80"),
        ("example.test", "https", "example.test", "443"),
        ("example.test:81", "http", "example.test", "81"),
        ("[::1]:5000", "http", "[::1]", "5000"),
        ("[::1]", "http", "[::1]", "80"),
    ],
)
def test_the_server_s_name_comes_from_the_host_header(host, scheme, name, port):
    found = environ(headers=[("Host", host)] if host else [], scheme=scheme)
    assert (found["SERVER_NAME"], found["SERVER_PORT"], found["wsgi.url_scheme"]) == (name, port, scheme)


def test_repeated_headers_are_joined_and_cookies_with_a_semicolon():
    found = environ(headers=[("X-A", "1"), ("x-a", "2"), ("Cookie", "a=1"), ("Cookie", "b=2"), ("Accept", " */* ")])
    assert (found["HTTP_X_A"], found["HTTP_COOKIE"], found["HTTP_ACCEPT"]) == ("1,2", "a=1; b=2", "*/*")


def test_a_header_with_an_underscore_cannot_pose_as_one_with_a_dash():
    assert environ(headers=[("X_User", "admin"), ("X-User", "guest")])["HTTP_X_USER"] == "guest"


def test_content_headers_have_no_prefix_and_the_length_limits_the_body():
    headers = [("Content-Type", "text/plain"), ("Content-Length", "3")]
    found = environ(headers=headers, body=b"12345", method="POST")
    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert found["wsgi.input"].read() == b"123"


@pytest.mark.parametrize(("method", "body", "length"), [("GET", b"", None), ("POST", b"", "0"), ("PUT", b"ab", "2")])
def test_a_missing_length_is_filled_in(method, body, length):
    assert environ(method=method, body=body).get("CONTENT_LENGTH") == length


def test_text_beyond_latin_1_travels_as_utf_8():
    assert environ(headers=[("X-Name", "€")])["HTTP_X_NAME"].encode("latin-1") == "€".encode()


def test_a_header_of_a_megabyte_is_taken():
    assert len(environ(headers=[("X-Big", "a" * 1_000_000)])["HTTP_X_BIG"]) == 1_000_000
