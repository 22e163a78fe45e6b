"""Records one request's way through Flask and the learner's own functions, as graceful.monitor sees it.

A recording is a list of steps, sent as they happen, so that a request that never returns leaves what it did. Nothing is
changed or called: what a step tells was read from the frames of the functions that really ran. Off, it costs nothing.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import CodeType, FrameType
from typing import Any

from graceful import capture, lookup, monitor, tracebacks, wsgi
from graceful.paths import root

# No request that anybody reads step by step has more.
MAX_STEPS = 1_000
MAX_CALLS_OF_ONE = 40
_CLIP = 200

Send = Callable[[dict[str, Any]], None]

# What a function of the learner's is when Flask calls it from one of these.
_ROLES = {
    "preprocess_request": "before_request",
    "dispatch_request": "view",
    "handle_user_exception": "handler",
    "handle_http_exception": "handler",
    "handle_exception": "handler",
    "process_response": "after_request",
    "do_teardown_request": "teardown",
    "do_teardown_appcontext": "teardown",
    "serve": "middleware",
}


@contextmanager
def recorded(send: Send) -> Iterator[None]:
    """Record what runs in here; ``send`` gets each step as live-server.ts's TraceStep."""
    recorder = _Recorder(send)
    capture.record_listeners.append(recorder.logged)
    try:
        with monitor.watched(recorder):
            yield
    finally:
        capture.record_listeners.remove(recorder.logged)


def _harmless(method: Callable[..., None]) -> Callable[..., None]:
    """A fault of the recorder ends the recording, and is never the program's: it says so in a step of its own."""

    @wraps(method)
    def guarded(self: "_Recorder", *arguments: Any) -> None:
        if self._lost:
            return
        try:
            method(self, *arguments)
        except RecursionError:
            return  # the program is about to hear of it itself
        except Exception as error:
            self._lost = True
            self._send({"n": self._count + 1, "kind": "lost", "depth": 0, "place": None, "ms": 0, "name": repr(error)})

    return guarded


