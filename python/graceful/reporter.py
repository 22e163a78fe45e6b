"""Listens to pytest and turns what it says into results: outcome, words, place, log and output of each test.

A pytest plugin, used by graceful.testrun. It changes nothing about how tests run or what pytest prints.
"""

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from graceful import tracebacks
from graceful.paths import root

Send = Callable[[dict[str, Any]], None]


class Reporter:
    """Collects results in order; ``progress`` hears of each step."""

    def __init__(self, base: str, progress: Send) -> None:
        self.results: list[dict[str, Any]] = []
        # The test that runs now; "" between tests.
        self.current = ""
        self.records: list[dict[str, Any]] = []
        self._base = base
        self._progress = progress
        self._items: dict[str, dict[str, Any]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        tests = [{"id": item.nodeid, "name": item.name, "doc": doc_of(item)} for item in session.items]
        self._progress({"phase": "collected", "tests": tests})

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.current = nodeid
        self.records.clear()
        self._progress({"phase": "start", "id": nodeid})

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        found = self._items.setdefault(item.nodeid, _new_result(item))
        found["durationMs"] += report.duration * 1000
        found["stdout"], found["stderr"] = report.capstdout, report.capstderr
        outcome = _outcome(report)
        if outcome != "passed" and (found["outcome"] == "passed" or outcome == "error"):
            found["outcome"] = outcome
            found["message"] = _message(report, call)
            found["report"] = report.longreprtext
            if report.failed and call.excinfo is not None:
                found["location"] = self._place(call.excinfo, item.path)
        return report

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        result = self._items.pop(nodeid, None)
        self.current = ""
        if result is not None:
            self._add({**result, "log": list(self.records)})
        self.records.clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """A file that cannot be imported has no tests to report on; it is a result of its own."""
        self.records.clear()
        report = yield
        if report.failed:
            excinfo = report.call.excinfo
            result = _empty(collector.nodeid, os.path.basename(collector.nodeid))
            result.update(outcome="error", report=report.longreprtext, stdout=report.capstdout, stderr=report.capstderr)
            if excinfo is not None:
                error = excinfo.value.__cause__ or excinfo.value
                result["message"] = _words(error)
                result["location"] = self._place_of_import(error, collector.path)
            self._add({**result, "log": list(self.records)})
        return report

    def _add(self, result: dict[str, Any]) -> None:
        self.results.append(result)
        self._progress({"phase": "result", **result})

    def _place(self, excinfo: pytest.ExceptionInfo[BaseException], file: Path) -> dict[str, Any] | None:
        """The test's own line: the last one in its file, or else where the exception came from."""
        entries = list(excinfo.traceback)
        if not entries:
            return None
        entry = next((entry for entry in reversed(entries) if Path(entry.path) == file), entries[-1])
        return {"file": self._shown(str(entry.path)), "line": entry.lineno + 1}

    def _place_of_import(self, error: BaseException, file: Path) -> dict[str, Any] | None:
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            return {"file": self._shown(error.filename), "line": error.lineno}
        lines = []
        tb = error.__traceback__
        while tb is not None:
            if Path(tb.tb_frame.f_code.co_filename) == file:
                lines.append(tb.tb_lineno)
            tb = tb.tb_next
        return {"file": self._shown(str(file)), "line": lines[-1]} if lines else None

    def _shown(self, file: str) -> str:
        """Relative to the project, or to the folder that node ids start from."""
        base = self._base.rstrip(os.sep) + os.sep
        if not root.contains(file) and file.startswith(base):
            return file[len(base) :].replace(os.sep, "/")
        return root.shown(file)


def doc_of(item: pytest.Item) -> str:
    """The first paragraph of a test's docstring, on one line."""
    doc = getattr(getattr(item, "obj", None), "__doc__", None) or ""
    return " ".join(doc.strip().split("\n\n")[0].split())


def _new_result(item: pytest.Item) -> dict[str, Any]:
    return {**_empty(item.nodeid, item.name), "doc": doc_of(item)}


def _empty(test_id: str, name: str) -> dict[str, Any]:
    texts = dict.fromkeys(("doc", "message", "report", "stdout", "stderr"), "")
    return {"id": test_id, "name": name, "outcome": "passed", "location": None, "durationMs": 0, "log": [], **texts}


def _outcome(report: pytest.TestReport) -> str:
    expected = hasattr(report, "wasxfail")
    if report.passed:
        return "xpassed" if expected else "passed"
    if report.skipped:
        return "xfailed" if expected else "skipped"
    return "failed" if report.when == "call" else "error"


def _message(report: pytest.TestReport, call: pytest.CallInfo[None]) -> str:
    if hasattr(report, "wasxfail"):
        return report.wasxfail.removeprefix("reason: ")
    if call.excinfo is None:
        return report.longreprtext  # e.g. a strict xfail that passed
    return _words(call.excinfo.value)


def _words(error: BaseException) -> str:
    """An assertion's message, or the exception as the last line of a traceback has it."""
    said = tracebacks.message_of(error)
    if isinstance(error, (AssertionError, pytest.fail.Exception, pytest.skip.Exception, pytest.Collector.CollectError)):
        return said or type(error).__name__
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
