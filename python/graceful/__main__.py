"""``python -m graceful ROOT TESTS REPORT``: the same test run as in the live server, under this Python.

For content checks. Writes a TestReport (live-server.ts) as JSON to the file REPORT. It must not know of Pyodide.
"""

import json
import pathlib
import sys

from graceful import host


def main(root: str, tests: str, report: str) -> None:
    """Run the tests below ``tests`` against the project at ``root``; nothing is printed."""
    host.boot(lambda kind, payload, data: None)
    result = host.run_tests(json.dumps({"root": root, "tests": tests}))
    pathlib.Path(report).write_text(result, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
