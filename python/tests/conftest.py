"""A server for tests: a project in a temporary folder, driven through ``graceful.host`` as JavaScript drives it."""

import json
import logging
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import pytest

from graceful import host
from graceful.production import handlers_aside


class Server:
    """Drives the host and keeps what it emits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.events: list[tuple[str, dict, bytes | None]] = []
        host.boot(lambda kind, payload, data: self.events.append((kind, json.loads(payload), data)))
        self.streams = sys.stdout, sys.stderr

    @contextmanager
    def process(self) -> Iterator[None]:
        """The host's own streams and an untouched root logger: the pytest that runs these tests replaces both."""
        stdout, stderr = self.streams
        with handlers_aside(list(logging.root.handlers)), redirect_stdout(stdout), redirect_stderr(stderr):
            yield

    def write(self, **files: str) -> None:
        """``app="..."`` writes app.py; paths with folders go in as ``**{"tests/test_a": "..."}``."""
        for name, text in files.items():
            path = self.root / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")

    def load(self, mode: str = "production", **env: str) -> dict:
        options = {"root": str(self.root), "mode": mode, "env": env}
        with self.process():
            return json.loads(host.load(json.dumps(options)))

    def failure(self) -> dict:
        """Load a project that cannot be loaded; returns why."""
        answer = self.load()
        assert answer["ok"] is False
        return answer["failure"]

    def serve(self, app: str) -> "Server":
        self.write(app=app)
        assert self.load()["ok"] is True
        return self

    def request(
        self, path: str = "/", method: str = "GET", headers=(), body: bytes = b"", **instruments
    ) -> SimpleNamespace:
        self.events.clear()
        meta = {
            "id": "r1",
            "method": method,
            "path": path,
            "headers": [["Host", "localhost:5000"], *headers],
            **instruments,
        }
        with self.process():
            host.request(json.dumps(meta), body)
        head = next(iter(self.of("head")), {"status": None, "reason": None, "headers": []})
        return SimpleNamespace(
            status=head["status"],
            reason=head["reason"],
            headers=[tuple(pair) for pair in head["headers"]],
            body=b"".join(data for kind, _, data in self.events if kind == "chunk"),
            end=next(iter(self.of("end")), None),
        )

    def test(self, *, tests: Path | None = None, select=(), args=("-q",)) -> dict:
        options = {"root": str(self.root), "tests": tests and str(tests), "select": select, "args": args}
        with self.process():
            return json.loads(host.run_tests(json.dumps(options)))

    def of(self, kind: str) -> list[dict]:
        return [payload for name, payload, _ in self.events if name == kind]

    def printed(self, stream: str = "stderr") -> str:
        return "".join(event["text"] for event in self.of("output") if event["stream"] == stream)


@pytest.fixture
def server(tmp_path):
    root = tmp_path / "project"
    root.mkdir()
    yield Server(root)
    host.forget()