class _Recorder:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._count = 0
        self._started = time.perf_counter()
        # The recorded calls that have not returned: (frame, step, name of Flask's function or own role).
        self._stack: list[tuple[FrameType, int, str]] = []
        self._told: set[int] = set()
        self._errors: list[BaseException] = []  # kept alive: an id is only good while its object lives
        self._calls: dict[CodeType, int] = {}
        self._flask = _flask_codes()
        self._wanted: dict[CodeType, bool] = {}
        self._answered = False
        self._lost = False

    # What happened

    def wants(self, code: CodeType) -> bool:
        wanted = self._wanted.get(code)
        if wanted is None:
            wanted = self._wanted[code] = code in self._flask or (
                root.is_own(code.co_filename) and code.co_name not in _NO_FUNCTIONS
            )
        return wanted

    @_harmless
    def started(self, frame: FrameType) -> None:
        name = self._flask.get(frame.f_code)
        if name is None:
            self._own_call(frame)
        else:
            self._flask_call(name, frame)

    def _own_call(self, frame: FrameType) -> None:
        code = frame.f_code
        made = self._calls[code] = self._calls.get(code, 0) + 1
        if made > MAX_CALLS_OF_ONE:
            return
        above = self._above()
        role = "call" if above is None else _ROLES.get(above[2], "call")
        if role == "middleware" and self._answered:
            role = "stream"
        step = self._step(role, code, frame.f_lineno, name=code.co_qualname)
        self._stack.append((frame, step, role))

    def _flask_call(self, name: str, frame: FrameType) -> None:
        code, local = frame.f_code, frame.f_locals
        data: dict[str, Any] = {}
        kind = _KINDS.get(name, "")
        if name == "serve":
            data = {"method": local["meta"]["method"], "path": local["meta"]["path"]}
        elif name in ("handle_user_exception", "handle_exception"):
            self._tell_of_raise(local["e"])
            data = {"exception": type(local["e"]).__name__, "message": _clip(tracebacks.message_of(local["e"]))}
        elif name == "handle_http_exception":
            data = {"exception": type(local["e"]).__name__, "code": local["e"].code}
        elif name == "_render":
            data = {"template": str(local["template"].name or "a string")}
        elif name == "start_response":
            data = {"status": str(local["status"])}
            self._answered = True
        elif name == "_send_bare_500":
            data = {"status": "500 Internal Server Error"}
        step = self._step(kind, code, frame.f_lineno, name=name, **data) if kind else 0
        self._stack.append((frame, step, name))

    @_harmless
    def returned(self, frame: FrameType, value: object) -> None:
        code = frame.f_code
        entry = self._pop(frame)
        if entry is None:
            return
        _, step, name = entry
        if name == "match_request":
            self._routed(code, frame)
        elif name == "_find_error_handler":
            self._looked_up(code, frame, value)
        elif step and code not in self._flask:
            self._step("return", code, frame.f_lineno, of=step, name=code.co_qualname, value=_words(value))

    @_harmless
    def unwound(self, frame: FrameType, error: BaseException) -> None:
        code = frame.f_code
        entry = self._pop(frame)
        if entry is None or not entry[1]:
            return
        name = self._flask.get(code, code.co_qualname)
        if code not in self._flask or name in ("wsgi_app", "handle_exception", "handle_user_exception"):
            self._step("unwind", code, frame.f_lineno, of=entry[1], name=name, exception=type(error).__name__)

    @_harmless
    def raised(self, frame: FrameType, error: BaseException) -> None:
        if frame.f_code not in self._flask and isinstance(error, Exception) and not isinstance(error, StopIteration):
            self._tell_of_raise(error, frame.f_code, frame.f_lineno)

    @_harmless
    def caught(self, frame: FrameType, error: BaseException) -> None:
        code = frame.f_code
        if id(error) in self._told and code not in self._flask:
            self._step("caught", code, frame.f_lineno, name=code.co_qualname, exception=type(error).__name__)

    @_harmless
    def logged(self, record: logging.LogRecord) -> None:
        self._step(
            "log",
            _Place(record.pathname, record.lineno, record.funcName or ""),
            record.lineno,
            name=record.name,
            level=record.levelname,
            message=_clip(capture.message_of(record)),
            traceback=bool(record.exc_info and record.exc_info[0]),
        )

    # What it says

    def _routed(self, code: CodeType, frame: FrameType) -> None:
        request = frame.f_locals["self"].request
        error = request.routing_exception
        if error is None:
            rule = request.url_rule
            data = {
                "rule": str(rule.rule),
                "endpoint": str(rule.endpoint),
                "arguments": _words(request.view_args or {}),
            }
        else:
            data = {"exception": type(error).__name__, "code": error.code}
        self._step("routing", code, code.co_firstlineno, name="match_request", **data)

    def _looked_up(self, code: CodeType, frame: FrameType, chosen: Any) -> None:
        local = frame.f_locals
        error = local["e"]
        candidates = lookup.explain(local["self"], error, list(local["blueprints"]), chosen)
        self._step(
            "lookup",
            code,
            code.co_firstlineno,
            name="_find_error_handler",
            exception=type(error).__name__,
            code=getattr(error, "code", None),
            chosen=None if chosen is None else getattr(chosen, "__qualname__", type(chosen).__name__),
            candidates=candidates,
        )

    def _tell_of_raise(self, error: BaseException, code: Any = None, line: int = 0) -> None:
        if id(error) in self._told:
            return
        self._told.add(id(error))
        self._errors.append(error)
        if code is None:
            # From inside a library: the learner's line that led there says most.
            where = _innermost(error)
            if where is None:
                return
            code, line = where
        name = getattr(code, "co_qualname", "")
        message = _clip(tracebacks.message_of(error))
        self._step("raise", code, line, name=name, exception=type(error).__name__, message=message)

    def _step(self, kind: str, at: Any, line: int, /, **data: Any) -> int:
        if self._count >= MAX_STEPS:
            return 0
        if self._count == MAX_STEPS - 1:
            kind, data = "limit", {"name": str(MAX_STEPS)}
        self._count += 1
        depth = sum(1 for _, step, _ in self._stack if step)
        file = at.co_filename
        place = {"file": root.shown(file), "line": line, "function": at.co_name, "own": root.is_own(file)}
        ms = (time.perf_counter() - self._started) * 1000
        self._send({"n": self._count, "kind": kind, "depth": depth, "place": place, "ms": ms, **data})
        return self._count

    def _above(self) -> tuple[FrameType, int, str] | None:
        """The nearest recorded call that is still open."""
        return self._stack[-1] if self._stack else None

    def _pop(self, frame: FrameType) -> tuple[FrameType, int, str] | None:
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index][0] is frame:
                entry = self._stack[index]
                del self._stack[index:]
                return entry
        return None


