"""``python -m graceful FOLDER``: one interpreter of the live server, under this Python instead of in WebAssembly.

For content checks. Speaks the protocol of lib/runtime/protocol.ts over its standard streams, a line of JSON for each
message, with bytes in base64. The project lies in FOLDER/app, its tests in FOLDER/tests. It must not know of Pyodide.
"""

import base64
import json
import os
import pathlib
import sys
from collections.abc import Callable
from typing import Any

from graceful import host

Send = Callable[[dict[str, Any]], None]


def main(folder: str) -> None:
    """Boot, announce it, and answer messages until the input ends."""
    send = _wire()

    def emit(kind: str, payload: str, data: bytes | None) -> None:
        bytes_ = None if data is None else base64.b64encode(data).decode()
        send({"type": "events", "events": [{"kind": kind, "json": payload, "data": bytes_}]})

    messages = sys.stdin
    host.boot(emit)
    send({"type": "booted", "snapshotRejected": None, "bootMs": 0})
    for line in messages:
        message = json.loads(line)
        send({"id": message["id"], "refused": None, **_answer(pathlib.Path(folder), message)})


def _wire() -> Send:
    """The way out. What the program prints below Python's own streams goes to stderr, never in between."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    return send


def _answer(folder: pathlib.Path, message: dict[str, Any]) -> dict[str, Any]:
    project, tests = folder / "app", folder / "tests"
    match message["type"]:
        case "load":
            _write(project, message["files"])
            options = {"root": str(project), "mode": message["mode"]}
            return {"type": "loaded", "result": host.load(json.dumps(options))}
        case "request":
            wanted = {**message, **message["instruments"]}
            host.request(json.dumps(wanted), base64.b64decode(message["body"]))
            return {"type": "requested"}
        case "plan":
            return {"type": "planned", "plan": host.plan_traffic(json.dumps(message))}
        case "test":
            _write(project, message["files"])
            _write(tests, message["tests"])
            apart = str(tests) if message["tests"] else None
            options = {**message, "root": str(project), "tests": apart}
            return {"type": "tested", "report": host.run_tests(json.dumps(options))}
        case other:
            raise ValueError(f"no such message: {other}")


def _write(folder: pathlib.Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(base64.b64decode(content))


if __name__ == "__main__":
    main(sys.argv[1])
