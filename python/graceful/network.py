"""The network a project sees: its declared upstreams, and nothing else.

Works at the level of ``socket``, so that ``urllib.request``, ``http.client``, ``requests`` and whatever is built on
them keep their own behaviour: timeouts, retries, exceptions. A name nobody declared fails as an unknown host fails, an
address as one where nobody listens.
"""

import socket
import time
from typing import Any

from graceful import hooks, upstreams

_REAL_SOCKET = socket.socket
_REAL_GETADDRINFO = socket.getaddrinfo

# How long one nap is while a connection waits for ever: a deadline must be able to end the interpreter in between.
_NAP_SECONDS = 0.05


def install() -> None:
    """Put the network in place; once is enough."""
    socket.socket = Socket  # type: ignore[misc]
    socket.getaddrinfo = _getaddrinfo
    # Under Emscripten urllib3 replaces its own connections by the browser's fetch, which can reach nothing here.
    hooks.when_imported("urllib3.contrib.emscripten", _keep_sockets)


def uninstall() -> None:
    socket.socket = _REAL_SOCKET  # type: ignore[misc]
    socket.getaddrinfo = _REAL_GETADDRINFO


def _keep_sockets(module: Any) -> None:
    module.inject_into_urllib3 = lambda: None


def _getaddrinfo(host: Any, port: Any, *_arguments: Any, **_options: Any) -> list[Any]:
    """As socket.getaddrinfo; families, types and flags make no difference here."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if not (upstreams.known.has_host(name) or name in ("localhost", "") or _is_address(name)):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (name, int(port or 0)))]


def _is_address(name: str) -> bool:
    return ":" in name or name.replace(".", "").isdigit()


class Socket(_REAL_SOCKET):
    """A socket whose TCP connections lead to upstreams. Others (a pair, a Unix socket) stay what they are."""

    _wire: "_Wire | None" = None

    def connect(self, address: Any) -> None:
        if self.family not in (socket.AF_INET, socket.AF_INET6):
            super().connect(address)
            return
        host, port = str(address[0]), int(address[1])
        upstream = upstreams.known.at(host, port)
        condition = upstream.now() if upstream else "refuse"
        if upstream is None or condition == "refuse":
            if upstream is not None:
                upstream.note("", "", condition, None, "connection refused")
            raise ConnectionRefusedError(111, "Connection refused")
        self._wire = _Wire(upstream, condition)

    def connect_ex(self, address: Any) -> int:
        try:
            self.connect(address)
        except OSError as error:
            return error.errno or 1
        return 0

    def setsockopt(self, *arguments: Any) -> None:
        if self.family not in (socket.AF_INET, socket.AF_INET6):
            super().setsockopt(*arguments)

    def send(self, data: Any, flags: int = 0) -> int:
        if self._wire is None:
            return super().send(data, flags)
        return self._wire.send(bytes(data))

    def sendall(self, data: Any, flags: int = 0) -> None:
        if self._wire is None:
            super().sendall(data, flags)
        else:
            self._wire.send(bytes(data))

    def recv(self, size: int, flags: int = 0) -> bytes:
        if self._wire is None:
            return super().recv(size, flags)
        return self._wire.receive(size, self.gettimeout())

    def recv_into(self, buffer: Any, size: int = 0, flags: int = 0) -> int:
        if self._wire is None:
            return super().recv_into(buffer, size, flags)
        data = self._wire.receive(size or len(buffer), self.gettimeout())
        buffer[: len(data)] = data
        return len(data)

    def shutdown(self, how: int) -> None:
        if self._wire is None:
            super().shutdown(how)

    def getpeername(self) -> Any:
        return super().getpeername() if self._wire is None else self._wire.upstream.address


class _Wire:
    """One connection to an upstream: takes a request, and gives the answer back as its condition has it."""

    def __init__(self, upstream: upstreams.Upstream, condition: str) -> None:
        self.upstream = upstream
        self._condition = condition
        self._sent = b""
        self._answer: bytes | None = None
        self._wait: float | None = 0.0

    def send(self, data: bytes) -> int:
        self._sent += data
        return len(data)

    def receive(self, size: int, timeout: float | None) -> bytes:
        if self._answer is None:
            if not upstreams.is_whole(self._sent):
                return b""
            self._wait, self._answer = upstreams.answer(self.upstream, self._condition, self._sent)
        self._sleep(timeout)
        data, self._answer = self._answer[:size], self._answer[size:]
        return data

    def _sleep(self, timeout: float | None) -> None:
        """Wait as long as the upstream takes, or as long as the client is willing to."""
        started = time.monotonic()
        while self._wait is None or self._wait > 0:
            if timeout is not None and time.monotonic() - started >= timeout:
                raise TimeoutError("timed out")
            nap = min([_NAP_SECONDS, *([] if self._wait is None else [self._wait])])
            time.sleep(nap)
            if self._wait is not None:
                self._wait -= nap
