"""Notices the files a program writes, as it opens, renames and removes them, and says what became of them.

An audit hook names the paths, so nothing is walked and an idle request costs a few ``stat`` calls. Knows nothing of
requests. A hook cannot be removed: there is one, and it does nothing while no ``Watch`` is current.
"""

import os
import sys
from typing import Any

from graceful.paths import root

TAIL_BYTES = 256 * 1024

# A log file stays open and grows without another word, so files written lately are looked at after every request.
_LOOKED_AT = 64

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NOT_FILES = ("/dev/", "/proc/", "/sys/")
_CACHES = ("__pycache__", ".pytest_cache")

Stamp = tuple[int, int] | None

_current: "Watch | None" = None
_hooked = False


class Watch:
    """What was written since it began."""

    def __init__(self) -> None:
        # Path → size and time of change as last reported, or before it was first touched; oldest touch first.
        self._known: dict[str, Stamp] = {}
        self._new: set[str] = set()
        self._before: Watch | None = None

    def begin(self) -> None:
        global _current, _hooked
        self._before, _current = _current, self
        if not _hooked:
            sys.addaudithook(_hook)
            _hooked = True

    def end(self) -> None:
        global _current
        if _current is self:
            _current = self._before

    def touch(self, path: Any) -> None:
        """``path`` is about to change; called before it does."""
        full = _full_path(path)
        if full is None:
            return
        known = self._known.pop(full) if full in self._known else _stamp(full)
        self._known[full] = known
        if known is None:
            self._new.add(full)

    def created(self) -> list[str]:
        """Absolute paths of files that did not exist when they were first touched."""
        return sorted(self._new)

    def changes(self) -> list[dict[str, Any]]:
        """Files that are different from what was last said about them, as live-server.ts's WrittenFile."""
        found = []
        for path in tuple(self._known):
            now = _stamp(path)
            if now != self._known[path]:
                self._known[path] = now
                found.append(_describe(path, now))
        for path in list(self._known)[:-_LOOKED_AT]:
            del self._known[path]
        return found


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _current is None:
        return
    if event == "open":
        path, mode, flags = args
        if (mode and mode[0] in "wax") or (mode and "+" in mode) or (isinstance(flags, int) and flags & _WRITING):
            _current.touch(path)
    elif event in _TOUCHING:
        for path in args[: _TOUCHING[event]]:
            _touch_with_content(_current, path)
    elif event == "sqlite3.connect" and args[0] != ":memory:":
        _current.touch(args[0])


# Event → how many of its first arguments are paths.
_TOUCHING = {"os.rename": 2, "os.remove": 1, "os.truncate": 1, "os.link": 2, "os.symlink": 2, "shutil.rmtree": 1}


def _touch_with_content(watch: Watch, path: Any) -> None:
    if isinstance(path, (str, os.PathLike)) and os.path.isdir(path):
        for folder, _, names in os.walk(path):
            for name in names:
                watch.touch(os.path.join(folder, name))
    else:
        watch.touch(path)


def _full_path(path: Any) -> str | None:
    """An absolute path, or None when this is no file anyone would look for. Must not fail: it runs inside ``open``."""
    try:
        full = os.path.abspath(os.fsdecode(path))
    except (TypeError, ValueError, OSError):
        return None  # a file descriptor, or a working directory that is gone
    if full.startswith(_NOT_FILES) or full.endswith((".pyc", "-journal", "-wal", "-shm")):
        return None
    if any(cache in full for cache in _CACHES):
        return None
    return full


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return None if os.path.isdir(path) else (found.st_size, found.st_mtime_ns)


def _describe(path: str, stamp: Stamp) -> dict[str, Any]:
    shown = root.shown(os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)))
    return {"path": shown, "size": stamp[0] if stamp else -1, "tail": _tail(path, stamp[0]) if stamp else None}


def _tail(path: str, size: int) -> str | None:
    """The end of a text file, from the beginning of a character; None when it is not UTF-8 text."""
    try:
        with open(path, "rb") as file:
            file.seek(max(0, size - TAIL_BYTES))
            data = file.read(TAIL_BYTES)
    except OSError:
        return None  # removed, or made unreadable, in between
    if size > TAIL_BYTES:
        start = next((i for i, byte in enumerate(data[:4]) if byte & 0xC0 != 0x80), 0)
        data = data[start:]
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
