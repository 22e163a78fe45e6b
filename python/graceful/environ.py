"""A request as PEP 3333 wants it: builds the WSGI environ the way a production server does.

Knows nothing of applications or responses. https://peps.python.org/pep-3333/#environ-variables
"""

import io
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

DEFAULT_HOST = "localhost:5000"

# "http://host:port/path?query", as one asks a proxy: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://(?P<authority>[^/?]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def build_environ(meta: Mapping[str, Any], body: bytes, software: str) -> dict[str, Any]:
    """The environ for ``meta`` (method, path, headers, and perhaps remote_addr, scheme).

    ``path`` is the request target, percent-encoded; PATH_INFO holds its decoded bytes as latin-1. A target that names a
    host is about that one, whatever the Host header says.
    """
    scheme = meta.get("scheme") or "http"
    target: str = meta["path"]
    absolute = _ABSOLUTE.fullmatch(target)
    path, _, query = (absolute["rest"] if absolute else target).partition("?")
    if absolute:
        path = path or "/"
    environ: dict[str, Any] = {
        "REQUEST_METHOD": meta["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode("utf-8").decode("latin-1"),
        "REQUEST_URI": target,
        "RAW_URI": target,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": software,
        "REMOTE_ADDR": meta.get("remote_addr") or "127.0.0.1",
        "REMOTE_PORT": "50000",
        "GATEWAY_INTERFACE": "CGI/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    _add_headers(environ, meta.get("headers") or ())
    if absolute:
        environ["HTTP_HOST"] = absolute["authority"].rpartition("@")[2]
    host = environ.setdefault("HTTP_HOST", DEFAULT_HOST)
    environ["SERVER_NAME"], environ["SERVER_PORT"] = _name_and_port(host, scheme)
    length = environ.get("CONTENT_LENGTH")
    if length is None:
        if body or meta["method"] in ("POST", "PUT", "PATCH"):
            environ["CONTENT_LENGTH"] = str(len(body))
    elif length.isascii() and length.isdigit():
        body = body[: int(length)]
    environ["wsgi.input"] = io.BytesIO(body)
    return environ


def _add_headers(environ: dict[str, Any], headers: Iterable[tuple[str, str]]) -> None:
    for name, sent in headers:
        if "_" in name:
            # X_User would arrive as X-User does: servers drop it, so that nobody can forge a proxy's header.
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        value = _as_latin1(sent.strip(" \t"))
        if key in environ and key != "CONTENT_LENGTH":
            environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + value
        else:
            environ[key] = value


def _as_latin1(value: str) -> str:
    """Header bytes read as latin-1; a browser's composer may hand over more, which travels as UTF-8."""
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass").decode("latin-1")
    return value


def _name_and_port(host: str, scheme: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    if colon and port.isdigit() and not (name.startswith("[") and not name.endswith("]")):
        return name, port
    return host, "443" if scheme == "https" else "80"
