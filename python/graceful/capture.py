"""Sees every ``logging`` record that passes its logger's level, and touches nobody's configuration.

No handler is added to any logger: the one place all records pass, ``Logger.callHandlers``, is wrapped. Who wants
records puts a function into ``listeners``; it gets each as live-server.ts's LogRecord.
"""

import itertools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from graceful import tracebacks
from graceful.events import outlet
from graceful.paths import root

Listener = Callable[[dict[str, Any]], None]

listeners: list[Listener] = []

# The same for who wants the record itself.
record_listeners: list[Callable[[logging.LogRecord], None]] = []
_numbers = itertools.count(1)
_elsewhere = False
_original = logging.Logger.callHandlers


def install() -> None:
    """Begin to see records; once is enough."""
    if logging.Logger.callHandlers is _original:
        logging.Logger.callHandlers = _disguised(lambda self, record: (_seen(record), _original(self, record))[1])


def restart_numbers() -> None:
    """Sequence numbers count from 1 again: a new interpreter, as far as anyone outside can tell."""
    global _numbers
    _numbers = itertools.count(1)


def _disguised(wrapper: Any) -> Any:
    """The wrapper as a function of the logging module.

    When a handler fails, logging prints the call stack from the first frame outside its own files. With ours in between
    the learner would read about this file, and not about the line that logged.
    """
    where = _original.__code__
    code = wrapper.__code__.replace(
        co_filename=where.co_filename, co_firstlineno=where.co_firstlineno, co_name="callHandlers"
    )
    return FunctionType(code, wrapper.__globals__, "callHandlers")


@contextmanager
def elsewhere() -> Iterator[None]:
    """What is logged in here is another server's: nobody is told."""
    global _elsewhere
    before, _elsewhere = _elsewhere, True
    try:
        yield
    finally:
        _elsewhere = before


def _seen(record: logging.LogRecord) -> None:
    if _elsewhere:
        return
    for listener in tuple(record_listeners):
        listener(record)
    if not listeners:
        return
    described = describe(record)
    outlet.spend_record(len(described["message"]) + len((described["traceback"] or {}).get("text", "")))
    for listener in tuple(listeners):
        listener(described)


def describe(record: logging.LogRecord) -> dict[str, Any]:
    """``record`` as live-server.ts's LogRecord."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    return {
        "seq": next(_numbers),
        "requestId": outlet.request_id,
        "time": record.created * 1000,
        "level": record.levelname,
        "levelNumber": record.levelno,
        "logger": record.name,
        "message": message_of(record),
        "location": {
            "file": root.shown(record.pathname),
            "line": record.lineno,
            "function": record.funcName or "",
        },
        "traceback": tracebacks.describe(error) if isinstance(error, BaseException) else None,
    }


def message_of(record: logging.LogRecord) -> str:
    """The formatted message. Wrong arguments are for the handlers to complain about, as they do on any server."""
    try:
        return record.getMessage()
    except Exception:
        return _unformatted(record)


def _unformatted(record: logging.LogRecord) -> str:
    try:
        return str(record.msg)
    except Exception:
        return f"<{type(record.msg).__name__} that cannot be shown>"
