"""Runs real pytest on a project inside this process and reports every test.

Tests behave as under ``python -m pytest`` in the project's folder. Knows nothing of lessons.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from graceful import capture, client, failures, pytest_plugin, testclient, tracebacks
from graceful.events import now_ms, outlet
from graceful.fresh import Process, purge_modules
from graceful.leaving import ProcessExit
from graceful.paths import DEFAULT_ROOT, root
from graceful.reporter import Reporter
from graceful.streams import Streams


def run(options: Mapping[str, Any]) -> dict[str, Any]:
    """``options`` as graceful.host.run_tests documents them; returns live-server.ts's TestReport."""
    root.set(options.get("root") or DEFAULT_ROOT)
    tests = options.get("tests")
    tests = os.path.realpath(tests) if tests else None
    base = os.path.dirname(tests) if tests and not root.contains(tests) else root.path
    reporter = Reporter(base, lambda step: outlet.send("test", step))
    printed: list[str] = []

    def collect(stream: str, text: str) -> None:
        printed.append(text)
        outlet.spend_text(text)
        outlet.send("output", {"stream": stream, "text": text, "requestId": None, "time": now_ms()})

    process = Process()
    folders = [folder for folder in (root.path, tests) if folder]
    purge_modules(*folders)
    outlet.begin(None)
    before = list(capture.listeners)
    capture.listeners[:] = [reporter.records.append]

    def told(exchange: dict[str, Any]) -> None:
        _teller(reporter)(exchange)

    client.listeners.append(told)
    streams = Streams(collect)
    streams.install()
    try:
        os.chdir(root.path)
        sys.path.insert(0, root.path)
        sys.dont_write_bytecode = True
        with testclient.watched(lambda: _teller(reporter)):
            code, last_words = _pytest(_arguments(options, tests, base), [pytest_plugin, reporter])
        if last_words:
            streams.drain()
            collect("stderr", last_words)
    finally:
        streams.drain()
        streams.uninstall()
        client.listeners.remove(told)
        capture.listeners[:] = before
        purge_modules(*folders)
        process.restore()
    return {"exitCode": code, "results": reporter.results, "output": "".join(printed)}


def _pytest(arguments: list[str], plugins: list[Any]) -> tuple[int, str]:
    """The exit code, and what is still to be printed: what leaves pytest ends a process, and Python says so."""
    try:
        return int(pytest.main(arguments, plugins=plugins)), ""
    except (SystemExit, ProcessExit) as error:
        code = failures.exit_code(error)
        return (1, f"{code}\n") if isinstance(code, str) else (int(code), "")
    except KeyboardInterrupt as error:
        return failures.exit_code(error), tracebacks.text_of(error)
    except Exception as error:
        return 1, tracebacks.text_of(error)


def _arguments(options: Mapping[str, Any], tests: str | None, base: str) -> list[str]:
    arguments = [f"--color={'yes' if options.get('color') else 'no'}"]
    select = list(options.get("select") or [])
    if tests is None:
        return [*arguments, *(options.get("args") or []), *select]
    if base != root.path:
        # Tests from elsewhere: their node ids begin with their own folder's name.
        arguments += [f"--rootdir={base}", f"--confcutdir={tests}"]
        if sys.platform != "emscripten":
            # On an author's machine they leave no cache beside the lesson.
            arguments += ["-o", f"cache_dir={os.path.join(tempfile.gettempdir(), 'graceful-pytest-cache')}"]
    selected = [_absolute(wanted, tests, base) for wanted in select]
    return [*arguments, *(options.get("args") or []), *(selected or [tests])]


def _absolute(wanted: str, tests: str, base: str) -> str:
    """A path or node id as pytest finds it from the project's folder, wherever the tests are."""
    path, separator, rest = wanted.partition("::")
    for folder in (root.path, base, tests):
        found = os.path.join(folder, path)
        if os.path.exists(found):
            return found + separator + rest
    return wanted


def _teller(reporter: Reporter) -> Callable[[dict[str, Any]], None]:
    """Tells of an exchange of the test that runs now, even when it ends after the test."""
    test = reporter.current
    return lambda exchange: outlet.send("test", {"phase": "exchange", "test": test, **exchange})
