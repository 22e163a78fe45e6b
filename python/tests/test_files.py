"""What the program writes is noticed wherever it is; what it reads is not."""

import os

import pytest

APP = """
import os, shutil, sqlite3, logging.handlers, pathlib
from flask import Flask, request
app = Flask(__name__)
here = pathlib.Path(__file__).parent

@app.post("/")
def run():
    exec(request.get_data(as_text=True), globals())
    return "ok"
"""


@pytest.fixture
def did(server):
    """Run a statement in a view; returns what was then reported, as path and size."""
    (server.root / "old.txt").write_text("old")
    server.serve(APP)

    def run(statement: str) -> list[tuple[str, int]]:
        assert server.request(method="POST", body=statement.encode()).status == 200
        return [(file["path"], file["size"]) for file in server.of("file")]

    return run


@pytest.mark.parametrize(
    ("statement", "reported"),
    [
        ("open('a.txt', 'w').write('1234')", [("a.txt", 4)]),
        ("(here / 'b').mkdir(); (here / 'b' / 'c.txt').write_text('12')", [("b/c.txt", 2)]),
        ("open('old.txt', 'a').write('er')", [("old.txt", 5)]),
        ("open('old.txt').read()", []),
        ("open('old.txt', 'a').close()", []),
        ("os.remove('old.txt')", [("old.txt", -1)]),
        ("os.rename('old.txt', 'new.txt')", [("new.txt", 3), ("old.txt", -1)]),
        ("open('x', 'w').close(); os.remove('x')", []),
        ("os.close(os.open('y', os.O_CREAT | os.O_WRONLY))", [("y", 0)]),
        ("shutil.copy('old.txt', 'copy.txt')", [("copy.txt", 3)]),
        ("os.mkdir('__pycache__'); open('__pycache__/x.pyc', 'w').write('1')", []),
        ("open(os.devnull, 'w').write('1')", []),
    ],
)
def test_a_change_is_reported_once(server, did, statement, reported):
    assert sorted(did(statement)) == reported
    assert did("pass") == []


def test_a_whole_folder_that_goes(did):
    did("os.makedirs('d/e'); open('d/e/f.txt', 'w').write('1')")
    assert did("shutil.rmtree('d')") == [("d/e/f.txt", -1)]


def test_a_log_that_stays_open_is_reported_as_it_grows(did):
    did("log = logging.FileHandler('error.log'); app.logger.addHandler(log)")
    assert did("app.logger.error('one')") == [("error.log", 4)]
    assert did("app.logger.error('two')") == [("error.log", 8)]
    did("app.logger.removeHandler(log); log.close()")


def test_a_rotating_log(did):
    did("log = logging.handlers.RotatingFileHandler('r.log', maxBytes=6, backupCount=1); app.logger.addHandler(log)")
    did("app.logger.error('one')")
    assert sorted(did("app.logger.error('two')")) == [("r.log", 4), ("r.log.1", 4)]
    did("app.logger.removeHandler(log); log.close()")


def test_a_database(did):
    ((path, size),) = did("db = sqlite3.connect('shop.db'); db.execute('create table t (x)'); db.commit()")
    assert path == "shop.db"
    assert size > 0
    did("db.close()")


def test_files_elsewhere_have_absolute_paths(did, tmp_path):
    elsewhere = os.path.realpath(tmp_path / "else.txt")
    assert did(f"open({elsewhere!r}, 'w').write('1')") == [(elsewhere, 1)]


@pytest.mark.parametrize(("content", "tail"), [("hé".encode(), "hé"), (b"\0\1", None), (b"\xe9", None)])
def test_the_tail_is_text_or_nothing(server, did, content, tail):
    did(f"(here / 'some').write_bytes({content!r})")
    assert [file["tail"] for file in server.of("file")] == [tail]


def test_the_tail_of_a_long_file_begins_with_a_whole_character(server, did):
    did("open('long.txt', 'w').write('\\u20ac' * 200_000)")
    tail = server.of("file")[0]["tail"]
    assert set(tail) == {"€"}
    assert 262_140 < len(tail.encode()) <= 262_144


def test_what_the_import_writes_is_reported_with_it(server):
    server.serve("open('made.txt', 'w').write('1')\ndef app(e, s): return []")
    assert [file["path"] for file in server.of("file")] == ["made.txt"]
