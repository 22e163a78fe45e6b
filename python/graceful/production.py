"""Stands between a test runner and the program under test, so that the program finds what a server process has.

pytest puts handlers on the root logger; with them there, ``logging.basicConfig`` does nothing and Flask adds no handler
of its own. Knows nothing of Flask.
"""

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from graceful import capture


@contextmanager
def handlers_aside(handlers: list[logging.Handler]) -> Iterator[None]:
    """Take ``handlers`` off the root logger for a while. They still see every record."""

    def pass_on(record: logging.LogRecord) -> None:
        for handler in handlers:
            # pytest's raise when a record's arguments do not fit its message; on a server no log call ever raises.
            with suppress(Exception):
                if record.levelno >= handler.level:
                    handler.handle(record)

    there = [handler for handler in handlers if handler in logging.root.handlers]
    for handler in there:
        logging.root.removeHandler(handler)
    capture.record_listeners.append(pass_on)
    try:
        yield
    finally:
        capture.record_listeners.remove(pass_on)
        for handler in there:
            logging.root.addHandler(handler)


class Stream(io.TextIOBase):
    """Passes on to the stream in whose place it stands, "stdout" or "stderr", and remembers what was written.

    One per project, since a logging handler made at import keeps the stream it found.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._below: Any = getattr(sys, name)
        self._written: list[str] | None = None
        self.all: list[str] = []

    def write(self, text: str) -> int:
        if self._written is not None:
            self._written.append(text)
            self.all.append(text)
        return self._below.write(text)

    def flush(self) -> None:
        # Python flushes a stream when it is collected, and the one below may be gone by then.
        if not getattr(self._below, "closed", False):
            self._below.flush()

    @property
    def buffer(self) -> Any:
        return self._below.buffer

    @contextmanager
    def installed(self) -> Iterator[list[str]]:
        """Stand in for the stream; gives the list that collects what is written."""
        before, collected = getattr(sys, self._name), []
        if before is not self:
            self._below = before
        outer, self._written = self._written, collected
        setattr(sys, self._name, self)
        try:
            yield collected
        finally:
            setattr(sys, self._name, before)
            self._written = outer
