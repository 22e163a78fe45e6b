"""SQLite files that fail on request: locked, full, or with a constraint in the way.

``locked`` is real: another connection holds the file. The other two are raised in the statement's place, with SQLite's
own exception classes, codes and words, and the statement is not run.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from graceful import hooks
from graceful.events import outlet
from graceful.paths import root

CONDITIONS = ("normal", "locked", "full", "constraint")

_WRITES = re.compile(r"\s*(insert|update|delete|replace|create|alter|drop|vacuum)\b", re.IGNORECASE)
_TABLE = re.compile(r"\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|replace\s+into)\s+[\"'`\[]?(\w+)", re.IGNORECASE)

_conditions: dict[str, str] = {}
_seen: set[str] = set()
_lockers: list[Any] = []
_real: dict[str, Any] = {}


def install() -> None:
    """See to it that connections opened from now on can be made to fail; nothing happens before sqlite3 is imported."""
    hooks.when_imported("sqlite3", _take_over)


def forget() -> None:
    sqlite3 = sys.modules.get("sqlite3")
    if sqlite3 is not None and _real:
        sqlite3.connect = sqlite3.dbapi2.connect = _real["connect"]
    _release()
    _conditions.clear()
    _seen.clear()


@contextmanager
def failing(conditions: Mapping[str, str]) -> Iterator[None]:
    """While in here the databases are in these conditions, by the path as the learner knows it."""
    _conditions.clear()
    _conditions.update(conditions)
    for path in list(_seen):
        _lock(path)
    try:
        yield
    finally:
        _release()
        _conditions.clear()


def _take_over(sqlite3: Any) -> None:
    _real.setdefault("connect", sqlite3.connect)

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *arguments: Any) -> Any:
            _check(self.connection, sql)
            return super().execute(sql, *arguments)

        def executemany(self, sql: str, *arguments: Any) -> Any:
            _check(self.connection, sql)
            return super().executemany(sql, *arguments)

    class Connection(sqlite3.Connection):
        graceful_path = ""

        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, *arguments: Any) -> Any:
            return self.cursor().execute(sql, *arguments)

        def executemany(self, sql: str, *arguments: Any) -> Any:
            return self.cursor().executemany(sql, *arguments)

    def connect(database: Any, *arguments: Any, **options: Any) -> Any:
        name = os.fspath(database)
        name = name.decode() if isinstance(name, bytes) else name
        # A sixth argument is a connection class of the program's own.
        if name in ("", ":memory:") or name.startswith("file:") or len(arguments) >= 5:
            return _real["connect"](database, *arguments, **options)
        options.setdefault("factory", Connection)
        connection = _real["connect"](database, *arguments, **options)
        if isinstance(connection, Connection):
            path = root.shown(os.path.realpath(name))
            connection.graceful_path = path
            if path not in _seen:
                _seen.add(path)
                outlet.send("database", {"path": path})
                _lock(path)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connect


def _lock(path: str) -> None:
    if _conditions.get(path) != "locked":
        return
    sqlite3 = sys.modules["sqlite3"]
    locker = _real["connect"](os.path.join(root.path, path), isolation_level=None, timeout=0)
    try:
        locker.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        locker.close()  # a transaction of the program's own is open: it has locked the file itself
    else:
        _lockers.append(locker)


def _release() -> None:
    while _lockers:
        locker = _lockers.pop()
        locker.rollback()
        locker.close()


def _check(connection: Any, sql: str) -> None:
    condition = _conditions.get(getattr(connection, "graceful_path", ""), "normal")
    if condition == "full" and _WRITES.match(sql):
        raise _error("OperationalError", "database or disk is full", "SQLITE_FULL")
    table = _TABLE.match(sql)
    if condition == "constraint" and table:
        column = _key_of(connection, table.group(1))
        text = f"UNIQUE constraint failed: {table.group(1)}.{column}"
        raise _error("IntegrityError", text, "SQLITE_CONSTRAINT_UNIQUE")


def _error(kind: str, text: str, code: str) -> Exception:
    sqlite3 = sys.modules["sqlite3"]
    error = getattr(sqlite3, kind)(text)
    error.sqlite_errorname = code
    error.sqlite_errorcode = getattr(sqlite3, code)
    return error


def _key_of(connection: Any, table: str) -> str:
    """The column that a row would most likely collide in."""
    base = sys.modules["sqlite3"].Connection
    columns = base.execute(connection, f"PRAGMA table_info({table})").fetchall()
    return str(next((column[1] for column in columns if column[5]), columns[0][1] if columns else "id"))
