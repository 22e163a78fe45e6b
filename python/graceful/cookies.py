"""A cookie jar for one site, as a browser keeps it: Path, Expires, Max-Age and Secure decide what is sent back.

Knows nothing of domains: there is only one server. RFC 6265.
"""

import time
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie


class CookieJar:
    """Cookies by name and path."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str], tuple[str, float | None, bool]] = {}

    def receive(self, set_cookie: list[str], request_path: str) -> None:
        """Take the Set-Cookie headers of an answer to ``request_path``. What no browser would understand is dropped."""
        for line in set_cookie:
            jar = SimpleCookie()
            try:
                jar.load(line)
            except CookieError:
                continue
            for name, morsel in jar.items():
                path = morsel["path"] if morsel["path"].startswith("/") else _default_path(request_path)
                expires = _expires(morsel["max-age"], morsel["expires"])
                if expires is not None and expires <= time.time():
                    self._cookies.pop((name, path), None)
                else:
                    self._cookies[name, path] = (morsel.coded_value, expires, bool(morsel["secure"]))

    def header(self, path: str, *, secure: bool = False) -> str | None:
        """The Cookie header for a request to ``path``; longest paths first."""
        now = time.time()
        found = [
            (len(where), f"{name}={value}")
            for (name, where), (value, expires, only_secure) in self._cookies.items()
            if _matches(path, where) and (expires is None or expires > now) and (secure or not only_secure)
        ]
        return "; ".join(pair for _, pair in sorted(found, key=lambda item: -item[0])) or None

    def get(self, name: str) -> str | None:
        """The value of a cookie, whatever its path."""
        return next((value for (key, _), (value, _, _) in self._cookies.items() if key == name), None)

    def set(self, name: str, value: str, path: str = "/") -> None:
        self._cookies[name, path] = (value, None, False)

    def clear(self) -> None:
        self._cookies.clear()


def _expires(max_age: str, expires: str) -> float | None:
    if max_age:
        try:
            return time.time() + int(max_age)
        except ValueError:
            return None
    if expires:
        try:
            return parsedate_to_datetime(expires).timestamp()
        except (ValueError, TypeError):
            return None
    return None


def _default_path(path: str) -> str:
    return path.rpartition("/")[0] or "/"


def _matches(path: str, where: str) -> bool:
    return path == where or path.startswith(where if where.endswith("/") else f"{where}/")
