"""The services a project depends on: small WSGI programs beside it, reached by URL, and broken on request.

Each ``upstreams/NAME.py`` of the project declares one, with ``URL = "http://books.example"`` and ``app``, a WSGI
application.
Conditions are those of live-server.ts's UpstreamCondition.
"""

import importlib.util
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from graceful import capture
from graceful.events import outlet

FOLDER = "upstreams"

# What a condition does to a request. "timeout" takes the connection and never answers.
CONDITIONS = ("normal", "slow", "timeout", "refuse", "500", "503", "malformed", "truncated", "flapping")

RETRY_AFTER_SECONDS = 30
_FLAPS = ("normal", "normal", "503", "refuse", "500")


class UpstreamError(Exception):
    """A declaration that cannot be used."""


@dataclass
class Call:
    """One request that the project sent to an upstream, and what it met."""

    upstream: str
    method: str
    path: str
    condition: str
    status: int | None
    error: str | None


@dataclass
class Upstream:
    """One service. ``answer`` is its WSGI application."""

    name: str
    url: str
    answer: Callable[..., Iterable[bytes]]
    condition: str = "normal"
    seconds: float = 3.0
    seed: int = 1
    calls: list[Call] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return (parts.hostname or "").lower(), parts.port or 80

    def now(self) -> str:
        """The condition of the next call; a flapping one is drawn by seed and number."""
        if self.condition != "flapping":
            return self.condition
        return random.Random(f"{self.seed}:{len(self.calls)}").choice(_FLAPS)

    def note(self, method: str, path: str, condition: str, status: int | None, error: str | None = None) -> None:
        call = Call(self.name, method, path, condition, status, error)
        self.calls.append(call)
        outlet.send("upstream", {"requestId": outlet.request_id, "time": time.time() * 1000, **call.__dict__})


class Upstreams:
    """All that one project declares."""

    def __init__(self) -> None:
        self._known: dict[str, Upstream] = {}

    def __iter__(self):
        return iter(self._known.values())

    def __bool__(self) -> bool:
        return bool(self._known)

    def load(self, folder: str) -> None:
        """Read the declarations below ``folder``. Raises what a declaration raises, and UpstreamError."""
        self._known = {}
        place = os.path.join(folder, FOLDER)
        if not os.path.isdir(place):
            return
        for file in sorted(os.listdir(place)):
            if file.endswith(".py") and file != "__init__.py":
                found = _declared(os.path.join(place, file))
                self._known[found.name] = found

    def clear(self) -> None:
        self._known = {}

    def get(self, name: str) -> Upstream:
        """The upstream of this name. Raises LookupError with the names there are."""
        if name not in self._known:
            there = ", ".join(self._known) or "none"
            raise LookupError(f"No upstream is called {name!r}. Declared in {FOLDER}/: {there}.")
        return self._known[name]

    def at(self, host: str, port: int) -> Upstream | None:
        return next((one for one in self if one.address == (host.lower(), port)), None)

    def has_host(self, host: str) -> bool:
        return any(one.address[0] == host.lower() for one in self)

    def set(self, conditions: Mapping[str, Mapping[str, Any]]) -> None:
        """Set conditions by name; upstreams that are not named are normal, unknown names are ignored."""
        for one in self:
            wanted = conditions.get(one.name, {})
            one.condition = wanted.get("condition", "normal")
            one.seconds = float(wanted.get("seconds", 3.0))
            one.seed = int(wanted.get("seed", 1))

    def describe(self) -> list[dict[str, str]]:
        return [{"name": one.name, "url": one.url} for one in self]


known = Upstreams()


def _declared(path: str) -> Upstream:
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(f"{FOLDER}.{name}", path)
    if spec is None or spec.loader is None:
        raise UpstreamError(f"{FOLDER}/{name}.py cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    url, app = getattr(module, "URL", None), getattr(module, "app", None)
    if not isinstance(url, str) or urlsplit(url).scheme != "http" or not urlsplit(url).hostname:
        raise UpstreamError(f'{FOLDER}/{name}.py needs URL = "http://some.name": http, and a host.')
    if not callable(app):
        raise UpstreamError(f"{FOLDER}/{name}.py needs app, a WSGI application.")
    return Upstream(name, url, app)


# What a connection does: wait so many seconds (None: for ever), then send these bytes and close.
Answer = tuple[float | None, bytes]


def answer(upstream: Upstream, condition: str, request: bytes) -> Answer:
    """The bytes that come back for one whole HTTP/1.1 request, as ``condition`` has them."""
    method, target, headers, body = _parsed(request)
    if condition == "timeout":
        upstream.note(method, target, condition, None, "no answer")
        return None, b""
    if condition in ("500", "503"):
        status = {"500": "500 Internal Server Error", "503": "503 Service Unavailable"}[condition]
        more = [("Retry-After", str(RETRY_AFTER_SECONDS))] if condition == "503" else []
        upstream.note(method, target, condition, int(condition))
        return 0, _message(status, [("Content-Type", "text/plain"), *more], b"The upstream is broken.\n", None)
    status, kept, content = _run(upstream, method, target, headers, body)
    code = int(status.split()[0])
    if condition == "truncated":
        upstream.note(method, target, condition, code, "the body is cut off")
        return 0, _message(status, kept, content[: len(content) // 2], len(content))
    if condition == "malformed":
        upstream.note(method, target, condition, code, "the body makes no sense")
        return 0, _message(status, kept, content[: len(content) // 2] + b"<", None)
    upstream.note(method, target, condition, code)
    return (upstream.seconds if condition == "slow" else 0), _message(status, kept, content, None)


def is_whole(request: bytes) -> bool:
    """Whether a request has arrived with all of its body."""
    head, end, body = request.partition(b"\r\n\r\n")
    if not end:
        return False
    headers = _headers(head)
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(headers.get("content-length", "0") or 0)


def _parsed(request: bytes) -> tuple[str, str, dict[str, str], bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    method, target, *_ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
    headers = _headers(head)
    return method, target, headers, _joined(body) if headers.get("transfer-encoding") == "chunked" else body


def _headers(head: bytes) -> dict[str, str]:
    lines = [line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:]]
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _joined(chunked: bytes) -> bytes:
    """The body of a chunked message (RFC 9112, 7.1)."""
    body, rest = b"", chunked
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if length == 0:
            break
        body, rest = body + rest[:length], rest[length + 2 :]
    return body


def _run(upstream: Upstream, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[str, list, bytes]:
    """Call the upstream's application. What it logs is another server's, and what it raises is another server's 500."""
    host, port = upstream.address
    path, _, query = target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }
    started: list[Any] = []
    with capture.elsewhere():
        try:
            pieces = upstream.answer(environ, lambda status, sent, *_: started.append((status, sent)))
            content = b"".join(pieces)
            if hasattr(pieces, "close"):
                pieces.close()
            status, sent = started[-1]
        except Exception:
            return "500 Internal Server Error", [("Content-Type", "text/plain")], b"The upstream crashed.\n"
    return status, list(sent), b"" if method == "HEAD" else content


def _message(status: str, headers: list[tuple[str, str]], body: bytes, promised: int | None) -> bytes:
    kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "connection")]
    length = len(body) if promised is None else promised
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in kept)]
    lines += [f"Content-Length: {length}", "Connection: close"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
