"""A process as it was before a program ran in it: modules, paths, environment, logging, warnings.

An interpreter serves one project in its life, but it was warmed up before, and the test runner imports a project anew
for every test. Knows nothing of Flask.
"""

import linecache
import os
import sys
import warnings
from typing import Any

from graceful import logstate


class Process:
    """What was there when it was made; ``restore`` brings it back."""

    def __init__(self) -> None:
        self._environ = dict(os.environ)
        self._path = list(sys.path)
        self._cwd = os.getcwd()
        self._filters = list(warnings.filters)
        self._logging = logstate.remember()
        self._bytecode = sys.dont_write_bytecode

    def restore(self) -> None:
        for name in set(os.environ) - set(self._environ):
            del os.environ[name]
        for name, value in self._environ.items():
            if os.environ.get(name) != value:
                os.environ[name] = value
        sys.path[:] = self._path
        os.chdir(self._cwd)
        warnings.resetwarnings()  # tells the C side, too, that the list is another one
        warnings.filters[:] = self._filters
        logstate.restore(self._logging)
        sys.dont_write_bytecode = self._bytecode


def purge_modules(*folders: str, keep_tests: bool = False) -> dict[str, Any]:
    """Forget every module whose file lies below one of ``folders``, and the source lines kept of them.

    Returns the modules by name. With ``keep_tests`` those that pytest imported stay.
    """
    purged = {}
    below = tuple(os.path.realpath(folder).rstrip(os.sep) + os.sep for folder in folders)
    for name, module in list(sys.modules.items()):
        if keep_tests and type(getattr(module, "__loader__", None)).__name__ == "AssertionRewritingHook":
            continue
        if any(os.path.realpath(place).startswith(below) for place in _places(module)):
            purged[name] = sys.modules.pop(name)
            parent, _, child = name.rpartition(".")
            if parent in sys.modules and getattr(sys.modules[parent], child, None) is module:
                delattr(sys.modules[parent], child)
    for file in [file for file in linecache.cache if file.startswith(below)]:
        del linecache.cache[file]
    forget_listings(*folders)
    return purged


def forget_listings(*folders: str) -> None:
    """Let the import system look again at what is in ``folders``.

    Not ``importlib.invalidate_caches``: that reads the packages' whole zip again, a tenth of a second in WebAssembly.
    """
    below = tuple(os.path.realpath(folder).rstrip(os.sep) + os.sep for folder in folders)
    for folder in [folder for folder in sys.path_importer_cache if (folder + os.sep).startswith(below)]:
        del sys.path_importer_cache[folder]


def _places(module: Any) -> list[str]:
    """A module's file, or a namespace package's folders. Modules may be anything, so nothing is taken for granted."""
    values = vars(module) if hasattr(module, "__dict__") else {}
    file = values.get("__file__")
    if isinstance(file, str):
        return [file]
    spec = values.get("__spec__")
    folders = getattr(spec, "submodule_search_locations", None)
    return [os.path.join(folder, "") for folder in folders if isinstance(folder, str)] if folders else []
