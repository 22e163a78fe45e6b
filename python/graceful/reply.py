"""What the server answered, as a test sees it: status, headers, body, and what was logged meanwhile.

Knows nothing of how it was asked for.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class Headers:
    """Response headers: names in any case, names more than once."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = list(pairs)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The first value, or ``default``."""
        return next(iter(self.get_all(name)), default)

    def get_all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key.lower() == name.lower()]

    def __getitem__(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get_all(name))

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def items(self) -> list[tuple[str, str]]:
        return list(self._pairs)

    def __repr__(self) -> str:
        return f"Headers({self._pairs!r})"


@dataclass(frozen=True)
class LoggedTraceback:
    """The exception that came with a log record; ``frames`` as in live-server.ts."""

    type: str
    message: str
    text: str
    frames: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class LogEntry:
    """One log record."""

    level: str
    level_number: int
    logger: str
    message: str
    traceback: LoggedTraceback | None
    file: str
    line: int

    @classmethod
    def of(cls, record: dict[str, Any]) -> "LogEntry":
        """From a record as graceful.capture describes it."""
        found = record["traceback"]
        traceback = found and LoggedTraceback(found["type"], found["message"], found["text"], tuple(found["frames"]))
        level, number, name = record["level"], record["levelNumber"], record["logger"]
        place = record["location"]
        return cls(level, number, name, record["message"], traceback, place["file"], place["line"])

    def __str__(self) -> str:
        line = f"{self.level} {self.logger}: {self.message}"
        return f"{line} ({self.traceback.type}: {self.traceback.message})" if self.traceback else line


@dataclass
class Reply:
    """One answer; or none, when the process ended (``no_answer``, and a status of 0)."""

    method: str
    path: str
    status: int = 0
    reason: str = ""
    headers: Headers = field(default_factory=lambda: Headers([]))
    body: bytes = b""
    truncated: bool = False
    log: list[LogEntry] = field(default_factory=list)
    stderr: str = ""
    # How the process ended, e.g. "SystemExit(3)"; "" when it lives on.
    exit: str = ""
    # The application that answered, for pointing at its handlers.
    app: Any = field(default=None, repr=False)

    @property
    def no_answer(self) -> bool:
        """The server process ended instead of answering."""
        return bool(self.exit)

    @property
    def text(self) -> str:
        """The body as text: its declared charset, or UTF-8."""
        _, _, charset = (self.headers.get("Content-Type") or "").partition("charset=")
        try:
            return self.body.decode(charset.split(";")[0].strip(" \"'") or "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        """The body parsed as JSON. Raises ValueError when it is not."""
        return json.loads(self.body)
