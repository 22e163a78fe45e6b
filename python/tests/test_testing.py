"""The lessons' client and checks: honest replies, and failures that say what happened and where to look."""

import shutil
from pathlib import Path

import pytest

from graceful.client import Client
from graceful.paths import root
from graceful.project import Project
from graceful.reply import Headers, Reply
from graceful.testing import expect, is_default_page

SHOP = Path(__file__).parent / "shop_app.py"


@pytest.fixture
def shop(tmp_path):
    """A project in a folder, and a client for it."""
    before = root.path
    shutil.copy(SHOP, tmp_path / "app.py")
    root.set(str(tmp_path))
    project = Project(root.path)
    yield project, Client(lambda: project.app, project.as_in_production)
    project.close()
    root.set(before)


@pytest.fixture
def visitor(shop):
    return shop[1]


def failed(check) -> str:
    with pytest.raises(AssertionError) as caught:
        check()
    return str(caught.value)


def test_a_reply(visitor):
    reply = visitor.get("/log", headers={"X-A": "b"})
    assert (reply.status, reply.reason, reply.json, reply.method, reply.path) == (200, "OK", {"a": [1]}, "GET", "/log")
    assert reply.headers["content-TYPE"] == "application/json"
    assert "Date" in reply.headers
    assert [(entry.level, entry.logger, entry.message, entry.traceback) for entry in reply.log] == [
        ("ERROR", "app", "went wrong", None)
    ]
    assert "ERROR in app: went wrong" in reply.stderr
    assert reply.stderr.endswith("to stderr\n")


def test_a_crash_is_a_500_with_its_traceback_in_the_log(visitor):
    reply = visitor.get("/crash")
    assert reply.status == 500
    assert (reply.log[0].traceback.type, reply.log[0].traceback.message) == ("KeyError", "'price'")
    assert visitor.get("/").log == []


def test_bodies_and_forms(visitor):
    assert visitor.post("/echo", data={"a": "b c"}).text == "application/x-www-form-urlencoded|a=b+c"
    assert visitor.post("/echo", json=[1]).text == "application/json|[1]"
    assert visitor.post("/echo", data="x", headers={"Content-Type": "text/plain"}).text == "text/plain|x"


def test_cookies_are_kept_and_redirects_followed_when_asked(visitor):
    assert visitor.get("/login").status == 302
    assert visitor.get("/me").text == "Ann"
    assert visitor.get("/login", follow_redirects=True).text == "Annx=1"
    visitor.cookies.clear()
    assert visitor.get("/me").text == "nobody"


def test_a_cut_off_body_and_an_ended_process(visitor):
    reply = visitor.get("/stream")
    assert (reply.status, reply.text, reply.truncated) == (200, "one", True)
    reply = visitor.get("/exit")
    assert (reply.status, reply.no_answer, reply.exit) == (0, True, "SystemExit(3)")
    assert "ended without an answer: SystemExit(3)" in failed(lambda: expect(reply).status(200))
    assert "ended" in failed(lambda: expect(reply).hides("x"))
    assert "ended" in failed(lambda: expect(reply).is_not_default_page())


def test_the_project_is_imported_anew_and_leaves_nothing(shop):
    project, visitor = shop
    assert visitor.get("/").text.endswith("1")
    assert visitor.get("/log").status == 200
    assert project.files_written == ["written.log"]
    assert project.read("written.log") == "x"
    project.close()
    assert not (project.root / "written.log").exists()
    again = Project(root.path)
    assert Client(lambda: again.app, again.as_in_production).get("/").text.endswith("1")
    again.close()


def test_a_project_that_cannot_be_imported_fails_in_words(tmp_path, shop):
    (tmp_path / "app.py").write_text("x = (")
    assert failed(lambda: shop[0].app).startswith("SyntaxError in app.py, line 1")


def test_a_wrong_status_says_what_happened_and_where_to_look(visitor):
    message = failed(lambda: expect(visitor.get("/missing")).status(404, hint="Return the number too."))
    assert message.splitlines() == [
        "Expected of GET /missing: the status 404 Not Found.",
        "The server answered 200 OK.",
        "The page reads: Not here",
        "Nothing was logged.",
        "Look at app.py, line 25, not_found().",
        "Return the number too.",
    ]


def test_a_crash_points_at_the_line_that_raised(visitor):
    message = failed(lambda: expect(visitor.get("/crash")).status(200))
    assert "Last log line: ERROR app: Exception on /crash [GET] (KeyError: 'price')" in message
    assert "Look at app.py, line 22, crash()." in message


def test_a_page_points_at_its_view(visitor):
    assert "Look at app.py, line 13, index()." in failed(lambda: expect(visitor.get("/")).shows("Meat"))


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (lambda e: e.shows("Meat"), "a page that shows 'Meat'"),
        (lambda e: e.hides("chips"), "a page without 'chips' in it"),
        (lambda e: e.hides("Fish & chips"), "a page without 'Fish & chips' in it"),
        (lambda e: e.content_type("application/json"), "the content type application/json"),
        (lambda e: e.header("X-Not"), "the header X-Not"),
        (lambda e: e.header("Server", "other"), "the header Server: other"),
        (lambda e: e.logged(), "a log record of level ERROR"),
        (lambda e: e.logged(level="INFO", traceback=True), "a log record of level INFO with a traceback"),
    ],
)
def test_each_check_names_what_it_wanted(visitor, check, says):
    message = failed(lambda: check(expect(visitor.get("/"))))
    assert message.splitlines()[0] == f"Expected of GET /: {says}."


def test_checks_that_hold_follow_one_another(visitor):
    expect(visitor.get("/")).status(200).shows("Fish & chips").shows("<h1>").hides("Traceback").content_type(
        "text/html"
    ).header("Server").header("Content-Type", "text/html; charset=utf-8").is_not_default_page()
    expect(visitor.get("/crash")).logged(level="ERROR", traceback=True, logger="app", message="/crash")
    expect(visitor.get("/log")).logged(traceback=False).logged(level="WARNING")


def test_default_pages(visitor):
    assert is_default_page(visitor.get("/crash"))
    assert is_default_page(visitor.post("/"))
    assert not is_default_page(visitor.get("/missing"))
    visitor.get("/")
    page = b"<!doctype html>\n<html lang=en>\n<title>My shop</title><h1>Gone</h1>"
    assert not is_default_page(Reply("GET", "/", 404, body=page))


def test_headers_in_any_case_and_more_than_once():
    headers = Headers([("Set-Cookie", "a"), ("set-cookie", "b")])
    assert (headers.get_all("SET-COOKIE"), headers["Set-cookie"], len(headers)) == (["a", "b"], "a", 2)
    assert headers.get("X", "none") == "none"
    with pytest.raises(KeyError):
        headers["X"]


def test_text_in_another_charset():
    reply = Reply("GET", "/", headers=Headers([("Content-Type", "text/html; charset=latin-1")]), body=b"\xe9")
    assert reply.text == "é"
    assert Reply("GET", "/", headers=Headers([("Content-Type", "text/html; charset=nonsense")]), body=b"e").text == "e"
