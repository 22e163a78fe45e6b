"""Checks for a lesson's tests that fail with a voice: what was expected, what the server did, where to look.

``expect(client.get("/missing")).status(404, hint="...")``; each check returns the same object, so checks can follow one
another. A failure is an AssertionError of a few plain lines, the hint last.
"""

import html
import re
from http import HTTPStatus
from typing import NoReturn

from graceful.handlers import place_to_look
from graceful.reply import Headers, LogEntry, Reply
from graceful.wsgi import BARE_500

__all__ = ["Expectation", "Headers", "LogEntry", "Reply", "expect"]

_CLIP = 120
_LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_DEFAULT_PAGE = re.compile(r"<!doctype html>\s*<html lang=en>\s*<title>\d{3} [^<]*</title>\s*<h1>", re.IGNORECASE)


def expect(reply: Reply) -> "Expectation":
    """Begin to check a reply."""
    return Expectation(reply)


class Expectation:
    """What a test expects of one reply."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def status(self, code: int, *, hint: str | None = None) -> "Expectation":
        """The status code is ``code``."""
        __tracebackhide__ = True
        if self._reply.status != code:
            self._fail(f"the status {_status(code)}", hint, code)
        return self

    def shows(self, text: str, *, hint: str | None = None) -> "Expectation":
        """The page contains ``text``, as markup or as a visitor reads it."""
        __tracebackhide__ = True
        if not self._contains(text):
            self._fail(f"a page that shows {text!r}", hint)
        return self

    def hides(self, text: str, *, hint: str | None = None) -> "Expectation":
        """The page contains ``text`` nowhere."""
        __tracebackhide__ = True
        if self._reply.no_answer or self._contains(text):
            self._fail(f"a page without {text!r} in it", hint)
        return self

    def is_not_default_page(self, *, hint: str | None = None) -> "Expectation":
        """The page is the application's own: not Flask's, not the bare server's, not the debugger's."""
        __tracebackhide__ = True
        if self._reply.no_answer or is_default_page(self._reply):
            self._fail("a page of your own", hint)
        return self

    def content_type(self, kind: str, *, hint: str | None = None) -> "Expectation":
        """The media type is ``kind``; parameters such as the charset do not matter."""
        __tracebackhide__ = True
        sent = self._reply.headers.get("Content-Type") or ""
        if sent.partition(";")[0].strip().lower() != kind.lower():
            self._fail(f"the content type {kind}", hint, did=f"sent {sent or 'no content type'}")
        return self

    def header(self, name: str, value: str | None = None, *, hint: str | None = None) -> "Expectation":
        """There is such a header; with ``value``, one of that very value."""
        __tracebackhide__ = True
        sent = self._reply.headers.get_all(name)
        if not sent or (value is not None and value not in sent):
            wanted = f"the header {name}" + ("" if value is None else f": {value}")
            self._fail(wanted, hint, did=f"sent {name}: {', '.join(sent)}" if sent else f"sent no {name}")
        return self

    def logged(
        self,
        *,
        level: str = "ERROR",
        traceback: bool | None = None,
        message: str | None = None,
        logger: str | None = None,
        hint: str | None = None,
    ) -> "Expectation":
        """While it was served, a record of at least ``level`` was logged; with a traceback, or without, if given."""
        __tracebackhide__ = True
        fits = [
            entry
            for entry in self._reply.log
            if entry.level_number >= _LEVELS[level]
            and (traceback is None or bool(entry.traceback) is traceback)
            and (message is None or message in entry.message)
            and (logger is None or entry.logger == logger)
        ]
        if not fits:
            form = {None: "", True: " with a traceback", False: " without a traceback"}[traceback]
            about = f" that says {message!r}" if message else ""
            by = f" from the logger {logger}" if logger else ""
            self._fail(f"a log record of level {level}{form}{about}{by}", hint)
        return self

    def _contains(self, text: str) -> bool:
        page = self._reply.text
        return text in page or text in html.unescape(page) or text in _visible(page)

    def _fail(self, wanted: str, hint: str | None, code: int | None = None, did: str | None = None) -> NoReturn:
        __tracebackhide__ = True
        reply = self._reply
        lines = [f"Expected of {reply.method} {reply.path}: {wanted}."]
        if reply.no_answer:
            lines.append(f"The server process ended without an answer: {reply.exit}.")
        else:
            cut = ", and the body was cut off" if reply.truncated else ""
            also = f"; it {did}" if did else ""
            lines.append(f"The server answered {reply.status} {reply.reason}{cut}{also}.")
            lines.append(_body_line(reply))
        lines.append(f"Last log line: {_clip(str(reply.log[-1]))}" if reply.log else "Nothing was logged.")
        place = place_to_look(reply, code)
        if place:
            lines.append(f"Look at {place}.")
        if hint:
            lines.append(hint)
        raise AssertionError("\n".join(lines))


def is_default_page(reply: Reply) -> bool:
    """Whether the page is Flask's, the bare server's or the debugger's rather than the application's own."""
    page = reply.text
    if reply.body == BARE_500 or "// Werkzeug Debugger</title>" in page:
        return True
    return reply.status >= 300 and _DEFAULT_PAGE.match(page) is not None


def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}" if code in set(HTTPStatus) else str(code)


def _body_line(reply: Reply) -> str:
    text = reply.text
    if "html" in (reply.headers.get("Content-Type") or ""):
        seen = _visible(text)
        return f"The page reads: {_clip(seen)}" if seen else "The page is empty."
    first = next((line for line in text.splitlines() if line.strip()), "")
    return f"The body begins: {_clip(first)}" if first else "The body is empty."


def _visible(page: str) -> str:
    """What a visitor reads of some HTML: no tags, no scripts, no line breaks."""
    return " ".join(html.unescape(_UNSEEN.sub(" ", page)).split())


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CLIP else f"{line[:_CLIP]}..."
