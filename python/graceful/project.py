"""The learner's project inside one test: imported anew, watched, and gone without a trace afterwards.

Knows nothing of pytest.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graceful import databases, failures, files, jobs, locate, network, tracker, upstreams
from graceful.fresh import Process, purge_modules
from graceful.paths import root
from graceful.production import Stream, handlers_aside


class Project:
    """The project in ``folder``; imported when its ``app`` is first asked for."""

    def __init__(self, folder: str) -> None:
        self.root = Path(folder)
        self._stdout, self._stderr = Stream("stdout"), Stream("stderr")
        self._test_handlers = list(logging.root.handlers)
        self._app: Any = None
        self._process = Process()
        self._modules: dict[str, Any] = {}
        self._watch = files.Watch()
        self._written: dict[str, dict[str, Any]] = {}

    @property
    def app(self) -> Any:
        """The WSGI application, as a production server would find it."""
        if self._app is None:
            self._app = self._load()
        return self._app

    def read(self, path: str) -> str:
        """The text of one of the project's files, as it is now."""
        return (self.root / path).read_text(encoding="utf-8")

    @property
    def files_written(self) -> list[str]:
        """Paths of what the application wrote and did not remove, relative to the project where they lie in it."""
        self._look_for_files()
        return sorted(path for path, file in self._written.items() if file["size"] >= 0)

    @property
    def printed(self) -> str:
        """All that the application has written to stdout, and after it to stderr."""
        return "".join(self._stdout.all + self._stderr.all)

    @contextmanager
    def as_in_production(self) -> Iterator[list[str]]:
        """The application's code runs in here. Gives the list in which what it writes to stderr collects."""
        with handlers_aside(self._test_handlers), self._stdout.installed(), self._stderr.installed() as written:
            yield written
        self._look_for_files()

    def close(self) -> None:
        """Undo what the import and the requests left behind, new files in the project's folder included."""
        self._look_for_files()
        self._watch.end()
        purge_modules(str(self.root), keep_tests=True)
        sys.modules.update(self._modules)
        self._process.restore()
        tracker.leave()
        network.uninstall()
        databases.forget()
        jobs.leave()
        upstreams.known.clear()
        for path in self._watch.created():
            if root.contains(path) and os.path.isfile(path):
                os.remove(path)

    def _load(self) -> Any:
        __tracebackhide__ = True
        self._modules = purge_modules(str(self.root), keep_tests=True)
        os.environ.pop("FLASK_DEBUG", None)
        os.chdir(self.root)
        sys.path.insert(0, str(self.root))
        self._watch.begin()
        network.install()
        databases.install()
        jobs.install()
        with self.as_in_production():
            try:
                upstreams.known.load(str(self.root))
                app, _ = locate.locate(str(self.root))
            except (Exception, SystemExit) as error:
                failure = failures.describe(error)
                raise AssertionError(f"{failure['message']}\n{failure['suggestion']}") from error
        return app

    def _look_for_files(self) -> None:
        for file in self._watch.changes():
            self._written[file["path"]] = file
