"""A visitor for tests: sends requests through the same WSGI server as the workbench, and keeps cookies.

Not Flask's test client: an exception that leaves the application is a bare 500 here, as it is in production. Knows
nothing of pytest.
"""

import itertools
import json as json_module
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from graceful import capture, wsgi
from graceful.cookies import CookieJar
from graceful.environ import DEFAULT_HOST
from graceful.events import now_ms, outlet
from graceful.exchanges import describe
from graceful.leaving import ProcessExit
from graceful.reply import Headers, LogEntry, Reply

# Told of every exchange, as graceful.exchanges describes it.
listeners: list[Callable[[dict[str, Any]], None]] = []

Around = AbstractContextManager[list[str]]

_numbers = itertools.count(1)


class Client:
    """Sends requests and returns replies. ``app`` finds the application.

    ``around`` makes what each request is served in; it gives the list in which text written to stderr collects.
    """

    def __init__(self, app: Callable[[], Any], around: Callable[[], Around] = lambda: nullcontext([])) -> None:
        capture.install()
        self.cookies = CookieJar()
        self._app = app
        self._around = around

    def get(self, path: str, **options: Any) -> Reply:
        return self.request("GET", path, **options)

    def head(self, path: str, **options: Any) -> Reply:
        return self.request("HEAD", path, **options)

    def post(self, path: str, **options: Any) -> Reply:
        return self.request("POST", path, **options)

    def put(self, path: str, **options: Any) -> Reply:
        return self.request("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> Reply:
        return self.request("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Reply:
        return self.request("DELETE", path, **options)

    def options(self, path: str, **options: Any) -> Reply:
        return self.request("OPTIONS", path, **options)

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | list[tuple[str, str]] | None = None,
        data: bytes | str | Mapping[str, Any] | None = None,
        json: Any = None,
        follow_redirects: bool = False,
    ) -> Reply:
        """Send one request. ``data`` is a body, or a form's fields; ``json`` is sent as JSON."""
        sent = list(headers.items() if isinstance(headers, Mapping) else headers or [])
        body, kind = _body(data, json)
        named = {name.lower() for name, _ in sent}
        if "host" not in named:
            sent.insert(0, ("Host", DEFAULT_HOST))
        if kind and "content-type" not in named:
            sent.append(("Content-Type", kind))
        if body and "content-length" not in named:
            sent.append(("Content-Length", str(len(body))))
        cookie = self.cookies.header(urlsplit(path).path)
        if cookie and "cookie" not in named:
            sent.append(("Cookie", cookie))
        reply = self._send({"method": method, "path": path, "headers": sent}, body)
        self.cookies.receive(reply.headers.get_all("Set-Cookie"), urlsplit(path).path)
        if follow_redirects and reply.status in (301, 302, 303, 307, 308) and "Location" in reply.headers:
            return self._follow(reply, method, data, json)
        return reply

    def _follow(self, reply: Reply, method: str, data: Any, json: Any) -> Reply:
        target = urlsplit(urljoin(f"http://{DEFAULT_HOST}{reply.path}", reply.headers["Location"]))
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        if reply.status in (307, 308):
            return self.request(method, path, data=data, json=json, follow_redirects=True)
        return self.request("HEAD" if method == "HEAD" else "GET", path, follow_redirects=True)

    def _send(self, meta: dict[str, Any], body: bytes) -> Reply:
        app = self._app()
        reply = Reply(meta["method"], meta["path"], app=app)
        pieces = _Pieces(reply)
        records: list[dict[str, Any]] = []
        outlet.begin(f"test-{next(_numbers)}")
        capture.listeners.append(records.append)
        started, clock = now_ms(), time.perf_counter()
        try:
            with self._around() as written:
                try:
                    wsgi.serve(app, meta, body, pieces)
                except (SystemExit, KeyboardInterrupt, ProcessExit) as error:
                    reply.exit = f"{type(error).__name__}({getattr(error, 'code', '')!r})"
                    reply.status = 0
        finally:
            capture.listeners.remove(records.append)
            outlet.request_id = None
        reply.body = b"".join(pieces.chunks)
        reply.log = [LogEntry.of(record) for record in records]
        reply.stderr = "".join(written)
        response = None if reply.no_answer else _response(reply)
        duration = (time.perf_counter() - clock) * 1000
        told = describe(meta, body, response, reply.body, records=records, started=started, duration_ms=duration)
        for listener in tuple(listeners):
            listener(told)
        return reply


def _response(reply: Reply) -> dict[str, Any]:
    headers = reply.headers.items()
    return {"status": reply.status, "reason": reply.reason, "headers": headers, "truncated": reply.truncated}


class _Pieces:
    """Collects a response into its reply."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self.chunks: list[bytes] = []

    def head(self, status: int, reason: str, headers: list[tuple[str, str]]) -> None:
        self._reply.status, self._reply.reason, self._reply.headers = status, reason, Headers(headers)

    def chunk(self, data: bytes) -> None:
        self.chunks.append(data)

    def end(self, truncated: bool, wsgi_ms: float) -> None:
        self._reply.truncated = truncated


def _body(data: Any, json: Any) -> tuple[bytes, str | None]:
    if json is not None:
        return json_module.dumps(json).encode(), "application/json"
    if data is None:
        return b"", None
    if isinstance(data, Mapping):
        return urlencode(data, doseq=True).encode(), "application/x-www-form-urlencoded"
    return (data.encode() if isinstance(data, str) else bytes(data)), None
