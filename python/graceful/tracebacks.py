"""Exceptions as data: frames with file, line and source, and the text as Python prints it.

Knows nothing of logging or WSGI. Holds no exception or frame longer than a call.
"""

import os
import traceback
from types import TracebackType
from typing import Any

from graceful.paths import root

# A runaway recursion has a thousand equal frames; its ends tell the story.
_MOST_FRAMES = 200

_OUR_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep


def describe(error: BaseException) -> dict[str, Any]:
    """``error`` as live-server.ts's Traceback."""
    report = traceback.TracebackException(type(error), error, without_host(error.__traceback__))
    frames = list(report.stack)
    if len(frames) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        frames = frames[:half] + frames[-half:]
    return {
        "type": type(error).__name__,
        "message": message_of(error),
        "frames": [
            {
                "file": root.shown(frame.filename),
                "line": frame.lineno or 0,
                "function": frame.name,
                "source": frame.line or "",
                "own": root.is_own(frame.filename),
            }
            for frame in frames
        ],
        "text": "".join(report.format()),
    }


def text_of(error: BaseException) -> str:
    """``error`` with its traceback as Python prints it, without the frames of this package."""
    return "".join(traceback.format_exception(type(error), error, without_host(error.__traceback__)))


def message_of(error: BaseException) -> str:
    """``str(error)``, or what Python prints when that fails too."""
    try:
        return str(error)
    except Exception:
        return f"<exception str() failed: {type(error).__name__}>"


def without_host(tb: TracebackType | None) -> TracebackType | None:
    """The traceback from where it leaves this package and the import machinery; all of it if it never does."""
    start = tb
    while start is not None and _is_machinery(start.tb_frame.f_code.co_filename):
        start = start.tb_next
    return start or tb


def deepest_own(error: BaseException) -> tuple[str, int] | None:
    """File (as shown) and line of the learner's own frame nearest to where ``error`` was raised."""
    found = None
    tb = error.__traceback__
    while tb is not None:
        file = tb.tb_frame.f_code.co_filename
        if root.is_own(file):
            found = (root.shown(file), tb.tb_lineno)
        tb = tb.tb_next
    return found


def _is_machinery(file: str) -> bool:
    return file.startswith((_OUR_FOLDER, "<frozen importlib")) or "/importlib/" in file
