"""Which error handler Flask picks for an exception, and why it passed over each of the others.

Follows ``Flask._find_error_handler``, whose order is documented under "Error Handlers" in Flask's docs: blueprint by
code, application by code, blueprint by class, application by class; inside each, the exception's MRO.
"""

from collections.abc import Callable, Iterable
from typing import Any

from graceful.paths import root


def explain(app: Any, error: BaseException, blueprints: Iterable[str], chosen: Callable[..., Any] | None) -> list[dict]:
    """Every handler the application has, in the order in which it came into question.

    ``chosen`` is what Flask itself returned. One function may be registered in several places: the first of them that
    fits is "chosen". Each is
    {"function", "file", "line", "scope", "code", "exception", "verdict", "reason"}. A verdict is "chosen", "passed"
    (looked at, and did not fit), "later" (would have come after the one chosen) or "elsewhere" (of a blueprint that
    does not serve this request).
    """
    kind, code = app._get_exc_class_and_code(type(error))
    scopes = (*blueprints, None)
    order = [(scope, c) for c in ((code, None) if code is not None else (None,)) for scope in scopes]
    found = False
    told = []
    for scope, c in order:
        handlers = app.error_handler_spec.get(scope, {}).get(c, {})
        nearest = sorted(handlers.items(), key=lambda item: _distance(kind, item[0]))
        for registered, handler in nearest:
            # As Flask does: not issubclass, which a metaclass can answer as it likes.
            fits = registered in kind.__mro__
            if found and fits:
                verdict, reason = "later", _reason_later(scope, c)
            elif fits and handler is chosen:
                found = True
                verdict, reason = "chosen", _reason_chosen(scope, c, kind, registered)
            else:
                verdict, reason = "passed", _reason_passed(kind, registered)
            told.append(_entry(handler, scope, c, registered, verdict, reason))
    told += _others(app, kind, code, set(scopes))
    return told


def _others(app: Any, kind: type, code: int | None, active: set[str | None]) -> list[dict]:
    """Handlers that the search never came to."""
    told = []
    for scope, by_code in app.error_handler_spec.items():
        for c, handlers in by_code.items():
            if scope in active and (c is None or c == code):
                continue
            for registered, handler in handlers.items():
                if scope not in active:
                    reason = f"The blueprint {scope} does not serve this request."
                    told.append(_entry(handler, scope, c, registered, "elsewhere", reason))
                else:
                    what = f"{kind.__name__} has the code {code}" if code else f"{kind.__name__} has no code"
                    told.append(_entry(handler, scope, c, registered, "passed", f"It is for code {c}; {what}."))
    return told


def _distance(kind: type, registered: type) -> int:
    mro = kind.__mro__
    return mro.index(registered) if registered in mro else len(mro)


def _reason_chosen(scope: str | None, code: int | None, kind: type, registered: type) -> str:
    owner = f"of the blueprint {scope}" if scope else "of the application"
    if registered is kind:
        about = f"code {code}" if code is not None else kind.__name__
        return f"The first that fits: {owner}, for {about}."
    what = f"code {code} and " if code is not None else ""
    return f"The first that fits: {owner}, for {what}{registered.__name__}, of which {kind.__name__} is a subclass."


def _reason_passed(kind: type, registered: type) -> str:
    return f"{kind.__name__} is no subclass of {registered.__name__}."


def _reason_later(scope: str | None, code: int | None) -> str:
    by = "class" if code is None else "code"
    owner = f"The blueprint {scope}" if scope else "The application"
    return f"It fits too, but comes later. {owner}, by {by}, is asked after the one chosen."


def _entry(
    handler: Any, scope: str | None, code: int | None, registered: type, verdict: str, reason: str
) -> dict[str, Any]:
    place = getattr(_unwrapped(handler), "__code__", None)
    return {
        "function": getattr(handler, "__qualname__", None) or type(handler).__name__,
        "file": root.shown(place.co_filename) if place else "",
        "line": place.co_firstlineno if place else 0,
        "scope": scope,
        "code": code,
        "exception": registered.__name__,
        "verdict": verdict,
        "reason": reason,
    }


def _unwrapped(handler: Any) -> Any:
    """The function itself; callable objects are called by their class's ``__call__``."""
    seen = set()
    while hasattr(handler, "__wrapped__") and id(handler) not in seen:
        seen.add(id(handler))
        handler = handler.__wrapped__
    return handler if hasattr(handler, "__code__") else getattr(type(handler), "__call__", handler)  # noqa: B004 - its code is wanted
