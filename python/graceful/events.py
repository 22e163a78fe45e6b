"""The way out of the interpreter: every event passes here, is counted against its limit, and is handed to JavaScript.

Knows nothing of what the events mean. Field names are those of lib/runtime/live-server.ts.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

Emit = Callable[[str, str, bytes | None], None]

# Per request, and for the import. More than anyone could read; an endless loop gets there within its deadline.
MAX_LOG_RECORDS = 20_000
MAX_LINES = 200_000
MAX_TEXT_BYTES = 8 * 1024 * 1024
MAX_BODY_BYTES = 32 * 1024 * 1024


class Flood(BaseException):
    """Unwinds a program that wrote too much. Not an Exception: no handler of the learner's should catch it."""


class Outlet:
    """Sends events, until a limit is passed; from then on it stays shut and whatever writes is unwound."""

    def __init__(self) -> None:
        self._emit: Emit | None = None
        self._flooded = False
        self.request_id: str | None = None
        self.begin(None)

    def connect(self, emit: Emit | None) -> None:
        self._emit = emit
        self._flooded = False
        self.begin(None)

    def begin(self, request_id: str | None) -> None:
        """A new request, or with None the import: what is sent now belongs to it, and its allowance is whole."""
        self.request_id = request_id
        self._records = self._lines = self._text = self._body = 0

    def send(self, kind: str, payload: Mapping[str, Any], data: bytes | None = None) -> None:
        if self._emit is not None and not self._flooded:
            self._emit(kind, json.dumps(payload), data)

    def spend_record(self, text: int) -> None:
        """Count one log record with so many characters. Raises Flood past the limit, as the others do."""
        self._records += 1
        self._text += text
        if self._records > MAX_LOG_RECORDS:
            self._flood("log", MAX_LOG_RECORDS)
        if self._text > MAX_TEXT_BYTES:
            self._flood("log", MAX_TEXT_BYTES)

    def spend_text(self, text: str) -> None:
        self._lines += text.count("\n")
        self._text += len(text)
        if self._lines > MAX_LINES:
            self._flood("output", MAX_LINES)
        if self._text > MAX_TEXT_BYTES:
            self._flood("output", MAX_TEXT_BYTES)

    def spend_body(self, count: int) -> None:
        self._body += count
        if self._body > MAX_BODY_BYTES:
            self._flood("response", MAX_BODY_BYTES)

    def _flood(self, what: str, limit: int) -> None:
        self.send("flood", {"what": what, "limit": limit})
        self._flooded = True
        raise Flood(what)

    @property
    def flooded(self) -> bool:
        return self._flooded


def now_ms() -> float:
    """Milliseconds since the epoch."""
    return time.time() * 1000


outlet = Outlet()
