"""The seam between the learner's program and JavaScript: boot, load, request, run_tests, forget.

Strings are JSON with the field names of lib/runtime/live-server.ts; bytes are bytes. Nothing the learner's program does
is raised to the caller: it becomes an event or a failure. One program per interpreter; ``forget`` is for the warm-up
before a heap snapshot, and for tests.
"""

import json
import logging
import os
import random
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from graceful import (
    alerts,
    capture,
    databases,
    debugmode,
    dotenv,
    failures,
    files,
    jobs,
    leaving,
    locate,
    network,
    shims,
    tracker,
    upstreams,
    wsgi,
    xray,
)
from graceful.events import Flood, outlet
from graceful.fresh import Process, purge_modules
from graceful.leaving import ProcessExit
from graceful.paths import DEFAULT_ROOT, root
from graceful.streams import Streams

Emit = Callable[[str, str, bytes | None], None]


class _Interpreter:
    """What one boot has set up."""

    def __init__(self) -> None:
        self.process = Process()
        self.streams = Streams()
        self.files = files.Watch()
        self.app: Any = None
        self.alerts = alerts.Alerts([], lambda alert: None)


_running: _Interpreter | None = None


def boot(emit: Emit) -> None:
    """Once per interpreter, after its heap was restored. Events go to ``emit(kind, payload as JSON, data)``."""
    global _running
    if _running is not None:
        forget()
    _forget_the_snapshots_time()
    _running = _Interpreter()
    outlet.connect(emit)
    shims.install()
    capture.install()
    capture.restart_numbers()
    capture.listeners[:] = [_send_record]
    leaving.begin()
    tracker.install()
    network.install()
    databases.install()
    jobs.install()
    sys.dont_write_bytecode = True
    _running.streams.install()


def load(options: str) -> str:
    """Import the project: {"root", "mode": "production" | "debug", "env"}; returns {"ok": true, "app"} or a failure."""
    wanted = json.loads(options)
    running = _booted()
    root.set(wanted.get("root", DEFAULT_ROOT))
    outlet.begin(None)
    os.environ.update(wanted.get("env") or {})
    os.chdir(root.path)
    sys.path.insert(0, root.path)
    running.files.begin()
    try:
        dotenv.load(root.path)
        debug = wanted.get("mode") == "debug"
        if debug:
            debugmode.prepare()
        upstreams.known.load(root.path)
        outlet.send("upstreams", {"upstreams": upstreams.known.describe()})
        running.alerts = _alerts()
        capture.record_listeners.append(running.alerts.logged)
        app, name = locate.locate(root.path)
        running.app = debugmode.wrap(app) if debug else app
        answer = {"ok": True, "app": name}
    except (Exception, SystemExit, KeyboardInterrupt, ProcessExit, Flood) as error:
        answer = {"ok": False, "failure": failures.describe(error)}
    _settle(running)
    return json.dumps(answer)


def request(meta: str, body: Any) -> None:
    """Answer one request: {"id", "method", "path", "headers", "clock", "xray", "upstreams", "databases"}.

    Its response leaves as events, and so does its X-ray. The last three are Instruments of live-server.ts; ``clock`` is
    what the visitor's clock says, in milliseconds since the epoch, or nothing.
    """
    wanted = json.loads(meta)
    running = _booted()
    outlet.begin(wanted["id"])
    data = body if isinstance(body, bytes) else body.to_bytes()
    wire = _Wire(wanted["id"], running.streams)
    try:
        alerts.clock.set(wanted.get("clock") or 0)
        upstreams.known.set(wanted.get("upstreams") or {})
        with databases.failing(wanted.get("databases") or {}), _recorded(wanted):
            wsgi.serve(running.app, wanted, data, wire)
        running.alerts.answered(wire.failed)
    except (SystemExit, KeyboardInterrupt, ProcessExit) as error:
        running.streams.drain()
        outlet.send("exit", {"reason": type(error).__name__, "code": failures.exit_code(error)})
    except Flood:
        return  # said already; nothing more is sent
    _settle(running)
    outlet.request_id = None


def plan_traffic(options: str) -> str:
    """Requests of visitors: {"seed", "requests"}; returns {"ok": true, "requests"}, or {"ok": false, "message"}."""
    from graceful import traffic

    wanted = json.loads(options)
    try:
        made = traffic.plan(_booted().app, root.path, seed=wanted["seed"], requests=wanted["requests"])
    except traffic.ProfileError as error:
        return json.dumps({"ok": False, "message": str(error)})
    return json.dumps({"ok": True, "requests": made})


def run_tests(options: str) -> str:
    """Run pytest: {"root", "tests", "select", "args", "color"}; returns live-server.ts's TestReport."""
    from graceful import testrun

    return json.dumps(testrun.run(json.loads(options)))


def forget() -> None:
    """Leave the interpreter as if nothing had been booted or loaded."""
    global _running
    if _running is None:
        return
    _running.files.end()
    _running.streams.uninstall()
    outlet.connect(None)
    capture.listeners.clear()
    capture.record_listeners[:] = [one for one in capture.record_listeners if one != _running.alerts.logged]
    leaving.end()
    tracker.leave()
    network.uninstall()
    databases.forget()
    jobs.leave()
    upstreams.known.clear()
    purge_modules(root.path)
    _running.process.restore()
    _running = None


def _recorded(wanted: dict[str, Any]) -> AbstractContextManager[None]:
    if not wanted.get("xray"):
        return nullcontext()
    return xray.recorded(lambda step: outlet.send("trace", {"requestId": wanted["id"], "step": step}))


class _Wire:
    """A response as events. What was written before a piece arrives before it."""

    def __init__(self, request_id: str, streams: Streams) -> None:
        self._id = request_id
        self._streams = streams
        # By 5xx, or because its body was cut off.
        self.failed = True

    def head(self, status: int, reason: str, headers: list[tuple[str, str]]) -> None:
        self.failed = status >= 500
        outlet.send("head", {"id": self._id, "status": status, "reason": reason, "headers": headers})

    def chunk(self, data: bytes) -> None:
        outlet.send("chunk", {"id": self._id}, data)

    def end(self, truncated: bool, wsgi_ms: float) -> None:
        self.failed = self.failed or truncated
        self._streams.drain()
        outlet.send("end", {"id": self._id, "truncated": truncated, "wsgiMs": wsgi_ms})


def _booted() -> _Interpreter:
    if _running is None:
        raise RuntimeError("graceful.host.boot() comes first")
    return _running


def _alerts() -> alerts.Alerts:
    """By the project's rules, which are told; without any when they cannot be used."""
    rules, problem = [], None
    try:
        rules = alerts.load(root.path)
    except alerts.RulesError as error:
        problem = str(error)
    outlet.send("alert-rules", {"rules": [rule.describe() for rule in rules], "problem": problem})
    return alerts.Alerts(rules, lambda alert: outlet.send("alert", alert))


def _send_record(record: dict[str, Any]) -> None:
    outlet.send("log", record)


def _settle(running: _Interpreter) -> None:
    """Send what is still held back: half a line, and the files that changed."""
    if not outlet.flooded:
        running.streams.drain()
        for file in running.files.changes():
            outlet.send("file", file)


def _forget_the_snapshots_time() -> None:
    """What was drawn or noted when the snapshot was made must not be the same for everyone who restores it."""
    random.seed()
    if "tempfile" in sys.modules:
        sys.modules["tempfile"]._name_sequence = None
    logging._startTime = time.time_ns() if isinstance(logging._startTime, int) else time.time()
