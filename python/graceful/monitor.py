"""Watches Python functions as they run: ``sys.monitoring`` (PEP 669), or ``sys.settrace`` before Python 3.12.

Knows nothing of Flask. The older way cannot tell that an exception was caught; everything else is the same.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any, Protocol


class Watcher(Protocol):
    """Is told what happens in the functions it is interested in. Nothing it does is watched."""

    def wants(self, code: CodeType) -> bool:
        """Whether calls of ``code`` matter. Asked rarely: the answer is remembered."""

    def started(self, frame: FrameType) -> None: ...
    def returned(self, frame: FrameType, value: object) -> None: ...
    def unwound(self, frame: FrameType, error: BaseException) -> None: ...
    def raised(self, frame: FrameType, error: BaseException) -> None: ...
    def caught(self, frame: FrameType, error: BaseException) -> None: ...


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Tell ``watcher`` of what runs in here."""
    with _monitored(watcher) if hasattr(sys, "monitoring") else _traced(watcher):
        yield


# 0, 1, 2 and 5 are for debuggers, coverage, profilers and optimisers (PEP 669).
_TOOL = 4


@contextmanager
def _monitored(watcher: Watcher) -> Iterator[None]:
    monitoring = sys.monitoring
    events = monitoring.events

    # Only the first two can be switched off for a place.
    def on_start(code: CodeType, _offset: int) -> Any:
        return watcher.started(sys._getframe(1)) if watcher.wants(code) else monitoring.DISABLE

    def on_return(code: CodeType, _offset: int, value: object) -> Any:
        return watcher.returned(sys._getframe(1), value) if watcher.wants(code) else monitoring.DISABLE

    def for_error(tell: Callable[[FrameType, BaseException], None]) -> Callable[[CodeType, int, BaseException], None]:
        def on_error(code: CodeType, _offset: int, error: BaseException) -> None:
            if watcher.wants(code):
                tell(sys._getframe(1), error)

        return on_error

    if monitoring.get_tool(_TOOL) is not None:
        monitoring.free_tool_id(_TOOL)
    monitoring.use_tool_id(_TOOL, "graceful")
    # What another watcher did not want, this one may.
    monitoring.restart_events()
    callbacks = {
        events.PY_START: on_start,
        events.PY_RETURN: on_return,
        events.PY_UNWIND: for_error(watcher.unwound),
        events.RAISE: for_error(watcher.raised),
        events.EXCEPTION_HANDLED: for_error(watcher.caught),
    }
    for event, callback in callbacks.items():
        monitoring.register_callback(_TOOL, event, callback)
    monitoring.set_events(_TOOL, sum(callbacks))
    try:
        yield
    finally:
        monitoring.set_events(_TOOL, 0)
        monitoring.free_tool_id(_TOOL)


@contextmanager
def _traced(watcher: Watcher) -> Iterator[None]:
    import dis  # not needed where sys.monitoring is

    returns = {dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in dis.opmap}
    yields = {dis.opmap["YIELD_VALUE"]}
    errors: dict[FrameType, BaseException] = {}
    suspended: set[FrameType] = set()

    def on_call(frame: FrameType, _event: str, _arg: Any) -> Any:
        if not watcher.wants(frame.f_code):
            return None
        frame.f_trace_lines = False
        if frame in suspended:
            suspended.discard(frame)
        else:
            watcher.started(frame)
        return within

    def within(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "exception":
            errors[frame] = arg[1]
            watcher.raised(frame, arg[1])
        elif event == "return":
            error = errors.pop(frame, None)
            instruction = frame.f_code.co_code[frame.f_lasti]
            if instruction in yields and (arg is not None or error is None):
                suspended.add(frame)
            elif error is None or instruction in returns:
                watcher.returned(frame, arg)
            else:
                watcher.unwound(frame, error)
        return within

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(before)
