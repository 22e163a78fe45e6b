"""Finds the learner's function that is answerable for a reply, so that a failed test can name its file and line.

Knows Flask's tables of handlers and routes; knows nothing of tests.
"""

import inspect
from collections.abc import Callable
from typing import Any

from graceful.paths import root
from graceful.reply import Reply


def place_to_look(reply: Reply, expected_status: int | None = None) -> str | None:
    """E.g. ``app.py, line 12, not_found()``: an error handler, the line that raised, or the view; None when unknown."""
    app = getattr(reply.app, "wsgi_app", None) and reply.app
    status = expected_status or reply.status
    handler = error_handler(app, status) if app and status >= 400 else None
    if handler is None and app and reply.status >= 400:
        handler = error_handler(app, reply.status)
    return _place(handler) or _where_raised(reply) or (_place(view(app, reply)) if app else None)


def error_handler(app: Any, status: int) -> Callable[..., Any] | None:
    """The app-wide handler for a status: by its number, or by a class that covers it."""
    by_code = app.error_handler_spec.get(None, {})
    if by_code.get(status):
        return next(iter(by_code[status].values()))
    classes = by_code.get(None, {})
    known = _exception_for(status)
    return next((classes[kind] for kind in known.__mro__ if kind in classes), None) if known else None


def view(app: Any, reply: Reply) -> Callable[..., Any] | None:
    """The view that Flask chooses for the request."""
    from werkzeug.exceptions import HTTPException
    from werkzeug.routing import RequestRedirect

    try:
        endpoint, _ = app.url_map.bind("localhost").match(reply.path.partition("?")[0], method=reply.method)
    except (HTTPException, RequestRedirect):
        return None
    return app.view_functions.get(endpoint)


def _exception_for(status: int) -> type | None:
    from werkzeug.exceptions import default_exceptions

    return default_exceptions.get(status)


def _where_raised(reply: Reply) -> str | None:
    for entry in reversed(reply.log):
        own = [frame for frame in entry.traceback.frames if frame["own"]] if entry.traceback else []
        if own:
            return f"{own[-1]['file']}, line {own[-1]['line']}, {own[-1]['function']}()"
    return None


def _place(function: Callable[..., Any] | None) -> str | None:
    """A function of the learner's own, by file and line."""
    code = getattr(inspect.unwrap(function), "__code__", None) if function else None
    if code is None or not root.is_own(code.co_filename):
        return None
    return f"{root.shown(code.co_filename)}, line {code.co_firstlineno}, {code.co_name}()"
