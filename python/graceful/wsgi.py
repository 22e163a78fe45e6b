"""Runs a WSGI application as a production server does, and hands on what leaves it, piece by piece.

Built on the standard library's ``wsgiref``. What a test client would smooth over happens here: an exception that leaves
the application is a bare 500 and a traceback on stderr, and one after the first chunk is a body cut short.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol
from wsgiref.handlers import BaseHandler, format_date_time
from wsgiref.util import is_hop_by_hop

from graceful import tracebacks
from graceful.environ import build_environ
from graceful.events import outlet

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SOFTWARE = "graceful"

# https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 and #section-5.5
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

# What gunicorn answers when an application fails it.
BARE_500 = b"""<html>
  <head>
    <title>Internal Server Error</title>
  </head>
  <body>
    <h1><p>Internal Server Error</p></h1>
   \x20
  </body>
</html>
"""


class Receiver(Protocol):
    """Takes one response."""

    def head(self, status: int, reason: str, headers: list[tuple[str, str]]) -> None: ...
    def chunk(self, data: bytes) -> None: ...
    def end(self, truncated: bool, wsgi_ms: float) -> None: ...


def serve(app: WSGIApplication, meta: Mapping[str, Any], body: bytes, receiver: Receiver) -> None:
    """Answer one request. Raises nothing of the application's but what ends a process."""
    started = time.perf_counter()
    handler = _Handler(build_environ(meta, body, SOFTWARE), receiver)
    handler.run(app)
    receiver.end(handler.truncated, (time.perf_counter() - started) * 1000)


class _Handler(BaseHandler):
    """One request. wsgiref keeps the rules of ``start_response`` and ``write``; how things end is ours."""

    http_version = "1.1"
    server_software = SOFTWARE
    error_headers = [("Content-Type", "text/html")]  # noqa: RUF012 - wsgiref's own attribute
    error_body = BARE_500

    def __init__(self, environ: dict[str, Any], receiver: Receiver) -> None:
        self.environ = environ
        if self.wsgi_file_wrapper is not None:
            environ["wsgi.file_wrapper"] = self.wsgi_file_wrapper
        self.truncated = False
        self._receiver = receiver
        self._left: int | None = None
        self._body_allowed = True

    def run(self, application: WSGIApplication) -> None:
        try:
            self.result = application(self.environ, self.start_response)
            self.finish_response()
        except Exception as error:
            self._report(error)
            if self.headers_sent:
                self.truncated = True
            else:
                self._send_bare_500()
        if self._left:
            # Fewer bytes than Content-Length promised: the visitor waits for the rest until the connection closes.
            self.truncated = True

    def finish_response(self) -> None:
        """Send all chunks. ``close()`` is called once whatever happens; its failure cannot unsend the body."""
        try:
            for data in self.result:
                self.write(data)
            self.finish_content()
        finally:
            if hasattr(self.result, "close"):
                try:
                    self.result.close()
                except Exception as error:
                    self._report(error)

    def start_response(self, status, headers, exc_info=None):
        """As PEP 3333 says, but headers between two machines are dropped as gunicorn drops them."""
        kept = [(name, value) for name, value in headers if not (isinstance(name, str) and is_hop_by_hop(name))]
        # What cannot be sent must fail while there is still somebody to answer 500.
        _check_characters(status, kept)
        write = super().start_response(status, kept, exc_info)
        try:
            bytes(self.headers)
            status.encode("latin-1")
            if int(status[:3]) < 100:
                raise ValueError(f"{status!r} is no HTTP status")
        except ValueError:
            self.status = self.headers = None
            raise
        return write

    def cleanup_headers(self) -> None:
        code = int(self.status[:3])
        self._body_allowed = self.environ["REQUEST_METHOD"] != "HEAD" and code >= 200 and code not in (204, 304)
        if self._body_allowed:
            super().cleanup_headers()
            length = self.headers["Content-Length"] or ""
            self._left = int(length) if length.isascii() and length.isdigit() else None

    def finish_content(self) -> None:
        """An empty body has length 0; wsgiref would say so of a HEAD or a 304 too."""
        if self.headers is None:
            raise AssertionError("the application returned without calling start_response()")
        if not self.headers_sent:
            code = int(self.status[:3])
            if self.environ["REQUEST_METHOD"] != "HEAD" and code >= 200 and code not in (204, 304):
                self.headers.setdefault("Content-Length", "0")
            self.send_headers()

    def send_headers(self) -> None:
        self.cleanup_headers()
        self.headers_sent = True
        headers = self.headers.items()
        if "Date" not in self.headers:
            headers.append(("Date", format_date_time(time.time())))
        if "Server" not in self.headers:
            headers.append(("Server", self.server_software))
        self._receiver.head(int(self.status[:3]), self.status[4:], headers)

    def _write(self, data: bytes) -> None:
        if not self._body_allowed:
            return
        if self._left is not None:
            # A server sends no more than was promised: the next response would begin with the rest.
            data = data[: self._left]
            self._left -= len(data)
        if data:
            outlet.spend_body(len(data))
            self._receiver.chunk(data)

    def _flush(self) -> None:
        """Every piece is handed on as it comes."""

    def _send_bare_500(self) -> None:
        self.status = self.headers = None
        self.result = self.error_output(self.environ, self.start_response)
        self.finish_response()

    def _report(self, error: Exception) -> None:
        try:
            print(f"Error handling request {self.environ['RAW_URI']}", file=sys.stderr)
            sys.stderr.write(tracebacks.text_of(error))
        except (OSError, ValueError):
            # The application closed or replaced stderr: there is nowhere left to say it.
            return


def _check_characters(status: str, headers: list[tuple[str, str]]) -> None:
    """Raises ValueError for characters that no head may have. What is no text at all wsgiref refuses by itself."""
    if isinstance(status, str) and _CONTROL.search(status):
        raise ValueError(f"the status {status!r} has a control character in it")
    for name, value in headers:
        if isinstance(name, str) and not _TOKEN.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a header")
        if isinstance(value, str) and _CONTROL.search(value):
            raise ValueError(f"the header {name} has a control character in its value: {value!r}")
