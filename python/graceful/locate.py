"""Finds the project's application as the ``flask`` command does, with Flask's own finders.

Beyond them it accepts what gunicorn would: any WSGI callable named ``app`` or ``application``, e.g. one wrapped in a
middleware. Knows nothing of serving. https://flask.palletsprojects.com/en/stable/cli/#application-discovery
"""

import inspect
import os
import re
import sys
from types import ModuleType
from typing import Any

from flask import Flask
from flask.cli import NoAppException, find_app_by_string, find_best_app, prepare_import

from graceful.failures import ProjectFailure
from graceful.fresh import forget_listings

_SUGGESTION = "The flask command looks in wsgi.py or app.py for app, application, create_app or make_app."


def locate(root: str) -> tuple[Any, str]:
    """Import the project in ``root``, which is the working directory. A call of ``app.run()`` in it does nothing.

    Returns the application and its name, e.g. ``app:app``. Raises ProjectFailure when there
    is none, and whatever the project raises while it is imported.
    """
    forget_listings(root)
    # As ``flask run`` does: Flask's own run() says that it is ignored.
    os.environ["FLASK_RUN_FROM_CLI"] = "true"
    wanted = os.environ.get("FLASK_APP")
    if wanted:
        path, _, name = re.sub(r":(?![\\/])", "\0", wanted, count=1).partition("\0")
        module = _import(prepare_import(path))
        if module is None:
            raise _none(f"FLASK_APP names {path}, and the project has no such module.")
        return _in_module(module, name or None)
    for path in ("wsgi.py", "app.py"):
        name = prepare_import(path)
        module = _import(name)
        if module is not None and _is_in(root, module):
            return _in_module(module, None)
        # Some other app or wsgi further down sys.path is not what was meant.
        sys.modules.pop(name, None)
    seen = sorted(name for name in os.listdir(root) if name.endswith(".py"))
    there = f" There is {', '.join(seen[:5])}." if seen else ""
    raise _none(f"The project has no app.py and no wsgi.py.{there}")


def _import(name: str) -> ModuleType | None:
    """The module, or None when there is none. What happens inside it is the caller's to hear of."""
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")) and not _entered(error):
            return None
        raise
    return sys.modules[name]


def _is_in(root: str, module: ModuleType) -> bool:
    places = [module.__file__] if getattr(module, "__file__", None) else list(getattr(module, "__path__", ()))
    return any(os.path.realpath(place).startswith(os.path.realpath(root) + os.sep) for place in places)


def _entered(error: ModuleNotFoundError) -> bool:
    """Whether the import got as far as running a module: a frame below our own. (Flask's own test, too.)"""
    return error.__traceback__ is not None and error.__traceback__.tb_next is not None


def _in_module(module: ModuleType, name: str | None) -> tuple[Any, str]:
    try:
        app = find_best_app(module) if name is None else find_app_by_string(module, name)
    except NoAppException as error:
        plain = _plain_wsgi(module, name)
        if plain is not None:
            return plain
        raise _explained(module, name, error) from error
    return app, f"{module.__name__}:{name or _name_of(module, app)}"


def _name_of(module: ModuleType, app: Flask) -> str:
    names = [name for name, value in vars(module).items() if value is app]
    if names:
        return next((name for name in ("app", "application") if name in names), names[0])
    return next(f"{name}()" for name in ("create_app", "make_app") if hasattr(module, name))


def _plain_wsgi(module: ModuleType, wanted: str | None) -> tuple[Any, str] | None:
    for name in (wanted,) if wanted else ("app", "application"):
        value = getattr(module, name, None)
        if value is not None and _takes_a_request(value):
            return value, f"{module.__name__}:{name}"
    return None


def _takes_a_request(value: Any) -> bool:
    if not callable(value) or inspect.isclass(value):
        return False
    try:
        inspect.signature(value).bind({}, None)
    except (TypeError, ValueError):
        return False
    return True


def _explained(module: ModuleType, wanted: str | None, error: NoAppException) -> ProjectFailure:
    file = os.path.basename(module.__file__) if module.__file__ else f"{module.__name__}/"
    said = error.message
    instances = [name for name, value in vars(module).items() if isinstance(value, Flask)]
    if wanted is None and len(instances) > 1:
        listed = ", ".join(instances)
        return _none(f"{file} has several Flask applications ({listed}), and none of them is named app.", said)
    for name in (wanted,) if wanted else ("app", "application"):
        if hasattr(module, name) and not inspect.isfunction(getattr(module, name)):
            kind = type(getattr(module, name)).__name__
            article = "an" if kind[0] in "aeiouAEIOU" else "a"
            return _none(
                f"{name} in {file} is {article} {kind}, and not an application: a server cannot call it.",
                said,
                f"Give the name {name} to the Flask object: {name} = Flask(__name__).",
            )
    for name in ("create_app", "make_app"):
        if wanted is None and inspect.isfunction(getattr(module, name, None)):
            if error.__cause__ is not None:
                return _none(f"{name}() in {file} needs arguments, and the server has none to give.", said)
            return _none(f"{name}() in {file} returned no Flask application.", said, f"End {name}() with return app.")
    if wanted is not None:
        return _none(f"FLASK_APP asks for {wanted} in {file}, which is no Flask application.", said)
    return _none(f"{file} has no Flask application in it.", said)


def _none(message: str, cause: str | None = None, suggestion: str = _SUGGESTION) -> ProjectFailure:
    more = {"cause": cause} if cause else {}
    return ProjectFailure("no-app-found", message, suggestion, **more)
