"""Watches the requests that tests send through Werkzeug's and Flask's own test client, without changing what they see.

Nothing is read ahead: a body is noted as the test reads it. Knows nothing of pytest.
"""

import io
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.test import Client

from graceful import capture
from graceful.events import now_ms
from graceful.exchanges import MAX_BODY_BYTES, describe

Tell = Callable[[dict[str, Any]], None]


@contextmanager
def watched(begin: Callable[[], Tell]) -> Iterator[None]:
    """While inside, ``begin`` is asked at each request whom to tell of its exchange when that is over."""
    original = Client.run_wsgi_app
    unread: list[_Note] = []

    def run_wsgi_app(self: Client, environ: dict[str, Any], buffered: bool = False) -> Any:
        note = _Note(environ, begin())
        try:
            with note.listening():
                chunks, status, headers = original(self, environ, buffered)
        except BaseException:
            note.done(None)
            raise
        code, _, reason = status.partition(" ")
        response = {"status": int(code), "reason": reason, "headers": list(headers)}
        unread.append(note)
        return _Reading(chunks, note, response), status, headers

    Client.run_wsgi_app = run_wsgi_app  # type: ignore[method-assign]
    try:
        yield
    finally:
        Client.run_wsgi_app = original  # type: ignore[method-assign]
        for note in unread:
            note.abandoned()


class _Note:
    """One exchange while it lasts."""

    def __init__(self, environ: dict[str, Any], tell: Tell) -> None:
        query = environ.get("QUERY_STRING")
        path = environ.get("REQUEST_URI") or environ.get("PATH_INFO") or "/"
        if query and "?" not in path:
            path = f"{path}?{query}"
        self._request = {"method": environ.get("REQUEST_METHOD", "GET"), "path": path, "headers": _headers(environ)}
        self._body = _peek(environ)
        self._tell: Tell | None = tell
        self._records: list[dict[str, Any]] = []
        self._answer = bytearray()
        self._started = now_ms()
        self._clock = time.perf_counter()
        self.response: dict[str, Any] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        listener = self._records.append
        capture.listeners.append(listener)
        try:
            yield
        finally:
            capture.listeners.remove(listener)

    def add(self, chunk: bytes) -> None:
        if len(self._answer) < MAX_BODY_BYTES:
            self._answer += chunk

    def abandoned(self) -> None:
        """The test never read to the end."""
        self.done(self.response)

    def done(self, response: dict[str, Any] | None) -> None:
        if self._tell is None:
            return
        tell, self._tell = self._tell, None
        duration = (time.perf_counter() - self._clock) * 1000
        answer = bytes(self._answer)
        records, started = self._records, self._started
        tell(
            describe(
                self._request, self._body, response, answer, records=records, started=started, duration_ms=duration
            )
        )


class _Reading:
    """The response's body on its way to the test."""

    def __init__(self, chunks: Iterable[bytes], note: _Note, response: dict[str, Any]) -> None:
        self._chunks = iter(chunks)
        self._close = getattr(chunks, "close", None)
        self._note = note
        self._whole = {**response, "truncated": False}
        note.response = self._whole

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with self._note.listening():
                chunk = next(self._chunks)
        except StopIteration:
            self._note.done(self._whole)
            raise
        except BaseException:
            self._note.done({**self._whole, "truncated": True})
            raise
        self._note.add(chunk)
        return chunk

    def close(self) -> None:
        try:
            if self._close is not None:
                self._close()
        finally:
            self._note.done(self._whole)


def _headers(environ: dict[str, Any]) -> list[tuple[str, str]]:
    named = [
        (key[5:].replace("_", "-").title(), value)
        for key, value in environ.items()
        if key.startswith("HTTP_") and isinstance(value, str)
    ]
    plain = [
        (name, str(environ[key]))
        for key, name in (("CONTENT_TYPE", "Content-Type"), ("CONTENT_LENGTH", "Content-Length"))
        if environ.get(key) not in (None, "", "0")
    ]
    return named + plain


def _peek(environ: dict[str, Any]) -> bytes:
    """The request's body where it can be read without taking it away."""
    stream = environ.get("wsgi.input")
    if not isinstance(stream, io.BytesIO):
        return b""
    return stream.getvalue()[stream.tell() :]