# Code that is no function to whoever wrote it.
_NO_FUNCTIONS = {"<module>", "<genexpr>", "<listcomp>", "<dictcomp>", "<setcomp>"}


class _Place:
    """A place in a file without the code that stands there."""

    def __init__(self, file: str, line: int, function: str) -> None:
        self.co_filename, self.co_firstlineno, self.co_name = file, line, function


# Which of Flask's functions are a step, and of which kind. The others only tell what their callees are for.
_KINDS = {
    "serve": "server",
    "wsgi_app": "wsgi_app",
    "raise_routing_exception": "",
    "handle_user_exception": "handle",
    "handle_http_exception": "",
    "handle_exception": "handle",
    "_render": "template",
    "start_response": "response",
    "_send_bare_500": "bare",
}


def _flask_codes() -> dict[CodeType, str]:
    """The functions to watch, by their code. Without Flask in the process, the server's own alone."""
    watched = {
        wsgi.serve.__code__: "serve",
        wsgi._Handler.start_response.__code__: "start_response",
        wsgi._Handler._send_bare_500.__code__: "_send_bare_500",
    }
    flask_app = sys.modules.get("flask.app")
    if flask_app is None:
        return watched
    from flask import ctx, templating

    for name in (
        "wsgi_app",
        "preprocess_request",
        "dispatch_request",
        "raise_routing_exception",
        "handle_user_exception",
        "handle_http_exception",
        "handle_exception",
        "_find_error_handler",
        "process_response",
        "do_teardown_request",
        "do_teardown_appcontext",
    ):
        watched[getattr(flask_app.Flask, name).__code__] = name
    watched[ctx.RequestContext.match_request.__code__] = "match_request"
    watched[templating._render.__code__] = "_render"
    return watched


def _innermost(error: BaseException) -> tuple[CodeType, int] | None:
    """Code and line nearest to where ``error`` was raised: the learner's if there is one, else the last."""
    found = last = None
    tb = error.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        last = (code, tb.tb_lineno)
        if root.is_own(code.co_filename):
            found = (code, tb.tb_lineno)
        tb = tb.tb_next
    return found or last


def _words(value: object) -> str:
    """What a value looks like, without running much of the learner's code."""
    if isinstance(value, (str, bytes)):
        return _clip(repr(value[: _CLIP * 2]))
    try:
        return _clip(repr(value))
    except Exception:
        return f"<{type(value).__name__}>"


def _clip(text: str) -> str:
    return text if len(text) <= _CLIP else f"{text[:_CLIP]}…"


class Xray:
    """Records one request at a time, for tests. ``client`` sends it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.steps: list[dict[str, Any]] = []

    def request(self, method: str, path: str, **options: Any) -> Any:
        """Send a request as the client does, and keep the steps of its way. Returns the reply."""
        self.steps = []
        with recorded(self.steps.append):
            return self._client.request(method, path, **options)

    def get(self, path: str, **options: Any) -> Any:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self.request("POST", path, **options)

    @property
    def kinds(self) -> list[str]:
        """The kinds of the steps in their order, e.g. ``["server", "wsgi_app", "routing", "view", ...]``."""
        return [step["kind"] for step in self.steps]

    @property
    def ran(self) -> list[str]:
        """The project's own functions that Flask called, as ``role name``, e.g. ``["view crash", "handler oops"]``."""
        return [f"{step['kind']} {step['name']}" for step in self.steps if step["kind"] in _OWN_KINDS]

    @property
    def chosen(self) -> list[str | None]:
        """What each lookup of an error handler came to; None where no handler fitted."""
        return [step["chosen"] for step in self.steps if step["kind"] == "lookup"]


_OWN_KINDS = {*_ROLES.values(), "stream", "call"}
