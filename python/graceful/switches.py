"""The switchboard for tests: conditions of upstreams and databases until the test ends. Knows nothing of pytest."""

from contextlib import ExitStack
from typing import Any

from graceful import databases, upstreams
from graceful.project import Project


class Switchboard:
    """Conditions are those of graceful.upstreams and graceful.databases."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._databases: dict[str, str] = {}
        self._open = ExitStack()

    def set(self, name: str, condition: str, *, seconds: float = 3.0, seed: int = 1) -> None:
        """Set an upstream's condition. ``seconds`` is how slow "slow" is, ``seed`` how "flapping" flaps.

        Raises LookupError for a name that nobody declared, ValueError for a condition that there is not.
        """
        one = self._upstream(name)
        if condition not in upstreams.CONDITIONS:
            raise ValueError(f"{condition!r} is no condition. There are: {', '.join(upstreams.CONDITIONS)}.")
        one.condition, one.seconds, one.seed = condition, seconds, seed

    def calls(self, name: str) -> list[upstreams.Call]:
        """What the project asked of an upstream, oldest first."""
        return list(self._upstream(name).calls)

    def database(self, path: str, condition: str) -> None:
        """Set the condition of an SQLite file, by its path in the project. Raises ValueError as ``set`` does."""
        if condition not in databases.CONDITIONS:
            raise ValueError(f"{condition!r} is no condition. There are: {', '.join(databases.CONDITIONS)}.")
        self._databases[path] = condition
        self._open.close()
        self._open.enter_context(databases.failing(dict(self._databases)))

    def close(self) -> None:
        self._open.close()

    def _upstream(self, name: str) -> Any:
        _ = self._project.app  # declarations are read with the project
        return upstreams.known.get(name)
