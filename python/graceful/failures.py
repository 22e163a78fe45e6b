"""Says in plain words why a project could not be loaded: which line, which name, what to do.

Codes are those of lib/runtime/failures.ts. Knows nothing of how a project is found.
"""

import os
import sys
from typing import Any

from graceful import tracebacks
from graceful.leaving import ProcessExit
from graceful.paths import root

_MEND = "Mend that line and save. When it looks right, the slip is often on the line before."


class ProjectFailure(Exception):
    """A failure whose words are ready."""

    def __init__(self, code: str, message: str, suggestion: str, **more: Any) -> None:
        super().__init__(message)
        self.described = {"code": code, "message": message, "suggestion": suggestion, **more}


def describe(error: BaseException) -> dict[str, Any]:
    """Any error of an import as live-server.ts's ServerFailure."""
    if isinstance(error, ProjectFailure):
        return error.described
    if isinstance(error, SyntaxError) and error.filename and root.is_own(os.path.realpath(error.filename)):
        return _syntax_error(error)
    place = tracebacks.deepest_own(error)
    if isinstance(error, (SyntaxError, ValueError)) and "null bytes" in tracebacks.message_of(error):
        null = _first_null_byte()
        if null:
            says = f"{null[0]} cannot be read as text: there is a null byte in line {null[1]}."
            return _failure("project-syntax-error", says, "Save the file as UTF-8, or write it anew.", null, error)
    code, suggestion, what = "project-import-error", "", ""
    if isinstance(error, ModuleNotFoundError) and error.name:
        what = f"imports {error.name}, which this server does not have"
        suggestion = _what_else(error.name)
    elif isinstance(error, (SystemExit, KeyboardInterrupt, ProcessExit)):
        what = f"ended the program while it was imported, before it served anything (exit code {exit_code(error)!r})"
        suggestion = "A server imports your files. Move what ends the program under if __name__ == '__main__'."
    else:
        said = tracebacks.message_of(error)
        what = f"raised {type(error).__name__}" + (f": {_one_line(said)}" if said else "")
        suggestion = "Nothing is served until the import succeeds. Mend that line and save."
    where = f"{place[0]}, line {place[1]}," if place else "The project"
    return _failure(code, f"{where} {what}.", suggestion, place, error)


def exit_code(error: BaseException) -> int | str | None:
    """What the process would have ended with."""
    code = getattr(error, "code", None)
    if isinstance(error, KeyboardInterrupt):
        return 130
    if code is None or isinstance(code, (int, str)):
        return 0 if code is None else code
    return tracebacks.message_of(error)


def _syntax_error(error: SyntaxError) -> dict[str, Any]:
    file = root.shown(os.path.realpath(str(error.filename)))
    column = f", column {error.offset}" if error.offset else ""
    where = f"{file}, line {error.lineno}{column}" if error.lineno else file
    return _failure(
        "project-syntax-error",
        f"{type(error).__name__} in {where}: {_one_line(error.msg)}.",
        _MEND,
        (file, error.lineno) if error.lineno else None,
        error,
    )


def _first_null_byte() -> tuple[str, int] | None:
    """File (as shown) and line of the project's first null byte. Python names neither."""
    for folder, _, names in os.walk(root.path):
        for path in (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py")):
            if root.is_own(path):
                with open(path, "rb") as file:
                    before, null, _ = file.read().partition(b"\0")
                if null:
                    return root.shown(path), before.count(b"\n") + 1
    return None


def _failure(
    code: str, message: str, suggestion: str, place: tuple[str, int] | None, error: BaseException
) -> dict[str, Any]:
    described: dict[str, Any] = {"code": code, "message": message, "suggestion": suggestion}
    if place:
        described["location"] = {"file": place[0], "line": place[1]}
    described["cause"] = tracebacks.text_of(error)
    return described


def _what_else(name: str) -> str:
    """For a module that is missing: one of nearly that name, or what there is."""
    import difflib  # not in the snapshot: few programs need it

    own = [entry.removesuffix(".py") for entry in os.listdir(root.path) if not entry.startswith((".", "_"))]
    installed = installed_packages()
    near = difflib.get_close_matches(name.partition(".")[0], [*own, *installed, *sys.stdlib_module_names], 1)
    if near and near[0] != name:
        return f"Did you mean {near[0]}? A file of yours must be in the project, under exactly that name."
    return f"Nothing can be installed here. There are: {', '.join(installed)}. For a file of yours, check its name."


def installed_packages() -> list[str]:
    """Names of the installed distributions, sorted."""
    from importlib.metadata import distributions

    names = {str(found.metadata["Name"]).lower() for found in distributions() if found.metadata["Name"]}
    return sorted(names - {"pip", "setuptools", "wheel"})


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= 300 else f"{line[:300]}...").rstrip(".")
